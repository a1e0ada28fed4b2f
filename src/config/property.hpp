// What a property is: the one declaration from which reading, checking, printing and documentation derive. constexpr data.
#pragma once

#include "ocppgw/config/settings.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ocppgw::config {

using text_list = std::vector<std::string>;
using text_map = std::map<std::string, std::string>;

// Where a value lives. The alternative and the kind of the form agree; which goes with which stands in slots.cpp.
using slot = std::variant<std::string*, bool*, std::size_t*, milliseconds*, std::chrono::seconds*, text_list*, text_map*,
                          std::vector<listener>*, std::vector<station>*, std::vector<certificate>*, std::optional<tls>*>;

enum class kind : std::uint8_t { text, choice, boolean, count, size, duration, texts, map, answers, objects };

using text_check = std::string (*)(std::string_view);  // returns what is wrong, or ""

// What a value may be.
struct form {
  kind what = kind::text;
  std::int64_t minimum = 0;  // count; size in bytes; duration in milliseconds
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  std::span<const std::string_view> choices = {};
  text_check check = nullptr;      // of a text, of each item of a list, of each value of a map
  text_check check_key = nullptr;  // of each key of a map
};

enum class need : std::uint8_t { optional, required, required_but_dev };

template <class Owner>
struct property_of {
  std::string_view path;  // from the owner's root; "kafka.topics.events"
  form as;
  std::string_view standard;  // the default, as YAML; "" = none
  slot (*at)(Owner&);
  std::string_view doc;
  need presence = need::optional;
  bool secret = false;            // maps: values under keys that speak of passwords, secrets or keys are hidden
  bool reloadable = false;        // may change while the process runs
  std::string_view example = {};  // YAML for the reference where there is no default; "" = the default is shown
};

using property = property_of<settings>;

// In the order in which they are printed.
std::span<const property> properties();

// Elements of lists.
std::span<const property_of<listener>> listener_properties();
std::span<const property_of<tls>> tls_properties();
std::span<const property_of<certificate>> certificate_properties();
std::span<const property_of<station>> station_properties();

const property* find_property(std::string_view path);

// A map's entry: the longest property path before it. "kafka.properties.linger.ms" -> {kafka.properties, "linger.ms"}.
struct map_entry {
  const property* map = nullptr;
  std::string_view key;
};
map_entry find_map_entry(std::string_view path);

// True if properties lie below it: "kafka", "kafka.topics". "" is the root.
bool is_group(std::string_view path);

// The names directly below a group.
std::vector<std::string_view> children_of(std::string_view group);

// "kafka.topics" + "events"
std::string join(std::string_view path, std::string_view name);

// Whether the value under this key of a secret map has to be hidden.
bool speaks_of_secrets(std::string_view key);

}  // namespace ocppgw::config
