// What reading a configuration finds out besides the values: what is wrong, what is odd, and where each value was set. Main thread.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ocppgw::config {

// One thing wrong. `where` is "file:line:column", "OCPPGW__X" or "--set x".
struct problem {
  std::string where;
  std::string path;     // "kafka.delivery_timeout"; "" = the whole
  std::string message;  // with a suggestion for unknown keys
};

struct findings {
  std::string source;  // the file, or "configuration": named for a problem that no line of a layer has caused
  std::vector<problem> problems;
  std::vector<problem> warnings;  // may be meant as it is, but probably is not
  std::map<std::string, std::string, std::less<>> origins;  // path -> where it was set last; defaults are not in it
  bool is_readable = true;                                  // false where the file could not be read or parsed

  // Where a property was set last; "" where it has its default.
  std::string origin_of(std::string_view path) const;

  // Where to point for a problem with a value: where the path was set, else something below it ("ocpp.answers" -> the first
  // answer), else what encloses it, else the source.
  std::string where(std::string_view path) const;

  // Whether there is a problem with this path or something below it.
  bool has_problem(std::string_view path) const;

  void report(std::string where, std::string path, std::string message);

  // A problem between values: reported for the first path, at the first of the paths that somebody set.
  void report_at(std::initializer_list<std::string_view> paths, std::string message);

  // The same for what is no error.
  void warn_at(std::initializer_list<std::string_view> paths, std::string message);

 private:
  problem at(std::initializer_list<std::string_view> paths, std::string message) const;
};

}  // namespace ocppgw::config
