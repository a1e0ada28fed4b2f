// Stations that were admitted and have no session yet: between the decision and the 101 they are in no directory, and a second
// device of that name must not slip in meanwhile as if nobody were there. Bounded by limits.pending_connections. Thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace ocppgw::net {

class arrivals {
 public:
  // Of one station; it has arrived, or has gone, when this is destroyed.
  class arrival {
   public:
    arrival(arrival&& other) noexcept
        : in_(std::exchange(other.in_, nullptr)), station_(std::move(other.station_)), was_first_(other.was_first_) {}
    arrival& operator=(arrival&&) = delete;
    ~arrival() {
      if (in_ != nullptr) in_->leave(station_);
    }
    [[nodiscard]] bool was_first() const { return was_first_; }  // no other of that name was under way

   private:
    friend class arrivals;
    arrival(arrivals& in, std::string_view station, bool was_first) : in_(&in), station_(station), was_first_(was_first) {}

    arrivals* in_;
    std::string station_;
    bool was_first_;
  };

  [[nodiscard]] arrival enter(std::string_view station);

 private:
  void leave(const std::string& station) noexcept;

  std::mutex guard_;
  std::map<std::string, std::size_t, std::less<>> under_way_;
};

}  // namespace ocppgw::net
