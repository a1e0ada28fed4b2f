// Only under ThreadSanitizer: C11's threads, mutexes and conditions on top of pthread's. librdkafka uses the C11 functions, which
// the sanitizer does not intercept: threads made by thrd_create crash its runtime, and what mtx_lock orders looks like a race. A
// program's own definitions come before the C library's. Part of every test program with the label "threads": any of them may
// come to start librdkafka through a module that it uses.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define OCPPGW_C11_THREADS
#endif
#endif

#ifdef OCPPGW_C11_THREADS

#include <pthread.h>
#include <threads.h>
#include <cerrno>
#include <cstdint>
#include <memory>

namespace c11_threads {

struct start {
  thrd_start_t run;
  void* with;
};

inline void* enter(void* what) {
  const std::unique_ptr<start> from(static_cast<start*>(what));
  return reinterpret_cast<void*>(static_cast<std::intptr_t>(from->run(from->with)));
}

inline int result(int error) { return error == 0 ? thrd_success : error == ETIMEDOUT ? thrd_timedout : thrd_error; }
inline pthread_mutex_t* of(mtx_t* what) { return reinterpret_cast<pthread_mutex_t*>(what); }
inline pthread_cond_t* of(cnd_t* what) { return reinterpret_cast<pthread_cond_t*>(what); }

}  // namespace c11_threads

extern "C" {

// librdkafka itself is not instrumented: its lock-free reference counts and its reads of our memory are invisible.
const char* __tsan_default_suppressions() { return "called_from_lib:librdkafka.so\nrace:librdkafka.so\n"; }

int thrd_create(thrd_t* thread, thrd_start_t run, void* with) {
  return c11_threads::result(pthread_create(thread, nullptr, c11_threads::enter, new c11_threads::start{run, with}));
}

int thrd_join(thrd_t thread, int* code) {
  void* ended = nullptr;
  const int error = pthread_join(thread, &ended);
  if (code != nullptr) *code = static_cast<int>(reinterpret_cast<std::intptr_t>(ended));
  return c11_threads::result(error);
}

int mtx_init(mtx_t* what, int kind) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, (kind & mtx_recursive) != 0 ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
  const int error = pthread_mutex_init(c11_threads::of(what), &attributes);
  pthread_mutexattr_destroy(&attributes);
  return c11_threads::result(error);
}

int mtx_lock(mtx_t* what) { return c11_threads::result(pthread_mutex_lock(c11_threads::of(what))); }
int mtx_unlock(mtx_t* what) { return c11_threads::result(pthread_mutex_unlock(c11_threads::of(what))); }
void mtx_destroy(mtx_t* what) { pthread_mutex_destroy(c11_threads::of(what)); }

int cnd_init(cnd_t* what) { return c11_threads::result(pthread_cond_init(c11_threads::of(what), nullptr)); }
int cnd_signal(cnd_t* what) { return c11_threads::result(pthread_cond_signal(c11_threads::of(what))); }
int cnd_broadcast(cnd_t* what) { return c11_threads::result(pthread_cond_broadcast(c11_threads::of(what))); }
void cnd_destroy(cnd_t* what) { pthread_cond_destroy(c11_threads::of(what)); }

int cnd_wait(cnd_t* what, mtx_t* held) {
  return c11_threads::result(pthread_cond_wait(c11_threads::of(what), c11_threads::of(held)));
}

int cnd_timedwait(cnd_t* what, mtx_t* held, const timespec* until) {
  return c11_threads::result(pthread_cond_timedwait(c11_threads::of(what), c11_threads::of(held), until));
}

}  // extern "C"

#endif
