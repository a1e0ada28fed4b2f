// The log decides (COMMANDS 1-3): who owns a command, and which outcome counts.
#include "ocppgw/command/command_log.hpp"

#include "support/catch.hpp"

namespace ocppgw::command {
namespace {

using namespace std::chrono_literals;
using effect = command_log::effect;
using sighting = command_log::sighting;

const base::wall_time noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};
const auto c1 = key_of("CP001", "c1");
const auto c2 = key_of("CP001", "c2");
constexpr command_digest bytes{1};
constexpr command_digest other_bytes{2};

struct world {
  explicit world(command_log::bounds within = {1h, 100}) : it(within) {}

  sighting see(const command_key& command, std::int64_t offset, const command_digest& digest = bytes) {
    return it.see(command, digest, {0, offset});
  }
  effect says(log_entry::kind what, const command_key& command, std::string claim = "s-c1", std::int64_t offset = 1) {
    log_entry entry{what, command, bytes, {0, offset}, std::move(claim), "boot", now + 50s};
    return it.read(entry, {3, next++}, now);
  }
  effect claims(const command_key& command, std::string claim) { return says(log_entry::kind::claim, command, std::move(claim)); }
  effect ends(const command_key& command, std::int64_t offset = 1) { return says(log_entry::kind::outcome, command, "", offset); }

  command_log it;
  base::wall_time now = noon;
  std::int64_t next = 100;
};

}  // namespace

TEST_CASE("the first claim wins; a later one has lost for ever, also when the command is open again") {
  world with;
  CHECK(with.see(c1, 1) == sighting::open);
  CHECK(with.claims(c1, "a") == effect::owned);
  CHECK(with.claims(c1, "b") == effect::lost);
  CHECK(with.it.owner(c1)->id == "a");
  CHECK(with.says(log_entry::kind::released, c1, "b") == effect::nothing);
  CHECK(with.says(log_entry::kind::released, c1, "a") == effect::released);
  CHECK(with.it.owner(c1) == nullptr);
  CHECK(with.claims(c1, "c") == effect::owned);
  CHECK(with.claims(c1, "c") == effect::nothing);
}

TEST_CASE("the first outcome counts, whoever said it, and nobody claims what is over") {
  world with;
  with.see(c1, 1);
  with.claims(c1, "a");
  CHECK(with.ends(c1) == effect::settled);
  CHECK(with.ends(c1) == effect::void_outcome);
  CHECK(with.claims(c1, "b") == effect::lost);
  CHECK(with.it.is_settled(c1));
  CHECK(with.it.owner(c1) == nullptr);
}

TEST_CASE("what the log says before a command's record is read decides about it") {
  world with;
  with.claims(c1, "a");
  with.ends(c2, 2);
  CHECK(with.see(c1, 1) == sighting::owned);
  CHECK(with.see(c2, 2) == sighting::settled);
  CHECK(with.see(key_of("CP001", "c3"), 3) == sighting::open);
}

TEST_CASE("the same commandId again is a repeat with the same bytes, and something else with others") {
  world with;
  with.see(c1, 1);
  CHECK(with.see(c1, 2) == sighting::repeat);
  CHECK(with.see(c1, 3, other_bytes) == sighting::reused_id);
  with.ends(c1);
  CHECK(with.see(c1, 4) == sighting::repeat);
  CHECK(with.see(key_of("CP002", "c1"), 5) == sighting::open);
}

TEST_CASE("a claim is overdue once its deadline has passed, and only while it stands") {
  world with;
  with.claims(c1, "a");
  CHECK(with.it.overdue(noon + 50s - 1ms).empty());
  CHECK(with.it.overdue(noon + 50s) == std::vector<command_key>{c1});
  with.ends(c1);
  CHECK(with.it.overdue(noon + 50s).empty());
}

TEST_CASE("a settled command is remembered for the window, and longer while its record may be read again") {
  world with;
  with.it.caught_up();
  with.see(c1, 1);
  with.see(c2, 2);
  with.ends(c2, 2);
  with.it.forget(noon + 2h);
  CHECK(with.see(c2, 7) == sighting::repeat);  // c1 stands before it and is open
  with.ends(c1);
  with.it.forget(noon + 1h + 10min);
  CHECK(with.it.size() == 2);
  with.it.forget(noon + 1h + 10min + 1ms);
  CHECK(with.it.size() == 0);
  CHECK(with.see(c2, 8) == sighting::open);
}

TEST_CASE("at the start nothing is forgotten that the commands topic may still bring") {
  world with;
  with.ends(c1, 1);
  with.it.forget(noon + 48h);
  CHECK(with.see(c1, 1) == sighting::settled);
  with.it.forget(noon + 48h);
  CHECK(with.it.size() == 0);
  with.ends(c2, 2);
  with.it.caught_up();
  with.it.forget(noon + 48h);
  CHECK(with.it.size() == 0);
}

TEST_CASE("a later process has to read from the first record about a command that is remembered") {
  world with;
  with.it.caught_up();
  CHECK(with.it.needed_from(3) == std::nullopt);
  with.see(c1, 1);
  with.claims(c1, "a");
  with.see(c2, 2);
  with.ends(c2, 2);
  CHECK(with.it.needed_from(3) == 100);
  with.ends(c1);
  with.now += 1h + 11min;
  with.claims(key_of("CP001", "c3"), "b");
  with.it.forget(with.now);
  CHECK(with.it.needed_from(3) == 103);
}

TEST_CASE("it is full at its limit once the commands of the start are read") {
  world with({1h, 2});
  with.see(c1, 1);
  with.see(c2, 2);
  CHECK_FALSE(with.it.is_full());
  with.it.caught_up();
  CHECK(with.it.is_full());
}

TEST_CASE("an entry of the log comes back from its header as it was, and other text is none") {
  const log_entry all{log_entry::kind::claim, c1, bytes, {7, 1234567890123}, "0123456789abcdef0123-cff", "b00t", noon};
  CHECK(read_log_entry(to_text(all)) == all);
  const log_entry little{log_entry::kind::outcome, c2, other_bytes, {0, 0}, "", "", {}};
  CHECK(read_log_entry(to_text(little)) == little);
  CHECK(read_log_entry(to_text(all) + " more") == all);
  auto ending = all;
  ending.ending = "offline";
  CHECK(read_log_entry(to_text(ending)) == ending);
  const auto text = to_text(all);
  CHECK_FALSE(read_log_entry(""));
  CHECK_FALSE(read_log_entry("2" + text.substr(1)));
  CHECK_FALSE(read_log_entry(text.substr(0, text.rfind(' '))));
  auto wrong_number = text;
  CHECK_FALSE(read_log_entry(wrong_number.replace(text.find(" 7 "), 3, " 7x ")));
  auto wrong_kind = text;
  CHECK_FALSE(read_log_entry(wrong_kind.replace(2, 5, "clash")));
}

}  // namespace ocppgw::command
