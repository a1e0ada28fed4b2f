#include "session/identity/repeat_detector.hpp"

namespace ocppgw::session {

repeat_detector::kind repeat_detector::called(std::string_view frame, bool awaited, base::instant now) {
  const auto hash = base::hash_with_process_key(frame);
  if (last_ == hash && awaited) return kind::repeat_of_pending;
  if (last_ == hash && recent(now)) return kind::repeat_of_answered;
  last_ = hash;
  answered_.reset();
  return kind::new_call;
}

}  // namespace ocppgw::session
