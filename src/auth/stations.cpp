#include "ocppgw/auth/stations.hpp"

#include "auth/hash_pool.hpp"
#include "auth/passwords/basic_credentials.hpp"
#include "auth/passwords/pepper.hpp"
#include "auth/passwords/remembered_passwords.hpp"
#include "auth/record_file.hpp"
#include "auth/record_table.hpp"
#include "ocppgw/base/json_writer.hpp"
#include "ocppgw/base/octets.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace ocppgw::auth {
namespace {

constexpr std::size_t shortest_hex_key = 32;  // 128 bits

// What a station may have meant: the octets, and, as some send their key as hexadecimal text, what that stands for (RULES 7.2).
std::vector<std::string> readings_of(std::string_view pepper, std::string_view station, std::string password) {
  std::vector<std::string> readings;
  auto decoded = password.size() >= shortest_hex_key ? base::from_hex(password) : std::nullopt;
  readings.push_back(peppered(pepper, station, std::move(password)));
  if (decoded) readings.push_back(peppered(pepper, station, *std::move(decoded)));
  return readings;
}

// One question: what was presented, and what is known of the station.
struct question {
  std::string station;
  std::vector<std::string> readings;
  std::shared_ptr<const station_record> known;  // keeps the reading of the file that it is of
  int profile = 0;
  std::string remote_address = {};
};

// Who it is has been proven by then: only the station itself learns what its record says.
verification admit(const station_record& known, const std::string& remote_address, verification proven) {
  if (!known.enabled) return {};
  if (!known.profiles[static_cast<std::size_t>(proven.security_profile)]) return {admission::wrong_transport, 0, {}};
  if (!known.networks.empty() && !base::any_contains(known.networks, base::host_of(remote_address)))
    return {admission::wrong_network, 0, {}};
  return proven;
}

verification by_certificate(const std::string& station, const station_record& known, const credentials& presented) {
  const auto& shown = *presented.certificate;
  const bool is_its = known.certificate ? known.certificate->matches(shown) : shown.common_name == station;
  if (!is_its) return {};
  return admit(known, presented.remote_address, {admission::granted, 3, "certificate " + shown.serial, shown.onboarding});
}

// A key that nobody has: a station that is not known is answered as late as one with a wrong password.
std::shared_ptr<const station_record> nobody() {
  static const auto record = std::make_shared<const station_record>(station_record{
      .enabled = false, .keys = {{hash_by_hmac("", base::random_octets(16)), {}, {}}}, .certificate = {}, .networks = {}});
  return record;
}

class stations final : public authenticator {
 public:
  stations(const stations_settings& what, stations_events told, std::shared_ptr<const station_feed> feed)
      : told_(std::move(told)),
        pepper_(read_pepper(what.pepper_file)),
        feed_(std::move(feed)),
        remembered_(what.remembered),
        pool_(what.queue) {
    if (!what.file.empty()) file_.emplace(what, told_);
  }

  void verify(std::string station, credentials presented, completion done) override {
    if (feed_ && !feed_->is_complete()) return done({admission::busy, 0, {}});
    auto known = find(station);
    if (presented.certificate) return done(by_certificate(station, *known, presented));
    auto password = basic_password(presented.authorization, station);
    if (!password) return done(without_password(*known, presented));
    auto readings = readings_of(pepper_, station, *std::move(password));
    question asked{std::move(station), std::move(readings), std::move(known), presented.tls ? 2 : 1,
                   std::move(presented.remote_address)};
    answer(std::move(asked), std::move(done));
  }

 private:
  [[nodiscard]] std::shared_ptr<const station_record> find(const std::string& station) const {
    auto newest = feed_ ? feed_->records().find(station) : nullptr;
    if (newest) return newest;
    auto in_file = file_ ? file_->current() : nullptr;
    if (!in_file) return nobody();
    const auto found = in_file->find(station);
    if (found == in_file->end()) return nobody();
    return {std::move(in_file), &found->second};
  }

  // Profile 0 of the white paper, where the record allows it.
  static verification without_password(const station_record& known, const credentials& presented) {
    if (!known.profiles[0] || !presented.authorization.empty()) return {};
    return admit(known, presented.remote_address, {admission::granted, 0, {}});
  }

  void answer(question asked, completion done) {
    const auto at = base::now().wall;
    auto key = find_key(asked, at, [this](const auto& hash, const auto& station, const auto& password) {
      return hash.is_slow() ? remembered_.has(hash, station, password) : is_password(hash, station, password);
    });
    if (key) return done(verified(asked, *key));
    const bool slow = std::any_of(asked.known->keys.begin(), asked.known->keys.end(),
                                  [at](const station_key& one) { return one.hash.is_slow() && one.is_valid(at); });
    if (!slow) return done({});
    const auto refused = done;
    const bool taken = pool_.post([this, asked = std::move(asked), at, done = std::move(done)] { done(answer_slowly(asked, at)); });
    if (taken) return;
    told_.queue_full();
    refused({admission::busy, 0, {}});
  }

  verification answer_slowly(const question& asked, base::wall_time at) {
    const auto key = find_key(asked, at, [this](const auto& hash, const auto& station, const auto& password) {
      if (!hash.is_slow() || !is_password(hash, station, password)) return false;
      remembered_.add(hash, station, password);
      return true;
    });
    return key ? verified(asked, *key) : verification{};
  }

  static verification verified(const question& asked, std::size_t key) {
    verification proven{admission::granted, asked.profile, "key " + std::to_string(key + 1)};
    proven.newer_key = key > 0;
    return admit(*asked.known, asked.remote_address, std::move(proven));
  }

  // All are tried, so that the time does not tell which was right.
  template <class Matches>
  static std::optional<std::size_t> find_key(const question& asked, base::wall_time at, const Matches& matches) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < asked.known->keys.size(); ++i) {
      const auto& key = asked.known->keys[i];
      if (!key.is_valid(at)) continue;
      for (const auto& password : asked.readings) {
        if (matches(key.hash, asked.station, password) && !found) found = i;
      }
    }
    return found;
  }

  const stations_events told_;
  const std::string pepper_;
  const std::shared_ptr<const station_feed> feed_;
  std::optional<record_file> file_;
  remembered_passwords remembered_;
  hash_pool pool_;  // last: what it runs uses the others
};

}  // namespace

std::unique_ptr<authenticator> make_stations(const stations_settings& what, stations_events told,
                                             std::shared_ptr<const station_feed> feed) {
  return std::make_unique<stations>(what, std::move(told), std::move(feed));
}

std::vector<std::string> check_stations_file(const std::string& file) { return read_record_file(file).problems; }

std::string check_pepper_file(const std::string& file) try {
  read_pepper(file);
  return {};
} catch (const std::exception& wrong) {
  return wrong.what();
}

std::string make_station_line(std::string_view station, std::string_view password, hash_kind kind, const std::string& pepper_file) {
  const auto hashed = peppered(read_pepper(pepper_file), station, std::string(password));
  const auto hash = kind == hash_kind::hmac ? hash_by_hmac(station, hashed) : hash_by_scrypt(station, hashed);
  std::string line;
  base::json_writer out(line);
  out.begin_object().member("station", station).key("keys").begin_array();
  out.begin_object().member("hash", to_text(hash)).end_object();
  out.end_array().end_object();
  return line;
}

}  // namespace ocppgw::auth
