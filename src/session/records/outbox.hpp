// The records of one session that wait for Kafka's word, in the order in which they were produced. From them follow how far the
// topic is complete (`lastDelivered`), which answer leaves next, and how much the station makes the gateway hold (P5).
// Part of a machine; same thread. Holds no memory while nothing waits.
#pragma once

#include "ocppgw/base/time.hpp"
#include "ocppgw/event/delivery.hpp"
#include "ocppgw/ocpp/actions.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ocppgw::session {

// What a station is told once the event of its CALL is in the topic.
struct due_answer {
  const ocpp::action* row = nullptr;
  std::string raw_id;   // of the CALL, spelled as it came
  std::string payload;  // without currentTime
  base::steady_time received{};
};

class outbox {
 public:
  enum class kind : std::uint8_t { event, rejected_frame, dispatched };

  enum class status : std::uint8_t {
    sent,       // Kafka has not said what became of it
    delivered,  // it is in the topic
    answered,   // it is in the topic, and the station was told
    refused,    // Kafka refused it or may have lost it: a hole in the topic
  };

  struct entry {
    kind what = kind::event;
    status state = status::sent;
    std::uint16_t ticket = 0;          // never 0
    std::uint32_t bytes = 0;           // of the record, and of the frame while that is kept
    std::uint64_t sequence = 0;        // of an event; the other kinds have no number
    std::optional<due_answer> answer;  // of a CALL that is answered after delivery
    std::optional<std::string> frame;  // of an event that waits: the CALL, for the rejected topic should Kafka refuse the event

    [[nodiscard]] bool answer_due() const { return answer && state != status::answered; }
  };

  // Tickets have 16 bits. A full outbox takes no further frame and no further command; a frame adds two entries at most, so that
  // there are never more than capacity + 2 and always a free ticket. Flow control stops a station far below it.
  static constexpr std::size_t capacity = 4096;

  // The entry is valid until the next call. An event takes the next number.
  entry& add(kind what);
  std::uint64_t take_number() { return ++last_sequence_; }  // for an event that nobody waits for

  struct settled {
    kind what;
    bool answer_due;  // the station has not been told, and says it again
  };
  // What was waiting for this ticket's status, if anything.
  [[nodiscard]] std::optional<settled> settle(std::uint16_t ticket, event::delivery_status how);

  // Kafka refused this event for good: the entry waits anew, by a new ticket, for the frame that stands in its place. nullptr: it
  // has no frame, or that was refused too. The topic is complete only up to the event before it.
  [[nodiscard]] entry* replace_by_frame(std::uint16_t ticket);

  // Answers leave in the order of the CALLs: the next one, or nullptr while it waits for its event or none is due.
  [[nodiscard]] entry* next_answer();

  // Drops the events that are over, up to the first that is not.
  void forget_settled();

  std::span<const entry> entries() const { return entries_; }
  [[nodiscard]] bool full() const { return entries_.size() >= capacity; }

  // The oldest event that is not over and all that came after it, and the rejected frames.
  std::size_t in_flight() const;
  // The records of what was answered at once or not at all, as far as Kafka has not spoken about them.
  std::size_t unanswered_bytes() const;
  std::uint64_t last_sequence() const { return last_sequence_; }
  std::uint64_t last_delivered() const;

 private:
  std::uint16_t next_ticket();

  std::vector<entry> entries_;
  std::uint64_t last_sequence_ = 0;
  std::optional<std::uint64_t> first_missing_;  // the oldest event that a frame stands for
  std::uint16_t last_ticket_ = 0;
};

}  // namespace ocppgw::session
