// What /livez and /readyz say: named checks, set by the modules that know, read by admin. Thread-safe.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::telemetry {

struct check_result {
  std::string name;
  bool ok = false;
  std::string reason;  // "" if ok
  std::string note;    // what to know even if it is ok; mostly ""
};

class health {
 public:
  enum class kind { live, ready };

  // A probe runs at each request, on the admin thread; it must not block. Returns "" if all is well, else the reason.
  // A note says, in the same way, what the check lets pass.
  using probe = std::function<std::string()>;
  void add(kind what, std::string name, probe check, probe note = {});

  std::vector<check_result> evaluate(kind what) const;

 private:
  struct entry {
    kind what;
    std::string name;
    probe check;
    probe note;
  };
  mutable std::mutex guard_;
  std::vector<entry> entries_;
};

}  // namespace ocppgw::telemetry
