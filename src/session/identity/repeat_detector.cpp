#include "session/identity/repeat_detector.hpp"

namespace ocppgw::session {

repeat_detector::kind repeat_detector::called(std::string_view frame, bool awaited, base::instant now) {
  const auto digest = base::sha256(frame);
  if (last_ == digest && awaited) return kind::repeat_of_pending;
  if (last_ == digest && recent(now)) return kind::repeat_of_answered;
  last_ = digest;
  answered_.reset();
  return kind::new_call;
}

}  // namespace ocppgw::session
