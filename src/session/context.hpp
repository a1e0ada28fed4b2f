// What the parts of one conversation share: who speaks, the settings, and the actions this input has caused so far.
// Lives inside the machine's state, so on one shard; references to it stay valid as long as the machine.
#pragma once

#include "ocppgw/event/envelope.hpp"
#include "ocppgw/session/actions.hpp"
#include "ocppgw/session/machine.hpp"
#include "ocppgw/session/settings.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::session {

struct context {
  context(std::shared_ptr<const session::settings> initial, ocpp::reader& of_shard, handshake_info speaker)
      : reader(of_shard), who(std::move(speaker)), protocol(*who.protocol) {
    use(std::move(initial));
  }

  void use(std::shared_ptr<const session::settings> newer) {
    settings = std::move(newer);
    own = &settings->of(who.station);
    tolerated = own->validation;
  }

  std::shared_ptr<const session::settings> settings;
  const station_settings* own = nullptr;  // of this station, part of `settings`
  ocpp::reader& reader;
  const handshake_info who;
  const ocpp::protocol& protocol;
  ocpp::tolerance tolerated = ocpp::tolerance::lenient;
  std::vector<action> out;

  event::session_ref session() const { return {who.station, who.session_id}; }

  // The list is given back after each input: an idle session keeps no memory for it.
  void begin() { std::vector<action>().swap(out); }

  void emit(action what) {
    if (out.empty()) out.reserve(4);
    out.push_back(std::move(what));
  }

  void note(note::kind what, std::string_view code, const ocpp::action* row = nullptr, std::string detail = {}) {
    emit(session::note{what, code, row, std::move(detail)});
  }

  // Nothing is sent any more, no command is taken, and nothing is published but how things ended.
  [[nodiscard]] bool closing() const { return closing_; }

  // The first reason counts: a session closes once.
  void close(std::uint16_t code, close_reason reason) {
    if (std::exchange(closing_, true)) return;
    cause_ = {disconnect::side::gateway, code, reason};
    emit(session::close{code, reason});
  }

  // Somebody else closes: the station, or the end itself.
  void stop() { closing_ = true; }

  // How the session ended: what the gateway closed it for, or else what the transport saw.
  disconnect resolve(const disconnect& seen) {
    if (!cause_) cause_ = seen;
    return *cause_;
  }
  disconnect cause() const { return cause_.value_or(disconnect{}); }

 private:
  bool closing_ = false;
  std::optional<disconnect> cause_;
};

}  // namespace ocppgw::session
