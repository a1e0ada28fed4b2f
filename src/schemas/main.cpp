// ocpp-schemas DIRECTORY: writes the JSON Schema of every record type, one file each. A tool for the tree (config/schemas).
#include "schemas/all_schemas.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: ocpp-schemas DIRECTORY\n";
    return 64;
  }
  for (const auto& [type, schema] : ocppgw::schemas::record_schemas()) {
    const auto path = std::filesystem::path(argv[1]) / (type + ".schema.json");
    std::ofstream file(path);
    file << schema;
    if (file.flush()) continue;
    std::cerr << "ocpp-schemas: cannot write " << path.string() << '\n';
    return 1;
  }
}
