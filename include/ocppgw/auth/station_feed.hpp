// Records of stations that come one by one, from a topic that holds the newest of each (DESIGN 3.8): the same objects as the lines
// of auth.stations.file. Until all is read that was there at the start nobody can say who is not known. Thread-safe; a record that
// is replaced lives on while somebody goes by it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ocppgw::auth {

class station_feed {
 public:
  // `limit`: so many stations are kept; further ones are refused.
  explicit station_feed(std::size_t limit);
  ~station_feed();

  // "": it counts from now on. Else what is wrong with it, without any value, and the station's record from before goes on to
  // count.
  static constexpr std::string_view too_many = "there are as many stations as may be";
  std::string put(std::string_view station, std::string_view record);

  void remove(std::string_view station);

  void complete();
  [[nodiscard]] bool is_complete() const;
  [[nodiscard]] std::size_t size() const;

  struct table;  // of the authenticator
  [[nodiscard]] const table& records() const { return *table_; }

 private:
  std::unique_ptr<table> table_;
};

}  // namespace ocppgw::auth
