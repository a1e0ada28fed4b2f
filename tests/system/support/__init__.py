"""What the system tests stand on: a real broker, the real binary, independent clients, and the checks of every record."""
