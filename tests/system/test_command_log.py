"""The log decides (P4): what crashes and restarts do to commands."""

import json

import pytest
from support.commands import Commands
from support.net import wait_until
from support.tap import Tap
from support.wire import Wire


@pytest.fixture
def restartable(make_gateway):
    """A gateway of its own, with topics of its own, and its clients; it can be killed and started again."""
    gateway = make_gateway({"kafka": {"delivery_timeout": "1s"}, "session": {"quiet_after_open": "0s"}}).start()
    tap, commands = Tap(gateway), Commands(gateway)
    yield gateway, tap, commands
    tap.close()
    commands.close()
    gateway.stop()


def read_call(wire):
    return json.loads(wire.read_text())


def answer(wire, call):
    wire.text(json.dumps([3, call[1], {"status": "Accepted"}]))


def outcomes(tap, command_id):
    return [record.json["outcome"] for record in tap.results(command_id) if "outcome" in record.json]


def test_kill_9_with_a_command_on_its_way_and_settled_ones_behind_it(restartable, name):
    """Measured once: the first ended `offline`, transmitted "no", so that Reset was sent twice; the others had two outcomes."""
    gateway, tap, commands = restartable
    silent, busy = f"{name}-silent", f"{name}-busy"
    with Wire(gateway.plain_port).open(silent) as quiet, Wire(gateway.plain_port).open(busy) as other:
        sent = commands.send(silent, "Reset", {"type": "Hard"}, timeoutSeconds=3)
        assert read_call(quiet)[2] == "Reset"
        settled = [commands.send(busy, "ClearCache", {}) for _ in range(3)]
        for command_id in settled:
            answer(other, read_call(other))
            assert tap.outcome(command_id).json["outcome"] == "answered"
        gateway.kill()
    gateway.start()
    with Wire(gateway.plain_port).open(silent) as quiet, Wire(gateway.plain_port).open(busy) as other:
        # Whoever reads the log knows what may have been sent: it ends when its claim's time is over, and is not sent again.
        outcome = tap.outcome(sent, seconds=30)
        assert (outcome.json["outcome"], outcome.json["transmitted"]) == ("uncertain", "unknown")
        assert outcome.json["messageId"] == tap.results(sent)[0].json["messageId"]
        # The first CALL that each of them sees is a new one.
        for wire, station in ((quiet, silent), (other, busy)):
            again = commands.send(station, "ClearCache", {})
            call = read_call(wire)
            assert call[2] == "ClearCache"
            answer(wire, call)
            assert tap.outcome(again).json["outcome"] == "answered"
    tap.read_all()
    assert outcomes(tap, sent) == ["uncertain"]
    assert all(outcomes(tap, command_id) == ["answered"] for command_id in settled)
    wait_until(lambda: commands.uncommitted() == 0, "all are committed")
    assert gateway.metric("ocppgw_commands_total", action="unknown", outcome="void") == 0


def test_a_repeated_command_id_reaches_its_station_once_also_after_a_crash(restartable, name):
    gateway, tap, commands = restartable
    record = json.dumps({"commandId": f"{name}-1", "action": "ClearCache", "payload": {}})
    with Wire(gateway.plain_port).open(name) as wire:
        commands.raw(name, record)
        answer(wire, read_call(wire))
        tap.outcome(f"{name}-1")
        wait_until(lambda: commands.uncommitted() == 0, "it is committed")
        gateway.kill()
    gateway.start()
    with Wire(gateway.plain_port).open(name) as wire:
        commands.raw(name, record)
        other = commands.send(name, "GetConfiguration", {"key": []})
        call = read_call(wire)
        assert call[2] == "GetConfiguration"
        answer(wire, call)
        tap.outcome(other)
        commands.raw(name, record.replace("ClearCache", "Reset"))
        rejected = tap.rejected(f"{name}", 1)[0]
        assert rejected.header("ocppgw_error_code") == "command_id_reused"
    wait_until(lambda: commands.uncommitted() == 0, "all are committed")
    tap.read_all()
    assert outcomes(tap, f"{name}-1") == ["answered"]


def test_a_command_that_nobody_claimed_before_the_crash_goes_on(restartable, name):
    gateway, tap, commands = restartable
    with Wire(gateway.plain_port).open(name) as wire:
        first = commands.send(name, "Reset", {"type": "Hard"}, timeoutSeconds=3)
        assert read_call(wire)[2] == "Reset"
        second = commands.send(name, "ClearCache", {})  # waits for the first
        wait_until(lambda: gateway.metric("ocppgw_unsettled_commands") == 2, "both were read")
        gateway.kill()
    gateway.start(ready=False)
    assert tap.outcome(second).json["outcome"] == "offline"
    assert tap.outcome(first, seconds=30).json["outcome"] == "uncertain"


def test_readiness_waits_until_the_log_is_read(restartable):
    gateway, _, _ = restartable
    status, text = gateway.get("/readyz?verbose")
    assert status == 200 and "commands ok" in text
