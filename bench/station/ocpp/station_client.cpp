#include "station/ocpp/station_client.hpp"

#include <algorithm>
#include <utility>

namespace ocppgw::bench {

using std::chrono::seconds;

station_client::station_client(const options& how, std::string station, frame_reader& reader, stats& results)
    : how_(how), station_(std::move(station)), reader_(reader), results_(results), scenario_(how_, equipment_) {}

orders& station_client::opened(base::instant now) {
  open_ = true;
  orders_ = {};
  if (how_.what != mode::handshake) return go_on(now);
  if (!std::exchange(was_up_, true)) ++results_.up;
  orders_.hang_up = true;
  return orders_;
}

orders& station_client::begin(base::instant now, std::chrono::nanoseconds delay) {
  orders_ = {};
  const auto start = now.steady + std::chrono::duration_cast<base::steady_time::duration>(delay);
  if (how_.what != mode::idle && how_.what != mode::handshake) step_due_ = start;
  if (how_.what == mode::mixed && how_.speed.type == pace::kind::natural) heartbeat_due_ = start + how_.heartbeat;
  return open_ ? go_on(now) : orders_;
}

orders& station_client::timer(base::instant now) {
  orders_ = {};
  if (outstanding_ && now.steady - outstanding_->sent >= how_.call_timeout) {
    complain(failure::unanswered, "no answer to " + std::string{outstanding_->what.action});
    give_up();
  }
  return open_ ? go_on(now) : orders_;
}

orders& station_client::frame(std::string_view text, base::instant now) {
  orders_ = {};
  const auto what = reader_.read(text);
  if (!what) {
    complain(failure::unreadable, "no OCPP-J frame: " + std::string{text});
  } else if (what->type == frame_type::call) {
    take_command(*what, now);
  } else {
    take_answer(*what, now);
  }
  return go_on(now);
}

void station_client::lost() {
  open_ = false;
  if (outstanding_) give_up();
  if (!std::exchange(resetting_, false)) return;
  booted_ = false;
  boot_due_ = {};
  scenario_.restart();
}

void station_client::complain(failure what, std::string text) {
  results_.failed(what);
  orders_.problem = std::move(text);
}

void station_client::give_up() {
  if (outstanding_->what.transactional) repeat_ = std::move(outstanding_->what);
  outstanding_.reset();
}

orders& station_client::go_on(base::instant now) {
  if (!outstanding_ && !orders_.hang_up) {
    if (auto what = next_call(now)) {
      send(std::move(*what), now);
    } else {
      orders_.hang_up = resetting_ && !equipment_.charging;
    }
  }
  schedule_wake();
  return orders_;
}

std::optional<call> station_client::next_call(base::instant now) {
  if (!booted_) return now.steady >= boot_due_ ? std::optional{boot_notification(station_)} : std::nullopt;
  if (repeat_) return std::exchange(repeat_, std::nullopt);
  if (!errands_.empty()) {
    auto what = std::move(errands_.front());
    errands_.pop_front();
    return what;
  }
  if (resetting_ && !equipment_.charging) return std::nullopt;
  return next_of_scenario(now);
}

std::optional<call> station_client::next_of_scenario(base::instant now) {
  if (heartbeat_due_ && now.steady >= *heartbeat_due_) {
    heartbeat_due_ = now.steady + how_.heartbeat;
    return heartbeat();
  }
  if (!step_due_ || now.steady < *step_due_) return std::nullopt;
  auto [what, pause] = scenario_.next(now.wall);
  switch (how_.speed.type) {
    case pace::kind::natural:
      step_due_ = now.steady + pause;
      break;
    case pace::kind::paced:
      step_due_ = std::max(*step_due_ + how_.speed.interval, now.steady);
      break;
    case pace::kind::flat_out:
      break;
  }
  return std::move(what);
}

void station_client::send(call what, base::instant now) {
  auto id = std::to_string(++calls_);
  orders_.send.push_back(write_call(id, what));
  outstanding_ = outstanding{std::move(what), std::move(id), now.steady};
}

void station_client::schedule_wake() {
  const auto sooner = [this](base::steady_time at) { orders_.wake = orders_.wake ? std::min(*orders_.wake, at) : at; };
  if (outstanding_) return sooner(outstanding_->sent + how_.call_timeout);
  if (!booted_) return sooner(boot_due_);
  if (step_due_) sooner(*step_due_);
  if (heartbeat_due_) sooner(*heartbeat_due_);
}

void station_client::take_command(const incoming& command, base::instant now) {
  ++results_.commands;
  const auto answer = carry_out(command, equipment_, now.wall);
  if (!answer.error.empty()) {
    orders_.send.push_back(write_error(command.id, answer.error, command.action));
    return;
  }
  orders_.send.push_back(write_result(command.id, answer.payload));
  run_errand(answer.then, now);
}

void station_client::take_answer(const incoming& answer, base::instant now) {
  if (!outstanding_ || outstanding_->id != answer.id) {
    return complain(failure::unreadable, "an answer to nothing: " + std::string{answer.id});
  }
  results_.answered(now.steady - outstanding_->sent);
  const auto what = std::move(outstanding_->what);
  outstanding_.reset();
  if (answer.type == frame_type::result) return take_result(what, answer.payload, now);
  complain(failure::call_error, std::string{answer.code} + " to " + std::string{what.action});
  if (what.action == "BootNotification") boot_due_ = now.steady + seconds{10};
}

void station_client::take_result(const call& to, const simdjson::dom::object& payload, base::instant now) {
  if (to.action == "BootNotification") return take_boot_answer(payload, now);
  if (to.action == "StartTransaction") equipment_.transaction = integer_of(payload, "transactionId", -1);
}

// Pending and Rejected mean: ask again after the interval (RULES 5.1).
void station_client::take_boot_answer(const simdjson::dom::object& payload, base::instant now) {
  booted_ = text_of(payload, "status") == "Accepted";
  boot_due_ = now.steady + seconds{std::clamp<std::int64_t>(integer_of(payload, "interval", 60), 1, 86'400)};
  if (!booted_) return;
  if (!std::exchange(was_up_, true)) ++results_.up;
  if (how_.what != mode::mixed) return;
  errands_.push_back(status_notification(0, "Available", now.wall));
  errands_.push_back(status_notification(1, equipment_.operative ? "Available" : "Unavailable", now.wall));
}

void station_client::run_errand(const errand& what, base::instant now) {
  switch (what.what) {
    case errand::kind::none:
      return;
    case errand::kind::send:
      return queue_message(what.message, now.wall);
    case errand::kind::start:
      scenario_.go_to_start();
      break;
    case errand::kind::reset:
      resetting_ = true;
      [[fallthrough]];
    case errand::kind::stop:
      if (equipment_.charging) scenario_.go_to_stop(what.reason);
      break;
  }
  if (step_due_) step_due_ = now.steady;
}

void station_client::queue_message(std::string_view name, base::wall_time now) {
  if (name == "BootNotification") {
    errands_.push_back(boot_notification(station_));
  } else if (name == "Heartbeat") {
    errands_.push_back(heartbeat());
  } else if (name == "MeterValues") {
    errands_.push_back(meter_values(equipment_.charging ? equipment_.transaction : 0, equipment_.meter_wh, now));
  } else if (name == "SignChargePointCertificate") {
    errands_.push_back(sign_certificate());
  } else if (name == "StatusNotification") {
    const auto idle = equipment_.operative ? "Available" : "Unavailable";
    errands_.push_back(status_notification(1, equipment_.charging ? "Charging" : idle, now));
  } else {
    errands_.push_back(upload_status(name));
  }
}

}  // namespace ocppgw::bench
