"""From `check` to the drain: what an operator sees of a gateway's life."""

import json
import signal
import socket
import urllib.error
import urllib.request

import pytest
from support.gateway import ROOT, run
from support.net import free_port, wait_until
from support.wire import Wire


def test_check_lists_all_errors_at_once_with_line_and_column(tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text(
        'gateway: {id: ocpp}\nlisteners:\n  - bind: "nonsense"\nauth: {mode: none}\nkafka:\n  bootstrap_server: "k:9092"\n'
        "  delivery_timeout: fast\nlog: {level: info, level: debug}\n"
    )
    done = run("check", "-c", str(file))
    assert done.returncode == 78
    for place in ("wrong.yaml:3:", "wrong.yaml:6:", "wrong.yaml:7:", "wrong.yaml:8:"):
        assert place in done.stderr, done.stderr
    assert "bootstrap_servers" in done.stderr  # the suggestion


@pytest.mark.parametrize("text", ["", "[1, 2", "just a word", "- a\n- b\n", "\t\tx: 1", "a: &x [*x]", "\x00\x01", "kafka: 5"])
def test_check_survives_any_file(tmp_path, text):
    file = tmp_path / "odd.yaml"
    file.write_text(text)
    done = run("check", "-c", str(file))
    assert done.returncode == 78 and done.stderr.strip()


def test_run_refuses_what_check_refuses(tmp_path):
    done = run("run", "-c", str(tmp_path / "missing.yaml"))
    assert done.returncode == 78


def test_what_keeps_it_from_starting_is_json_where_the_log_is(tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text('gateway: {id: ocpp}\nlisteners: [{bind: "nonsense"}]\nauth: {mode: none}\nlog: {format: json}\n')
    done = run("run", "-c", str(file))
    assert done.returncode == 78
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["wrong.yaml:2:" in lines[0]["where"], lines[0]["path"], lines[0]["level"]] == [True, "listeners[0].bind", "critical"]
    assert [line["path"] for line in lines[1:]] == ["kafka.bootstrap_servers"]


def test_a_port_that_is_taken_is_a_line_of_json_where_the_log_is(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        file = tmp_path / "gateway.yaml"
        file.write_text(
            f'gateway: {{id: ocpp}}\nlisteners: [{{bind: "{address}"}}]\nauth: {{mode: none}}\nlog: {{format: json}}\n'
            'kafka: {bootstrap_servers: "127.0.0.1:1"}\nadmin: {bind: "127.0.0.1:0"}\n'
        )
        done = run("run", "-c", str(file))
    assert done.returncode == 1
    last = [json.loads(line) for line in done.stdout.splitlines()][-1]
    assert last["message"] == "cannot run" and address in last["reason"]


def test_check_finds_a_bad_certificate_and_a_bad_kafka_property(make_gateway, tmp_path):
    (tmp_path / "bad.pem").write_text("no certificate")
    gateway = make_gateway(
        {
            "listeners": [
                {
                    "bind": "127.0.0.1:0",
                    "tls": {"certificates": [{"cert": str(tmp_path / "bad.pem"), "key": str(tmp_path / "bad.pem")}]},
                }
            ],
            "kafka": {"properties": {"no.such.property": "1"}},
        },
        topics=False,
    )
    done = run("check", "-c", str(gateway.config_file))
    assert done.returncode == 78
    assert "no.such.property" in done.stderr and "bad.pem" in done.stderr


def test_the_shipped_configuration_is_fine_and_current(make_gateway):
    shipped = ROOT / "config" / "ocpp-gateway.yaml"
    assert run("print-config", "--reference").stdout == shipped.read_text()


def test_environment_and_set_override_the_file_and_print_config_says_so(make_gateway):
    gateway = make_gateway(topics=False)
    done = run(
        "print-config",
        "-c",
        str(gateway.config_file),
        "--set",
        "kafka.delivery_timeout=3s",
        env={"OCPPGW__SESSION__PING_INTERVAL": "17s", "PATH": ""},
    )
    assert done.returncode == 0
    assert "delivery_timeout: 3s" in done.stdout and "ping_interval: 17s" in done.stdout
    assert "--set" in done.stdout and "OCPPGW__SESSION__PING_INTERVAL" in done.stdout


def test_missing_topics_are_named_and_the_gateway_gets_ready_when_they_are_there(broker, make_gateway, name):
    gateway = make_gateway(topics=False).start(ready=False)
    missing = [gateway.topics["events"], gateway.topics["rejected"]]
    broker.create_topics([topic for topic in gateway.topics.values() if topic not in missing])

    def named():
        status, body = gateway.get("/readyz?verbose")
        return status == 503 and all(topic in body for topic in missing) and gateway.topics["commands"] not in body

    wait_until(named, lambda: f"the missing topics are named: {gateway.get('/readyz?verbose')}")
    with Wire(gateway.plain_port) as wire:
        assert wire.upgrade(f"/ocpp/{name}")[0] == 503
    broker.create_topics(missing)
    wait_until(gateway.is_ready, "ready")
    with Wire(gateway.plain_port).open(name) as wire:
        wire.text('[2,"x","Authorize",{"idTag":"T"}]')
        assert wire.read_text().startswith("[3,")
    gateway.stop()


def test_the_admin_listener_answers_what_it_promises(gateway):
    assert gateway.get("/livez")[0] == 200 and gateway.get("/healthz")[0] == 200
    assert "kafka" in gateway.get("/readyz?verbose")[1]
    assert json.loads(gateway.get("/version")[1])["version"]
    assert gateway.get("/nothing")[0] == 404
    assert run("healthcheck", "-c", str(gateway.config_file)).returncode == 0


def test_metrics_count_what_happened(gateway, name):
    before = gateway.metric("ocppgw_messages_total", action="Authorize")
    with Wire(gateway.plain_port).open(name) as wire:
        assert gateway.metric("ocppgw_sessions") >= 1
        wire.text('[2,"x","Authorize",{"idTag":"T"}]')
        wire.read_text()
        wait_until(lambda: gateway.metric("ocppgw_messages_total", action="Authorize") >= before + 1, "the message is counted")
    assert gateway.metric("ocppgw_build_info") == 1
    assert name not in gateway.get("/metrics")[1]


def test_log_lines_carry_the_station_and_the_session(gateway, tap, name):
    with Wire(gateway.plain_port).open(name):
        session = tap.event(name, "station.connected").header("ce_sessionid")
    tap.event(name, "station.disconnected")
    lines = [line for line in gateway.log_file.read_text().splitlines() if f"station={name}" in line]
    assert lines and all(f"session={session}" in line for line in lines)


def test_a_log_in_json_is_json(make_gateway, name):
    gateway = make_gateway({"log": {"format": "json"}}).start()
    with Wire(gateway.plain_port).open(name) as wire:
        wire.text("garbage")
        wire.text('[2,"x","Authorize",{"idTag":"T"}]')
        wire.read_text()
    gateway.stop()
    lines = [json.loads(line) for line in gateway.log_file.read_text().splitlines()]
    assert any(line.get("station") == name and line.get("session") for line in lines)


def test_sigterm_closes_everybody_with_1001_stores_their_end_and_exits_0(make_gateway):
    from support.tap import Tap

    gateway = make_gateway().start()
    stations = [Wire(gateway.plain_port).open(f"DRAIN-{number}") for number in range(20)]
    gateway.terminate()
    assert [station.read_close() for station in stations] == [1001] * 20
    for station in stations:
        station.socket.close()
    gateway.wait()
    tap = Tap(gateway).read_all()
    ends = [event for event in tap.records["events"] if event.type == "ocpp.station.disconnected"]
    assert len(ends) == 20 and {(event.json["reason"], event.json["code"]) for event in ends} == {("draining", 1001)}
    tap.close()


def test_while_it_drains_it_is_not_ready_but_alive(make_gateway):
    gateway = make_gateway({"drain": {"grace": "2s"}}).start()
    gateway.terminate()
    wait_until(lambda: gateway.get("/readyz")[0] == 503, "not ready")
    assert gateway.get("/livez")[0] == 200
    gateway.wait()


BOOT = '[2,"b","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]'


def test_sighup_takes_over_what_is_reloadable_and_says_what_is_not(make_gateway, name):
    gateway = make_gateway().start()
    with Wire(gateway.plain_port).open(name) as wire:
        gateway.config["ocpp"] = {"heartbeat_interval": "77s"}
        gateway.config["kafka"]["linger"] = "7ms"
        gateway.write_config()
        gateway.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "settings reloaded" in gateway.log_tail(), "a line of the log")
        said = next(line for line in gateway.log_tail().splitlines() if "settings reloaded" in line)
        assert "applied=ocpp.heartbeat_interval" in said and "needs_restart=kafka.linger" in said, said
        wire.text(BOOT)
        assert '"interval":77' in wire.read_text()
        assert gateway.metric("ocppgw_config_last_reload_success") == 1
    gateway.stop()


def test_sighup_with_a_bad_file_changes_nothing(make_gateway, name):
    gateway = make_gateway().start()
    with Wire(gateway.plain_port).open(name) as wire:
        gateway.config["ocpp"] = {"heartbeat_interval": "77s", "no_such_property": 1}
        gateway.write_config()
        gateway.process.send_signal(signal.SIGHUP)
        wait_until(lambda: gateway.metric("ocppgw_config_last_reload_success") == 0, "the metric")
        assert "ocpp.no_such_property" in gateway.log_tail()
        wire.text(BOOT)
        assert '"interval":300' in wire.read_text()
    gateway.stop()


def test_the_log_says_where_the_process_is_in_its_life(make_gateway):
    gateway = make_gateway().start()
    wait_until(lambda: " ready\n" in gateway.log_file.read_text(), "ready is said")
    gateway.stop()
    log = gateway.log_file.read_text()
    places = [log.find(f" app {line}") for line in ("starting version=", "listening address=", "ready\n", "stopping", "stopped")]
    assert -1 not in places and places == sorted(places), log


def test_nobody_but_a_healthy_gateway_passes_the_health_check(make_gateway):
    assert run("healthcheck", "-c", str(make_gateway(topics=False).config_file)).returncode == 1


def test_a_port_that_is_taken_ends_with_1_and_says_so(gateway, make_gateway):
    other = make_gateway({"admin": {"bind": f"127.0.0.1:{gateway.admin_port}"}}, topics=False)
    done = run("run", "-c", str(other.config_file))
    assert done.returncode == 1 and str(gateway.admin_port) in done.stdout + done.stderr


def test_whoever_asks_for_more_than_health_brings_the_token(make_gateway, tmp_path):
    secret = tmp_path / "token"
    secret.write_text("t0k3n-of-the-operator\n")
    gateway = make_gateway({"admin": {"token_file": str(secret)}}).start()

    def status(path, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{gateway.admin_port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            assert refused.code != 401 or refused.headers["WWW-Authenticate"] == "Bearer"
            return refused.code

    for path in ("/livez", "/readyz", "/healthz", "/readyz?verbose"):
        assert status(path) == 200
    for path in ("/metrics", "/version", "/nothing"):
        assert [status(path), status(path, Authorization="Bearer x"), status(path, Authorization="Basic t0k3n")] == [401] * 3
    assert status("/metrics", Authorization="Bearer t0k3n-of-the-operator") == 200
    assert status("/version", Authorization="bearer  t0k3n-of-the-operator") == 200
    gateway.stop()


def test_probes_have_a_listener_of_their_own_where_that_is_wanted(make_gateway):
    port = free_port()
    gateway = make_gateway({"admin": {"probes_bind": f"127.0.0.1:{port}"}}).start()

    def status(path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code

    assert [status(path) for path in ("/livez", "/readyz", "/metrics", "/version")] == [200, 200, 404, 404]
    gateway.stop()


def test_files_that_anybody_may_write_keep_the_gateway_from_starting(make_gateway, certificates, tmp_path):
    key = tmp_path / "key.pem"
    key.write_bytes((certificates.folder / "rsa.key").read_bytes())
    key.chmod(0o666)
    gateway = make_gateway({}, topics=False)
    gateway.config["listeners"][1]["tls"]["certificates"] = [{"cert": str(certificates.folder / "rsa.pem"), "key": str(key)}]
    gateway.write_config()
    done = run("check", "-c", str(gateway.config_file))
    assert done.returncode == 78 and "may be written by anybody" in done.stderr
    key.chmod(0o640)
    assert run("check", "-c", str(gateway.config_file)).returncode == 0
