// Which event a CALL is (DESIGN 3.1): the same for every repeat of it, by what was said and not by how it was spelled. Same thread
// as the session.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/identity.hpp"
#include "ocppgw/ocpp/message.hpp"
#include "session/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ocppgw::session {

struct start_id {
  event::stable_id id;
  bool weak = false;  // the station's clock says nothing: only this process knows repeats of it
};

// Of a StartTransaction; nullopt for all other actions.
std::optional<start_id> identify_start(const context& of, const ocpp::call& call, base::instant now);

// ce_id of all other actions. `type` with prefix.
std::string identify_call(const context& of, const ocpp::call& call, std::string_view type, std::uint64_t sequence,
                          base::wall_time received);

}  // namespace ocppgw::session
