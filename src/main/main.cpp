// ocpp-gateway: the command line. Exit codes: 0 fine, 1 failed while running, 64 wrong usage, 78 wrong configuration.
#include "ocppgw/app/commands.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

using namespace ocppgw;

void add_sources(CLI::App& command, app::options& chosen) {
  command.add_option("-c,--config", chosen.config_file, "YAML file (config/ocpp-gateway.yaml documents every property)");
  command.add_option("--set", chosen.sets, "path=value, overrides file and environment; repeatable")->allow_extra_args(false);
}

// The options of all commands, and which command was chosen.
void describe(CLI::App& cli, app::options& chosen, app::command& selected) {
  cli.set_version_flag("--version", app::version_text());
  cli.require_subcommand(1);
  const auto command = [&](const char* name, const char* help, app::command function) {
    auto* added = cli.add_subcommand(name, help);
    added->callback([&selected, function] { selected = function; });
    return added;
  };
  auto* run = command("run", "Serve stations until SIGTERM or SIGINT", app::run);
  add_sources(*run, chosen);
  run->add_flag("--dev", chosen.dev, "Try it out: embedded Kafka broker, self-signed certificate, no authentication");
  add_sources(*command("check", "Report all errors of the configuration at once", app::check), chosen);
  auto* print = command("print-config", "Print the effective configuration, each value with its origin", app::print_config);
  add_sources(*print, chosen);
  print->add_flag("--reference", chosen.reference, "Print every property with its documentation and default instead");
  auto* hash =
      command("hash-password", "Read a password from standard input, print its line for auth.stations.file", app::hash_password);
  hash->add_option("station", chosen.station, "The station it is for")->required();
  hash->add_flag("--scrypt", chosen.scrypt, "A slow hash: for what a human chose, not for a random key of 128 bits and more");
  hash->add_option("--pepper", chosen.pepper_file, "The file that auth.pepper_file names");
  hash->add_flag("--hex", chosen.hex, "The password is octets, given in hexadecimal digits");
  add_sources(*command("healthcheck", "Ask the running gateway's /readyz; exit 0 if it is ready", app::healthcheck), chosen);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App cli{"OCPP 1.6-J gateway: charge points over WebSocket in, events to Kafka, commands back down."};
  app::options chosen;
  app::command selected = nullptr;
  describe(cli, chosen, selected);
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : app::exit_usage;
  }
  try {
    return selected(chosen);
  } catch (const std::exception& error) {
    std::cerr << "ocpp-gateway: " << error.what() << '\n';
    return app::exit_failure;
  }
}
