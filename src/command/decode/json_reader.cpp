#include "command/decode/json_reader.hpp"

#include <unordered_set>

namespace ocppgw::command {
namespace {

using base::json_cursor;

// One reading of one text.
class reading {
 public:
  reading(base::json_buffer& text, const json_reader::visitor& visit)
      : text_(text.text()), visit_(visit), cursor_(text, {.max_depth = json_reader::max_depth}) {}

  std::optional<json_fault> run() {
    names_seen names;
    const bool complete = cursor_.read_object([&](auto name, auto& next) { return member(names, name, next); });
    if (!complete) return json_fault{json_fault::kind::broken, cursor_.path().text(), std::string{cursor_.message()}};
    return std::move(first_);
  }

 private:
  using names_seen = std::unordered_set<std::string_view>;

  bool member(names_seen& names, std::string_view name, json_cursor::value& next) {
    if (!names.insert(name).second) note(json_fault::kind::repeated, "the member stands there twice");
    return value(name, next);
  }

  bool value(std::string_view name, json_cursor::value& next) {
    json_value seen;
    seen.type = next.kind();
    seen.depth = cursor_.depth();
    seen.name = name;
    seen.path = &cursor_.path();
    return next.is_container() ? container(seen, next) : scalar(seen, next);
  }

  bool scalar(json_value& seen, json_cursor::value& next) {
    if (!cursor_.scalar(next, seen.text)) return false;
    show(seen, next.token());
    return true;
  }

  bool container(json_value& seen, json_cursor::value& next) {
    if (!cursor_.may_enter()) {
      note(json_fault::kind::too_deep, "nested too deep");
      return true;
    }
    // Only the outermost containers show their bytes, which costs a second pass.
    if (seen.depth == 1) return enter(next, [&](std::string_view bytes) { show(seen, bytes); });
    visit_(seen);
    return enter(next, nullptr);
  }

  template <class Show>
  bool enter(json_cursor::value& next, Show&& show) {
    if (next.kind() == base::json_kind::array) {
      return cursor_.items(
          next, [&](std::size_t, auto& item) { return value({}, item); }, show);
    }
    names_seen names;
    return cursor_.members(
        next, [&](auto name, auto& inside) { return member(names, name, inside); }, show);
  }

  void show(json_value& seen, std::string_view raw) {
    seen.raw = raw;
    seen.offset = static_cast<std::size_t>(raw.data() - text_.data());
    visit_(seen);
  }

  void note(json_fault::kind type, std::string_view message) {
    if (!first_) first_ = json_fault{type, cursor_.path().text(), std::string{message}};
  }

  std::string_view text_;
  const json_reader::visitor& visit_;
  json_cursor cursor_;
  std::optional<json_fault> first_;
};

}  // namespace

struct json_reader::state {
  base::json_buffer text;
};

json_reader::json_reader() : state_(std::make_unique<state>()) {}
json_reader::~json_reader() = default;
json_reader::json_reader(json_reader&&) noexcept = default;

std::optional<json_fault> json_reader::read(std::string_view text, const visitor& visit) {
  state_->text.load(text);
  return reading{state_->text, visit}.run();
}

}  // namespace ocppgw::command
