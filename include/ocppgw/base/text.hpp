// Small questions about text. Any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ocppgw::base {

bool is_valid_utf8(std::string_view bytes);
std::string replace_invalid_utf8(std::string_view bytes);  // each byte that belongs to no character becomes U+FFFD
std::size_t code_points(std::string_view utf8);  // Unicode code points, which is what OCPP's maxLength counts (RULES 2.6)

// The longest beginning of it that has no more bytes or code points, never half a character.
std::string_view truncate_bytes(std::string_view utf8, std::size_t limit);
std::string_view truncate_code_points(std::string_view utf8, std::size_t limit);

std::string to_lower_ascii(std::string_view text);
// Whether one of its characters is not seen, separates lines, or turns the direction of text: two names that look the same would
// be different (Unicode's Default_Ignorable_Code_Point, Bidi_Control, line and paragraph separators, and what is no character).
bool has_invisible_character(std::string_view utf8);

std::string_view trim(std::string_view text);  // blanks, tabs, line ends at both ends

// The candidate closest to `word` by edit distance, or "" where none is close enough to be meant.
std::string_view closest_match(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace ocppgw::base
