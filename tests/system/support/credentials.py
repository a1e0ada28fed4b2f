"""What stations prove themselves with: records as hash-password makes them, and HTTP Basic."""

import base64
import json
import subprocess

from .gateway import BINARY


def record_for(station, password, *options, **members):
    """The record that hash-password prints, with further members."""
    command = [str(BINARY), "hash-password", station, *options]
    made = subprocess.run(command, input=password + "\n", capture_output=True, text=True, check=True)
    return json.loads(made.stdout) | members


def basic(user, password):
    """The header; a password may be text or octets."""
    octets = user.encode() + b":" + (password if isinstance(password, bytes) else password.encode())
    return "Basic " + base64.b64encode(octets).decode()
