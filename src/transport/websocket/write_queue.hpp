// Messages on their way to one peer, in order, with a bound on their bytes. Holds no memory while empty. One thread.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ocppgw::transport {

class write_queue {
 public:
  // False: it would exceed the bound, and was not taken. A message that is longer than the bound goes into an empty queue.
  bool push(std::string text, std::size_t bound) {
    if (!empty() && bytes_ + text.size() > bound) return false;
    bytes_ += text.size();
    texts_.push_back(std::move(text));
    return true;
  }

  bool empty() const { return first_ == texts_.size(); }
  const std::string& front() const { return texts_[first_]; }

  void pop() {
    bytes_ -= texts_[first_].size();
    texts_[first_++] = {};
    if (empty()) {
      std::vector<std::string>{}.swap(texts_);
      first_ = 0;
    } else if (first_ * 2 >= texts_.size()) {
      drop_written();
    }
  }

  std::size_t entries() const { return texts_.size(); }  // what is held, written ones included

 private:
  // Else a queue that is never empty would grow by an entry per message.
  void drop_written() {
    texts_.erase(texts_.begin(), texts_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }

  std::vector<std::string> texts_;
  std::size_t first_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace ocppgw::transport
