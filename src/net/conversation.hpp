// One station's WebSocket and its session machine, without the WebSocket itself: it feeds the machine and carries out what the
// machine wants, in order. What is below - framing, TLS, sockets - is five verbs that connection<Stream> implements: the seam
// behind which a leaner transport can be put. Lives on one shard's thread, from the 101 to the end; keeps itself alive while it
// is in the shard's table, and its pending operations do so after that.
#pragma once

#include "net/slot_map.hpp"
#include "net/teardown.hpp"
#include "net/wheel.hpp"
#include "net/write_queue.hpp"
#include "ocppgw/command/directory.hpp"
#include "ocppgw/session/machine.hpp"

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <boost/system/error_code.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace ocppgw::net {

class shard;

class conversation : public boost::intrusive_ref_counter<conversation, boost::thread_unsafe_counter>,
                     public wheel::entry,
                     public teardown_observer {
 public:
  using key = slot_map<conversation>::key;

  conversation(shard& on, session::handshake_info who);
  ~conversation() override = default;

  // Takes its place in the table and the directory, and starts to read.
  void open();

  // Inputs from elsewhere.
  void deliver(std::uint32_t sequence, event::delivery_status status);
  void command(command::request what);
  void drain();
  void replaced(command::session_address by);
  void cut();  // at once, without a closing handshake

  bool in_transaction() const { return machine_.in_transaction(); }

 protected:
  // Inputs from the transport.
  void received(std::string_view text);
  void alive();
  void written(boost::system::error_code why);
  void pinged() { pinging_ = false; }
  void lost(const session::disconnect& how);  // reading or writing has failed
  void closed();                          // the closing handshake that close_transport() started is over

  void refuse(const session::close& why);  // what came is no OCPP text

  // Runs `work` so that an exception ends this session and nothing else.
  template <class Work>
  void guarded(Work work) noexcept {
    try {
      work();
    } catch (const std::exception& fault) {
      fail(fault.what());
    } catch (...) {
      fail("unknown exception");
    }
  }

 private:
  enum class state : std::uint8_t {
    open,
    flushing,  // closes once what was queued is written
    closing,   // the closing handshake is under way
    finished,  // the machine was told; only pending operations are left
  };

  // The transport. Each operation comes back once through the inputs above, never before the verb has returned.
  virtual void read_transport() = 0;                           // one whole text message
  virtual void write_transport(std::string_view message) = 0;  // stays valid until written()
  virtual void ping_transport() = 0;
  virtual void close_transport(std::uint16_t code, std::string_view reason) = 0;
  virtual void cut_transport() noexcept = 0;

  void due(base::steady_time now) override;
  void on_teardown() override;

  template <class Input>
  void feed(Input input);
  void carry_out(session::actions_view actions);
  void carry_out(session::send& what);
  void carry_out(session::publish& what);
  void carry_out(const session::arm& what);
  void carry_out(const session::ping& what);
  void carry_out(const session::close& what);
  void carry_out(const session::note& what);
  void carry_out(const session::measured& what);

  void read_more();
  void write_more();
  void start_closing();
  void close_now(const session::close& why);
  void finish(const session::disconnect& how);
  void fail(std::string_view fault) noexcept;
  void enter_directory();
  void hand_over(command::request what);
  command::session_address place() const;

  shard& on_;
  session::machine machine_;
  write_queue queue_;
  session::disconnect how_;  // once the gateway closes
  key key_{};
  std::optional<command::session_address> successor_;  // after replaced()
  boost::intrusive_ptr<conversation> self_;            // while in the table
  state state_ = state::open;
  bool reading_ = false;
  bool writing_ = false;
  bool pinging_ = false;
  bool tearing_down_ = false;
};

}  // namespace ocppgw::net
