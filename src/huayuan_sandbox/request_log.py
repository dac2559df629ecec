"""Which calls the sandbox received, whatever service answered them."""

from __future__ import annotations

from collections import deque
from typing import Any


class RequestLog:
    """The last calls the sandbox received, newest last."""

    def __init__(self, size: int = 1000) -> None:
        self._rows: deque[tuple[float, str, str, int, float]] = deque(maxlen=size)
        self.received = 0
        self.refused = 0

    def add(self, at: float, method: str, path: str, errcode: int, milliseconds: float) -> None:
        self._rows.append((at, method, path, errcode, milliseconds))
        self.received += 1
        self.refused += errcode != 0

    def rows(self, limit: int) -> list[dict[str, Any]]:
        names = ("at", "method", "path", "errcode", "ms")
        return [dict(zip(names, row, strict=True)) for row in list(self._rows)[-limit:]]
