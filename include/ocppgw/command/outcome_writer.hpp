// The one place where the records about commands are made and where the end of a command is counted. Thread-safe, as far as its
// listener is.
#pragma once

#include "ocppgw/command/outcome.hpp"
#include "ocppgw/event/envelope.hpp"
#include "ocppgw/event/ports.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace ocppgw::command {

// Told about every command as it ends: its action ("unknown" where the table has none of that name) and the outcome, or "rejected".
using settled_listener = std::function<void(std::string_view action, std::string_view outcome)>;

class outcome_writer {
 public:
  outcome_writer(std::shared_ptr<const event::settings> common, settled_listener settled)
      : common_(std::move(common)), settled_(std::move(settled)) {}

  // For the records that are made from now on.
  void use(std::shared_ptr<const event::settings> newer);

  event::record outcome(const command::outcome& how) const;
  event::record rejected(const event::consumed_record& from, std::string_view code, std::string_view message,
                         base::wall_time received) const;
  event::record dispatched(const request& what, const call_ref& call, base::wall_time at) const;
  event::record answered_late(const command::outcome& how) const;

 private:
  std::shared_ptr<const event::settings> common() const;

  mutable std::mutex guard_;  // of the pointer; held as long as it takes to copy it
  std::shared_ptr<const event::settings> common_;
  settled_listener settled_;
};

}  // namespace ocppgw::command
