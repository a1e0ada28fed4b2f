"""A station made of the independent client library `ocpp-rpc`, for Node.js, in strict mode."""

import json
import os
import subprocess
from pathlib import Path

from .samples import COMMANDS

SCRIPT = Path(__file__).parent.parent / "node" / "client.js"


class NodeStation:
    def __init__(self, cache, url, name, authorities, **credentials):
        """Credentials: OCPP_PASSWORD in Base64, OCPP_CERT and OCPP_KEY."""
        environment = os.environ | {"NODE_PATH": str(cache / "node" / "node_modules"), "NODE_EXTRA_CA_CERTS": str(authorities)}
        environment |= {key: str(value) for key, value in credentials.items()}
        answers = {action: answer for action, (_, answer) in COMMANDS.items()}
        self.process = subprocess.Popen(
            ["node", str(SCRIPT), url, name, json.dumps(answers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self.opened = self.read()

    def read(self):
        line = self.process.stdout.readline()
        assert line, f"the client ended with {self.process.wait()}"
        return json.loads(line)

    def call(self, action, payload):
        print(json.dumps([action, payload]), file=self.process.stdin, flush=True)
        answer = self.read()
        assert "error" not in answer, f"{action}: {answer}"
        return answer["result"]

    def close(self):
        self.process.stdin.close()
        requests = json.loads(self.process.stdout.readline())
        assert self.process.wait(10) == 0
        return requests["requests"]
