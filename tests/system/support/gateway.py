"""The real binary as a process: configured, started, asked, stopped; it must not have dropped anything when it ends."""

import json
import os
import re
import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from .net import free_port, wait_until

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("OCPPGW_BINARY", ROOT / "build" / "release" / "ocpp-gateway"))
TOPICS = ("events", "commands", "command_results", "rejected")


def run(*arguments, **options):
    """Runs a command of the binary to its end."""
    return subprocess.run([str(BINARY), *arguments], capture_output=True, text=True, timeout=60, **options)


def merge(base, over):
    for key, value in over.items():
        base[key] = merge(dict(base.get(key, {})), value) if isinstance(value, dict) and key != "answers" else value
    return base


class Gateway:
    def __init__(self, folder, name, bootstrap, certificates, overrides=None, sets=()):
        self.folder, self.name, self.sets = folder, name, list(sets)
        self.plain_port, self.tls_port, self.admin_port = free_port(), free_port(), free_port()
        self.topics = {topic: f"{name}.{topic}" for topic in TOPICS}
        self.group = f"{name}-commands"
        self.bootstrap = bootstrap
        self.log_file = folder / f"{name}.log"
        self.config_file = folder / f"{name}.yaml"
        self.config = merge(self._defaults(certificates), overrides or {})
        self.write_config()
        self.process, self.log_start = None, 0

    def write_config(self):
        """What `config` says by now."""
        self.config_file.write_text(json.dumps(self.config, indent=1))

    def _defaults(self, certificates):
        return {
            "gateway": {"id": "system-test"},
            "instance": {"id": self.name},
            "listeners": [
                {"bind": f"127.0.0.1:{self.plain_port}", "prefix": "/ocpp"},
                {"bind": f"127.0.0.1:{self.tls_port}", "prefix": "/ocpp", "tls": {"certificates": certificates.yaml()}},
            ],
            "auth": {"mode": "none"},
            "kafka": {
                "bootstrap_servers": self.bootstrap,
                "group_id": self.group,
                "topics": self.topics,
                "topic_check_interval": "500ms",
            },
            "admin": {"bind": f"127.0.0.1:{self.admin_port}"},
            "session": {"quiet_after_open": "0s"},
            "drain": {"grace": "50ms"},
            "log": {"level": "debug"},
        }

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.plain_port}/ocpp"

    @property
    def tls_url(self):
        return f"wss://127.0.0.1:{self.tls_port}/ocpp"

    def start(self, ready=True):
        command = [str(BINARY), "run", "-c", str(self.config_file)]
        for setting in self.sets:
            command += ["--set", setting]
        with open(self.log_file, "ab") as log:
            self.log_start = log.tell()
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_until(
            self.is_ready if ready else lambda: self.get("/livez")[0] == 200, lambda: f"ready; its log ends with\n{self.log_tail()}"
        )
        return self

    def log_tail(self, lines=20):
        return "\n".join(self.log_file.read_text(errors="replace").splitlines()[-lines:])

    def get(self, path):
        """(status, body) of the admin listener; (0, "") where nobody answers."""
        assert (
            self.process.poll() is None
        ), f"the gateway ended with {self.process.returncode}; its log ends with\n{self.log_tail()}"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.admin_port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except OSError:
            return 0, ""

    def is_ready(self):
        return self.get("/readyz")[0] == 200

    def metric(self, name, **labels):
        """The sum of all series of the name that carry these labels."""
        total = 0.0
        for line in self.get("/metrics")[1].splitlines():
            found = re.fullmatch(r"(\w+)(?:\{(.*)\})? (\S+)", line)
            if not found or found[1] != name:
                continue
            series = dict(re.findall(r'(\w+)="([^"]*)"', found[2] or ""))
            if all(series.get(key) == value for key, value in labels.items()):
                total += float(found[3])
        return total

    def kill(self):
        self.process.kill()
        self.process.wait()

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def dropped(self):
        """The records that the gateway lost in its whole life, which is over: the last thing that it says."""
        with open(self.log_file, errors="replace") as log:
            log.seek(self.log_start)
            said = re.findall(r"\bstopped\b.*?\bevents_dropped\W+(\d+)", log.read())
        assert len(said) == 1, f"the gateway does not say what it lost; its log ends with\n{self.log_tail()}"
        return int(said[0])

    def wait(self, seconds=30):
        """The end of every gateway that was not killed: exit code 0, and nothing was lost until then."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"SIGTERM did not end the gateway; its log ends with\n{self.log_tail()}") from None
        assert code == 0, f"exit code {code}; the log ends with\n{self.log_tail()}"
        assert self.dropped() == 0, f"{self.dropped()} events dropped; the log ends with\n{self.log_tail()}"

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.terminate()
        self.wait()
