"""Callbacks that the database is too slow to take: kept in a file until it has them.

One file per process, one JSON line a callback, forced to disk before the platform is answered. The file is emptied once
the database holds all of it. A process that starts takes over the files of those that died: their lock is free.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from huayuan.kernel.decoding import decode_json
from huayuan.kernel.logging import get_logger
from huayuan.wechat.connections.contracts import Arrival

log = get_logger("connections.journal")


class Journal:
    """Not thread-safe: the inbox owns it. The file is made when it is first needed."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._path = folder / f"{name}.jsonl"
        self._file: IO[bytes] | None = None
        self._kept = 0

    def __len__(self) -> int:
        """How many callbacks stand in the file."""
        return self._kept

    def keep(self, arrivals: Sequence[Arrival]) -> None:
        """Durable when this returns."""
        file = self._open()
        file.write(b"".join(msgspec.json.encode(one) + b"\n" for one in arrivals))
        file.flush()
        os.fsync(file.fileno())
        self._kept += len(arrivals)

    def clear(self) -> None:
        """Everything in it is in the database."""
        if self._file is not None and self._kept:
            self._file.truncate(0)
            self._file.seek(0)
            self._kept = 0

    def close(self) -> None:
        """Leaves the file only when something stands in it."""
        if self._file is not None:
            if not self._kept:
                self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def orphans(self) -> list[tuple[Path, list[Arrival]]]:
        """What processes that are gone left behind. Take it, then `discard` the file."""
        found = []
        for path in sorted(self._folder.glob("*.jsonl")) if self._folder.exists() else ():
            if path == self._path and self._file is not None:
                continue
            with path.open("rb") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue  # its process lives
                found.append((path, _read(file.read())))
        return found

    @staticmethod
    def discard(path: Path) -> None:
        path.unlink(missing_ok=True)

    def _open(self) -> IO[bytes]:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab")
            fcntl.flock(self._file, fcntl.LOCK_EX)
        return self._file


def _read(content: bytes) -> list[Arrival]:
    """The lines that are whole; a process killed while writing leaves half a line, whose sender got no answer."""
    arrivals = []
    for line in content.split(b"\n"):
        try:
            arrivals.append(decode_json(line, Arrival))
        except msgspec.DecodeError:
            if line:
                log.warning("connections.journal_line_cut", bytes=len(line))
    return arrivals
