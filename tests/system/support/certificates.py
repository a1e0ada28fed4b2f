"""An ECDSA and an RSA certificate for 127.0.0.1, made by the openssl command line, and a client's view of them."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

KEYS = {"ecdsa": ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], "rsa": ["-newkey", "rsa:2048"]}


@dataclass
class Certificates:
    folder: Path
    authorities: Path  # both certificates; each signs itself

    def yaml(self):
        return [{"cert": str(self.folder / f"{kind}.pem"), "key": str(self.folder / f"{kind}.key")} for kind in KEYS]

    def client_context(self):
        return ssl.create_default_context(cafile=str(self.authorities))


def make(folder):
    for kind, options in KEYS.items():
        subprocess.run(
            [
                "openssl",
                "req",
                "-x509",
                "-nodes",
                "-days",
                "30",
                "-subj",
                f"/CN={kind}.test",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                *options,
                "-keyout",
                str(folder / f"{kind}.key"),
                "-out",
                str(folder / f"{kind}.pem"),
            ],
            check=True,
            capture_output=True,
        )
    authorities = folder / "authorities.pem"
    authorities.write_text("".join((folder / f"{kind}.pem").read_text() for kind in KEYS))
    return Certificates(folder, authorities)
