"""One API call as its endpoint sees it, and readers that refuse wrong types the way WeChat does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from huayuan_sandbox.services.mini_program.errors import WeixinError

World = TypeVar("World")
_BAD_ARGUMENT = 40097


@dataclass(slots=True)
class Call(Generic[World]):
    """`app` is the state that the endpoints of a service work on; `body` the decoded JSON of a POST."""

    app: World
    now: float
    ip: str
    base_url: str
    query: Mapping[str, str]
    body: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str, limit: int = 0, *, required: bool = False, code: int = _BAD_ARGUMENT) -> str:
        """A string of the body, "" when absent. `code` when it is something else, too long or missing."""
        value = self.body.get(name, "")
        if not isinstance(value, str) or (limit and len(value) > limit) or (required and not value):
            raise WeixinError(code, name)
        return value

    def number(self, name: str, default: int, low: int = 0, high: int = 2**63) -> int:
        value = self.body.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise WeixinError(_BAD_ARGUMENT, name)
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self.body.get(name, default)
        if not isinstance(value, bool):
            raise WeixinError(_BAD_ARGUMENT, name)
        return value

    def part(self, name: str) -> dict[str, Any]:
        """An object of the body, {} when absent."""
        value = self.body.get(name) or {}
        if not isinstance(value, dict):
            raise WeixinError(_BAD_ARGUMENT, name)
        return value


@dataclass(frozen=True, slots=True)
class Image:
    """Answered as bytes; refusals of the same path are JSON."""

    content: bytes
    media_type: str = "image/png"


Endpoint = Callable[[Call[World]], dict[str, Any] | Image]
