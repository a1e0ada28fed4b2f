// The one place where the records about commands are made and where the end of a command is counted. Thread-safe, as far as its
// listener is.
#pragma once

#include "ocppgw/command/outcome.hpp"
#include "ocppgw/event/envelope.hpp"
#include "ocppgw/event/ports.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace ocppgw::command {

// Told about every command as it ends: its action ("unknown" where the table has none of that name) and the outcome, or "rejected";
// "void" for an outcome that came second.
using settled_listener = std::function<void(std::string_view action, std::string_view outcome)>;

class outcome_writer {
 public:
  // `boot` is this process's alone; claims are made out to it.
  outcome_writer(std::shared_ptr<const event::settings> common, std::string boot, settled_listener settled)
      : common_(std::move(common)), boot_(std::move(boot)), settled_(std::move(settled)) {}

  const std::string& boot() const { return boot_; }

  // For the records that are made from now on.
  void use(std::shared_ptr<const event::settings> newer);

  event::record outcome(const command::outcome& how) const;
  event::record rejected(const event::consumed_record& from, std::string_view code, std::string_view message,
                         base::wall_time received) const;
  event::record dispatched(const request& what, std::string_view session_id, base::wall_time at) const;
  event::record claimed(const command::outcome& how, base::wall_time at) const;
  event::record released(const request& what, base::wall_time at) const;
  void note_void() const;  // a second outcome was read: it counts for nobody

  event::record answered_late(const command::outcome& how) const;

 private:
  std::shared_ptr<const event::settings> common() const;

  mutable std::mutex guard_;  // of the pointer; held as long as it takes to copy it
  std::shared_ptr<const event::settings> common_;
  std::string boot_;
  settled_listener settled_;
};

}  // namespace ocppgw::command
