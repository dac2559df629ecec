"""One folder per WeChat service; `registry.py` lists them.

A service answers the paths of its platform, pushes its callbacks and keeps its own records. The world talks
to it through a door of its own (`world/effects.py`), never through HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

import msgspec
from starlette.routing import Route

from huayuan_sandbox.delivery import Faults, Push
from huayuan_sandbox.services.phone import Screen
from huayuan_sandbox.wire import Wire
from huayuan_sandbox.world.people import Person


class Service(Protocol):
    """What `sandbox.py` asks of every service."""

    name: str

    def routes(self) -> list[Route]: ...

    def serve_at(self, base_url: str) -> None:
        """The address under which others reach the sandbox."""
        ...

    def call_back_at(self, url: str) -> None:
        """Where its callbacks go; empty = nowhere, they are dropped."""
        ...

    def send_with(self, send: Callable[[], None]) -> None:
        """`send()` fetches and delivers the pushes at once: for those that an API call or a timer causes."""
        ...

    def credentials(self) -> dict[str, Any]:
        """What an administrator copies from the console of this service, JSON types."""
        ...

    def obey(self, faults: Faults) -> None:
        """Limits and trusted addresses wished through the control API; `Faults()` = the usual ones."""
        ...

    def invalidate_tokens(self) -> None:
        """The platform takes its tokens back; the next call with one is refused."""
        ...

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        """Proves a callback URL as the platform does. Empty, or what was wrong with the answer."""
        ...

    def pushes(self, now: float) -> Iterable[Push]:
        """What people did since the last call, in time order, sealed at the moment it is taken."""
        ...

    def callback_sent(self, mark: str, at: float) -> None:
        """A marked push leaves for the first time."""
        ...

    def screen(self, person: Person) -> Screen:
        """What this person sees of it and can do there now; on screen for people, and done by them."""
        ...

    def record(self) -> msgspec.Raw:
        """Everything a state file keeps of it, as JSON."""
        ...

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None: ...


__all__ = ["Service"]
