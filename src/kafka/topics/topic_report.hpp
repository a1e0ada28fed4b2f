// What an operator is told about the topics: each topic once, when it is first seen with all others, and each finding when it is
// new. One thread.
#pragma once

#include "kafka/topics/topic_findings.hpp"

namespace ocppgw::kafka {

class topic_report {
 public:
  explicit topic_report(const settings& what) : what_(what) {}

  void update(const std::vector<topic_description>& topics);

 private:
  const settings& what_;
  std::set<std::string> seen_;
  std::set<topic_finding> told_;
};

}  // namespace ocppgw::kafka
