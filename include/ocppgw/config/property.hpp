// A property is declared once, as a row: path, what values it takes, the member that holds the value, documentation. Its default is
// the initial value of that member; a row cannot have another. Reading, checking, printing and documentation derive from the rows.
// Tables are immutable; any thread.
#pragma once

#include "ocppgw/config/binding.hpp"
#include "ocppgw/config/value_spec.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::config {

enum class presence : std::uint8_t {
  optional,
  required,
  required_without_preset,  // where the sources have a preset, the program supplies what is missing
};

using key_filter = bool (*)(std::string_view key);

template <class Owner>
struct property_of {
  std::string_view path;  // from the owner's root; "kafka.topics.events"
  value_spec spec;
  binding (*bind)(Owner&);
  std::string_view doc;
  config::presence presence = config::presence::optional;
  key_filter shows = nullptr;     // maps that may hold secrets: the keys whose values may be printed
  bool reloadable = false;        // may change while the process runs
  std::string_view example = {};  // YAML for the reference where there is no default; with a '#' in front: beside the default
};

// The same for any owner.
struct property {
  std::string_view path;
  value_spec spec;
  std::function<binding(void* owner)> bind;
  std::string_view doc;
  config::presence presence;
  key_filter shows;
  bool reloadable;
  std::string_view example;
  std::string default_value;                    // as YAML; "" = none
  const property_table* object_rows = nullptr;  // of the objects in a list, or of the one object
};

// A map's entry: "kafka.properties.linger.ms" -> {kafka.properties, "linger.ms"}.
struct map_entry {
  const property* map = nullptr;
  std::string_view key;
};

class property_table {
 public:
  // In the order in which they are printed.
  std::span<const property> rows() const { return rows_; }

  const property* find(std::string_view path) const;
  map_entry find_map_entry(std::string_view path) const;

  // True if properties lie below it: "kafka", "kafka.topics". "" is the root.
  bool is_group(std::string_view path) const;

  // The names directly below a group.
  std::vector<std::string_view> children_of(std::string_view group) const;

 protected:
  // `initial` is an owner as it is constructed.
  void add(property row, void* initial);

 private:
  std::vector<property> rows_;
};

template <class Owner>
class property_table_of : public property_table {
 public:
  explicit property_table_of(std::initializer_list<std::span<const property_of<Owner>>> sections) {
    Owner initial{};
    for (const auto section : sections) {
      for (const auto& row : section) add(erase(row), &initial);
    }
  }

 private:
  static property erase(const property_of<Owner>& row) {
    return {.path = row.path,
            .spec = row.spec,
            .bind = [at = row.bind](void* owner) { return at(*static_cast<Owner*>(owner)); },
            .doc = row.doc,
            .presence = row.presence,
            .shows = row.shows,
            .reloadable = row.reloadable,
            .example = row.example,
            .default_value = {},
            .object_rows = nullptr};
  }
};

// "kafka.topics" + "events"
std::string join(std::string_view path, std::string_view name);

}  // namespace ocppgw::config
