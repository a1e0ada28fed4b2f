#include "auth/station_records.hpp"

#include "ocppgw/base/json_cursor.hpp"
#include "ocppgw/base/octets.hpp"
#include "ocppgw/base/text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ocppgw::auth {
namespace {

using base::json_cursor;
using base::json_kind;

constexpr std::size_t max_problems = 20;

struct named_binding {
  std::string_view name;
  certificate_binding::by what;
};
constexpr named_binding bindings[] = {{"cn", certificate_binding::by::common_name},
                                      {"serial", certificate_binding::by::serial},
                                      {"spki_sha256", certificate_binding::by::spki_sha256}};

// One line. A member that is not known is a problem: it might be a restriction that nobody would keep.
class line_reader {
 public:
  // `expected`: whose it has to be; "": its own word says it.
  explicit line_reader(base::json_buffer& line, std::string_view expected = {})
      : cursor_(line, {.max_depth = 4}), station_(expected), is_given_(!expected.empty()) {}

  bool run() {
    const bool read = cursor_.read_object([this](auto name, auto& next) { return member(name, next); });
    if (!read && problem_.empty()) problem_ = cursor_.path().text() + ": " + std::string(cursor_.message());
    if (problem_.empty() && station_.empty()) problem_ = "/station: missing";
    if (!has_profiles_) record_.profiles[3] = record_.certificate.has_value();
    return problem_.empty();
  }

  const std::string& problem() const { return problem_; }
  std::string& station() { return station_; }
  station_record& record() { return record_; }

 private:
  bool member(std::string_view name, json_cursor::value& next) {
    if (name == "station") return text(next, [this](std::string_view text) { return take_station(text); });
    if (name == "enabled") return boolean(next, record_.enabled);
    if (name == "keys") return list(next, [this](auto& item) { return key(item); });
    if (name == "certificate") return certificate(next);
    if (name == "networks") return list(next, [this](auto& item) { return network(item); });
    if (name == "profiles") {
      has_profiles_ = true;
      record_.profiles = {};
      return list(next, [this](auto& item) { return profile(item); });
    }
    return fail("is not known here");
  }

  bool key(json_cursor::value& next) {
    if (next.kind() != json_kind::object) return fail("must be an object");
    station_key made;
    bool has_hash = false;
    const bool read = cursor_.members(next, [&](auto name, auto& inside) {
      if (name == "from") return time(inside, made.from);
      if (name == "until") return time(inside, made.until);
      if (name != "hash") return fail("is not known here");
      has_hash = true;
      return text(inside, [&](std::string_view text) { return take_hash(text, made.hash); });
    });
    if (read && !has_hash) return fail("needs a hash");
    record_.keys.push_back(std::move(made));
    return read;
  }

  bool certificate(json_cursor::value& next) {
    if (next.kind() != json_kind::object) return fail("must be an object");
    record_.certificate.emplace();
    const bool read = cursor_.members(next, [this](auto name, auto& inside) {
      const auto known = std::find_if(std::begin(bindings), std::end(bindings), [&](const auto& one) { return one.name == name; });
      if (known == std::end(bindings)) return fail("is not known here");
      return text(inside, [&](std::string_view text) { return take_binding(known->what, text); });
    });
    return read && (!record_.certificate->value.empty() || fail("needs serial, cn or spki_sha256"));
  }

  bool take_binding(certificate_binding::by what, std::string_view text) {
    auto& bound = *record_.certificate;
    if (!bound.value.empty()) return fail("must be the only one");
    bound = {what, what == certificate_binding::by::common_name ? std::string(text) : hexadecimal(what, text)};
    return !bound.value.empty() || fail("must be hexadecimal");
  }

  // Tools print serial numbers with colons, and some with zeros in front.
  static std::string hexadecimal(certificate_binding::by what, std::string_view text) {
    std::string digits;
    for (const char c : base::to_lower_ascii(text)) {
      if (c != ':') digits += c;
    }
    if (digits.size() % 2 != 0) digits.insert(0, 1, '0');
    while (what == certificate_binding::by::serial && digits.size() > 2 && digits.starts_with("00")) digits.erase(0, 2);
    return base::from_hex(digits) ? digits : std::string();
  }

  bool network(json_cursor::value& next) {
    return text(next, [this](std::string_view text) {
      const auto parsed = base::ip_network::parse(text);
      if (!parsed) return fail("must be an IP address or a network, like 10.0.0.0/8");
      record_.networks.push_back(*parsed);
      return true;
    });
  }

  bool profile(json_cursor::value& next) {
    std::string_view token;
    if (!cursor_.scalar(next, token)) return false;
    const bool known = next.kind() == json_kind::number && token.size() == 1 && token[0] >= '0' && token[0] <= '3';
    if (!known) return fail("must be 0, 1, 2 or 3");
    record_.profiles[static_cast<std::size_t>(token[0] - '0')] = true;
    return true;
  }

  bool take_station(std::string_view text) {
    if (is_given_) return text == station_ || fail("is not the key of the record");
    station_ = text;
    return !text.empty() || fail("must not be empty");
  }

  bool take_hash(std::string_view text, password_hash& to) {
    const auto hash = parse_password_hash(text);
    if (hash) to = *hash;
    return hash.has_value() || fail("is none that hash-password makes");
  }

  bool time(json_cursor::value& next, std::optional<base::wall_time>& to) {
    return text(next, [&](std::string_view text) {
      const auto time = base::parse_time(text);
      if (!time || !time->has_zone) return fail("must be an RFC 3339 time with a zone");
      to = time->at;
      return true;
    });
  }

  bool boolean(json_cursor::value& next, bool& to) {
    std::string_view token;
    if (!cursor_.scalar(next, token)) return false;
    to = token == "true";
    return next.kind() == json_kind::boolean || fail("must be true or false");
  }

  template <class Take>
  bool text(json_cursor::value& next, const Take& take) {
    std::string_view content;
    if (next.kind() != json_kind::string) return fail("must be text");
    return cursor_.scalar(next, content) && take(content);
  }

  template <class Take>
  bool list(json_cursor::value& next, const Take& take) {
    if (next.kind() != json_kind::array) return fail("must be a list");
    return cursor_.items(next, [&](std::size_t, auto& item) { return take(item); });
  }

  bool fail(std::string_view why) {
    if (problem_.empty()) problem_ = cursor_.path().text() + ": " + std::string(why);
    return false;
  }

  json_cursor cursor_;
  std::string station_;
  bool is_given_;
  station_record record_;
  std::string problem_;
  bool has_profiles_ = false;
};

}  // namespace

bool certificate_binding::matches(const client_certificate& shown) const {
  switch (what) {
    case by::common_name:
      return shown.common_name == value;
    case by::serial:
      return shown.serial == value;
    case by::spki_sha256:
      return shown.spki_sha256 == value;
  }
  return false;
}

read_records read_station_records(std::string_view json_lines) {
  read_records out;
  base::json_buffer buffer;
  const auto complain = [&](std::size_t line, const std::string& why) {
    if (out.problems.size() < max_problems) out.problems.push_back("line " + std::to_string(line) + ": " + why);
  };
  for (std::size_t number = 1; !json_lines.empty(); ++number) {
    const auto end = std::min(json_lines.find('\n'), json_lines.size());
    const auto line = base::trim(json_lines.substr(0, end));
    json_lines.remove_prefix(std::min(end + 1, json_lines.size()));
    if (line.empty()) continue;
    buffer.load(line);
    line_reader read(buffer);
    if (!read.run()) {
      complain(number, read.problem());
    } else if (!out.stations.emplace(std::move(read.station()), std::move(read.record())).second) {
      complain(number, "/station: stands there twice");
    }
  }
  return out;
}

read_record read_station_record(std::string_view station, std::string_view json) {
  base::json_buffer buffer;
  buffer.load(json);
  line_reader read(buffer, station);
  const bool good = read.run();
  return {std::move(read.record()), good ? std::string() : read.problem()};
}

}  // namespace ocppgw::auth
