// The headers of a Kafka record, in their order, in one piece of memory: a record has a dozen of them and lives for milliseconds.
// A value; what it hands out refers to it until it changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

namespace ocppgw::event {

struct header {
  std::string_view name;
  std::string_view value;
  bool operator==(const header&) const = default;
};

class header_list {
 public:
  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = header;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = header;

    const_iterator() = default;
    explicit const_iterator(const char* at) : at_(at) {}
    header operator*() const { return {{text(), sizes().name}, {text() + sizes().name, sizes().value}}; }
    const_iterator& operator++() {
      at_ = text() + sizes().name + sizes().value;
      return *this;
    }
    const_iterator operator++(int) {
      auto before = *this;
      ++*this;
      return before;
    }
    bool operator==(const const_iterator&) const = default;

   private:
    friend class header_list;
    struct lengths {
      std::uint32_t name;
      std::uint32_t value;
    };
    [[nodiscard]] lengths sizes() const;
    [[nodiscard]] const char* text() const { return at_ + sizeof(lengths); }
    const char* at_ = nullptr;
  };

  header_list() = default;
  header_list(std::initializer_list<header> some);

  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  void add(std::string_view name, std::string_view value) { add(name, {value}); }
  void add(std::string_view name, std::initializer_list<std::string_view> parts_of_value);
  void add(const header_list& others) {
    bytes_ += others.bytes_;
    count_ += others.count_;
  }
  void clear() { *this = {}; }

  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] std::size_t memory() const { return bytes_.size(); }
  [[nodiscard]] std::size_t text_bytes() const {
    return bytes_.size() - count_ * sizeof(const_iterator::lengths);
  }  // names, values

  [[nodiscard]] const_iterator begin() const { return const_iterator(bytes_.data()); }
  [[nodiscard]] const_iterator end() const { return const_iterator(bytes_.data() + bytes_.size()); }

  // The value of the last header of that name, as Kafka's clients read them; "" if there is none.
  [[nodiscard]] std::string_view find(std::string_view name) const;

  bool operator==(const header_list&) const = default;

 private:
  std::string bytes_;  // per header: lengths, name, value
  std::size_t count_ = 0;
};

}  // namespace ocppgw::event
