"""Every metric family that the gateway declares is produced by one that runs: none stands in the table alone."""

import json
import re

from support.gateway import ROOT
from support.net import wait_until
from support.wire import Wire

TABLE = ROOT / "src" / "telemetry" / "families.cpp"


def declared():
    return set(re.findall(r'^ +\{"((?:ocppgw|kafka)_\w+)",\s+(?:counter|gauge|histogram),', TABLE.read_text(), re.MULTILINE))


def produced(gateway):
    """The families that have at least one sample."""
    samples = re.findall(r"^(\w+)(?:\{.*\})? \S+$", gateway.get("/metrics")[1], re.MULTILINE)
    return {re.sub("_(bucket|sum|count)$", "", name) for name in samples}


def ask(wire, text):
    wire.text(text)
    return wire.read_text()


def test_the_main_path_produces_every_family(gateway, commands, name):
    """A gateway that has done everything once: calls, a fault, a repeat, an unreadable frame, commands, a result too late."""
    with Wire(gateway.plain_port).open(name) as wire:
        assert ask(wire, '[2,"1","Authorize",{"idTag":"longer than twenty characters"}]').startswith("[3,")
        repeated = '[2,"2","Authorize",{"idTag":"T"}]'
        assert ask(wire, repeated) == ask(wire, repeated)
        wire.text("no JSON")
        first, second = (commands.send(name, "ClearCache", {}) for _ in range(2))
        assert first != second
        wait_until(lambda: gateway.metric("ocppgw_command_queue") == 1, "one command waits for the other")
        for _ in range(2):
            call = json.loads(wire.read_text())
            wire.text(json.dumps([3, call[1], {"status": "Accepted"}]))
        wire.text(json.dumps([3, "nobody-asked", {}]))
        wait_until(lambda: gateway.metric("ocppgw_commands_total", outcome="answered") == 2, "both commands are settled")
        wait_until(lambda: gateway.metric("ocppgw_late_results_total") == 1, "the late result is counted")
        wait_until(lambda: gateway.metric("ocppgw_command_queue") == 0, "no command waits any more")
    wait_until(lambda: gateway.metric("ocppgw_sessions_closed_total") == 1, "the session's end is counted")
    assert gateway.metric("ocppgw_repeated_calls_total") == 1
    assert gateway.metric("ocppgw_message_faults_total", action="Authorize") == 1
    assert gateway.metric("ocppgw_rejected_frames_total") >= 1
    assert gateway.metric("ocppgw_config_last_reload_success") == 1
    assert len(declared()) > 30
    wait_until(lambda: produced(gateway) >= declared(), lambda: f"missing: {sorted(declared() - produced(gateway))}")
