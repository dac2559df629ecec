"""Every call the sandbox received, whatever service answered it: as it came, without its secrets."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

import msgspec

_SECRETS = ("access_token", "corpsecret", "secret", "appsecret", "suite_secret", "js_code", "code")
_IN_BODY = re.compile(r'"(access_token|corpsecret|secret|appsecret)"(\s*:\s*)"[^"]*"')
_LONGEST_BODY = 4000


class Row(msgspec.Struct):
    """`at` in the clock of the world; `errcode` 0 = yes; `status` 0 = the connection was cut; `fault` as injected."""

    at: float
    service: str
    method: str
    path: str
    query: str
    body: str
    status: int
    errcode: int
    ms: float
    fault: str = ""


class RequestLog:
    """The last calls, newest last. Services count with `add`; the gate in front of them keeps the rows."""

    def __init__(self, size: int = 1000) -> None:
        self._rows: deque[Row] = deque(maxlen=size)
        self.received = 0
        self.refused = 0
        self.injected: dict[str, int] = {}

    def add(self, at: float, method: str, path: str, errcode: int, milliseconds: float) -> None:
        self.received += 1
        self.refused += errcode != 0

    def keep(self, row: Row) -> None:
        self._rows.append(row)
        for fault in row.fault.split():
            self.injected[fault] = self.injected.get(fault, 0) + 1

    def rows(
        self, limit: int, service: str = "", path: str = "", errcode: int | None = None
    ) -> list[dict[str, Any]]:
        """The last `limit` that fit; `path` is any part of it."""
        found: Sequence[Row] = [
            row
            for row in self._rows
            if service in ("", row.service) and path in row.path and errcode in (None, row.errcode)
        ]
        return [msgspec.to_builtins(row) for row in found[-limit:]]


def without_secrets(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, "***" if name in _SECRETS else value) for name, value in pairs], safe="*")


def shown_body(raw: bytes) -> str:
    """The beginning of a text; how long it is when it is none."""
    if not raw:
        return ""
    try:
        text = raw[: _LONGEST_BODY * 3].decode()
    except UnicodeDecodeError:
        return f"({len(raw)} bytes)"
    return _IN_BODY.sub(r'"\1"\2"***"', text[:_LONGEST_BODY])
