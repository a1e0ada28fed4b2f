// Where in a JSON text a reading is, as a JSON Pointer (RFC 6901) once somebody asks. One thread; names are not copied.
#pragma once

#include <boost/container/static_vector.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ocppgw::base {

class json_path {
 public:
  static constexpr std::size_t capacity = 32;

  // At most `capacity` deep.
  void enter(std::string_view name) { segments_.push_back({name, 0, true}); }
  void enter(std::size_t index) { segments_.push_back({{}, index, false}); }
  void leave() { segments_.pop_back(); }

  // "" for the whole text, "/meterValue/0/timestamp" inside it. The writer chooses the names of unknown members, so that they could
  // be as long as the text: each is cut to 64 bytes.
  std::string text() const;

 private:
  struct segment {
    std::string_view name;
    std::size_t index;
    bool named;
  };

  boost::container::static_vector<segment, capacity> segments_;
};

}  // namespace ocppgw::base
