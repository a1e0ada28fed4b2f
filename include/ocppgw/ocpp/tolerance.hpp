// What a station may get wrong and still be understood (RULES 2.4, 2.6, 9). Validation asks for each kind of violation; what is
// tolerated is a fault, what is not is a CALLERROR. A value; default and per station. Any thread.
#pragma once

namespace ocppgw::ocpp {

struct tolerance {
  bool framing = false;    // ids that are numbers or too long, a payload left out where nothing in it is required
  bool repair = false;     // bytes that no JSON may have: a BOM, NULs, blanks around the message, control characters in strings
  bool missing = false;    // required members that are absent, null or empty, unless the gateway needs them (`field::needed`)
  bool types = false;      // another JSON type: a scalar in place of text gives its text, an object in place of a list of objects
  bool words = false;      // enumerations: blanks around, another case, words of the station's own
  bool limits = false;     // lengths, ranges, digits after the point, numbers of items
  bool spellings = false;  // times and URIs that are not written as RFC 3339 and 3986 say
  bool members = false;    // unknown members, and members that appear twice (the last one wins)

  bool operator==(const tolerance&) const = default;

  static const tolerance lenient;  // the message counts, the odd field does not
  static const tolerance strict;   // the schemas and the ranges of RULES 3.1, to the letter; also what the gateway itself sends
};

inline constexpr tolerance tolerance::lenient{true, true, true, true, true, true, true, true};
inline constexpr tolerance tolerance::strict{};

}  // namespace ocppgw::ocpp
