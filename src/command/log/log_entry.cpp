#include "ocppgw/command/log_entry.hpp"

#include "ocppgw/base/digest.hpp"
#include "ocppgw/base/octets.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ocppgw::command {
namespace {

constexpr std::string_view version = "1";
constexpr std::string_view none = "-";  // where a text is empty
constexpr std::array<std::string_view, 3> kinds{"claim", "released", "outcome"};

// Words with one blank between them, from the left.
class words {
 public:
  explicit words(std::string_view text) : rest_(text) {}

  std::string_view next() {
    const auto end = std::min(rest_.find(' '), rest_.size());
    const auto word = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    wrong_ = wrong_ || word.empty();
    return word;
  }

  template <class Number>
  Number number() {
    const auto word = next();
    Number value{};
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    wrong_ = wrong_ || read.ec != std::errc{} || read.ptr != word.data() + word.size();
    return value;
  }

  base::short_digest digest() {
    base::short_digest value{};
    const auto octets = base::from_hex(next());
    if (octets && octets->size() == value.size()) {
      std::copy(octets->begin(), octets->end(), value.begin());
    } else {
      wrong_ = true;
    }
    return value;
  }

  std::string text() {
    const auto word = next();
    return word == none ? std::string() : std::string(word);
  }

  void refuse() { wrong_ = true; }
  [[nodiscard]] bool are_good() const { return !wrong_; }

 private:
  std::string_view rest_;
  bool wrong_ = false;
};

log_entry::kind kind_of(words& from) {
  const auto found = std::find(kinds.begin(), kinds.end(), from.next());
  if (found == kinds.end()) from.refuse();
  return static_cast<log_entry::kind>(found - kinds.begin());
}

std::string_view or_none(std::string_view text) { return text.empty() ? none : text; }

}  // namespace

command_key key_of(std::string_view station, std::string_view command_id) {
  const std::array<std::string_view, 2> tuple{station, command_id};
  return base::short_sha256_tuple(tuple);
}

log_entry entry_of(log_entry::kind what, const request& command) {
  log_entry out;
  out.what = what;
  out.command = key_of(command.station, command.id);
  out.digest = command.digest;
  out.place = {command.position.partition, command.position.offset};
  return out;
}

std::string to_text(const log_entry& what) {
  std::string out{version};
  const auto add = [&out](std::string_view word) { out.append(" ").append(word); };
  add(kinds[static_cast<std::size_t>(what.what)]);
  add(base::to_hex(what.command));
  add(base::to_hex(what.digest));
  add(std::to_string(what.place.partition));
  add(std::to_string(what.place.offset));
  add(or_none(what.claim));
  add(or_none(what.boot));
  add(std::to_string(what.deadline.time_since_epoch().count()));
  add(or_none(what.ending));
  return out;
}

// More words may follow one day.
std::optional<log_entry> read_log_entry(std::string_view text) {
  words from(text);
  if (from.next() != version) return std::nullopt;
  log_entry out;
  out.what = kind_of(from);
  out.command = from.digest();
  out.digest = from.digest();
  out.place.partition = from.number<std::int32_t>();
  out.place.offset = from.number<std::int64_t>();
  out.claim = from.text();
  out.boot = from.text();
  out.deadline = base::wall_time{std::chrono::milliseconds{from.number<std::int64_t>()}};
  out.ending = from.text();
  if (!from.are_good()) return std::nullopt;
  return out;
}

}  // namespace ocppgw::command
