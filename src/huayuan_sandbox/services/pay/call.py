"""One API call as its endpoint sees it, with readers that refuse wrong values as API v3 does."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.pay.errors import bad_parameter

if TYPE_CHECKING:
    from huayuan_sandbox.services.pay.merchant import Merchant

_URL = re.compile(r"https?://[^?#\s]{1,250}")


@dataclass(slots=True)
class Call:
    """`path` holds the parts of the path by name; `body` is the decoded JSON."""

    merchant: Merchant
    now: float
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str, longest: int, *, required: bool = True, pattern: str = "") -> str:
        value = self.body.get(name, "")
        wrong = not isinstance(value, str) or len(value) > longest or (required and not value)
        if wrong or (value and pattern and not re.fullmatch(pattern, value)):
            raise bad_parameter(name)
        return str(value)

    def url(self, name: str, *, required: bool = False) -> str:
        """The real platform takes https alone; on loopback there is none. No query string either way."""
        value = self.text(name, 255, required=required)
        if value and not _URL.fullmatch(value):
            raise bad_parameter(name)
        return value

    def money(self, value: Any, name: str, low: int = 1) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < low:
            raise bad_parameter(name)
        return value

    def part(self, name: str) -> dict[str, Any]:
        value = self.body.get(name) or {}
        if not isinstance(value, dict):
            raise bad_parameter(name)
        return value

    def time(self, name: str) -> float:
        """Unix seconds of an RFC 3339 time of the body; 0 when absent."""
        value = self.text(name, 64, required=False)
        if not value:
            return 0.0
        try:
            read = datetime.fromisoformat(value)
        except ValueError as problem:
            raise bad_parameter(name) from problem
        if read.tzinfo is None:
            raise bad_parameter(name)
        return read.timestamp()

    def fingerprint(self) -> str:
        """Tells whether a repeated number came with the same parameters."""
        return hashlib.sha256(msgspec.json.encode(self.body, order="deterministic")).hexdigest()


@dataclass(frozen=True, slots=True)
class Empty:
    """Answered as HTTP 204."""


Endpoint = Callable[[Call], dict[str, Any] | Empty]
