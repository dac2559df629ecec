"""Names of processes, and which of them are certainly gone.

A killed process leaves leases behind. The next one on the same machine need not wait for them to lapse when it can see
that their owner no longer exists.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from pathlib import Path


def process_name() -> str:
    """Unique for each start of each process: leases of a dead one must never look like ours."""
    return f"{_place()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_gone(name: str, ours: str) -> bool:
    """Whether the process `name` ran where process ids mean what they mean to us, and runs no more.

    False when in doubt: another machine, another container.
    """
    place, _, rest = name.partition(":")
    number, _, token = rest.partition(":")
    if place != _place() or not number.isdigit() or name == ours:
        return False
    if int(number) == os.getpid():
        return token != ours.rpartition(":")[2]  # our number, given again
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


def _place() -> str:
    """The machine and, on Linux, its table of process ids: containers may share the former and not the latter."""
    space = Path("/proc/self/ns/pid")
    identity = f"{socket.gethostname()} {os.stat(space).st_ino if space.exists() else ''}"
    return f"{socket.gethostname()[:16]}-{hashlib.sha256(identity.encode()).hexdigest()[:6]}"
