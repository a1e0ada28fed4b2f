// What the parts of one conversation share: who speaks, the settings, and the actions this input has caused so far.
// Lives inside the machine's state, so on one shard; references to it stay valid as long as the machine.
#pragma once

#include "ocppgw/event/envelope.hpp"
#include "ocppgw/session/actions.hpp"
#include "ocppgw/session/machine.hpp"
#include "ocppgw/session/settings.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ocppgw::session {

struct context {
  context(std::shared_ptr<const session::settings> initial, ocpp::reader& of_shard, handshake_info speaker)
      : reader(of_shard), who(std::move(speaker)) {
    use(std::move(initial));
  }

  void use(std::shared_ptr<const session::settings> newer) {
    settings = std::move(newer);
    mode = settings->of(who.station).validation;
  }

  std::shared_ptr<const session::settings> settings;
  ocpp::reader& reader;
  const handshake_info who;
  ocpp::validation mode = ocpp::validation::lenient;
  bool closing = false;  // nothing may be sent any more
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

  // The first reason counts: a session closes once.
  void close(std::uint16_t code, close_reason reason) {
    if (std::exchange(closing, true)) return;
    emit(session::close{code, reason});
  }
};

}  // namespace ocppgw::session
