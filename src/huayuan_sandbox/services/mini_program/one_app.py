"""What the services with one app behind one prefix have in common: its calls, its callbacks, its faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import msgspec
from starlette.routing import Route

from huayuan_sandbox.delivery import Faults
from huayuan_sandbox.services.mini_program.http import WeixinApi
from huayuan_sandbox.services.mini_program.models import Callback, Credentials
from huayuan_sandbox.services.mini_program.push import Pusher
from huayuan_sandbox.services.mini_program.tokens import CallLimit, TokenDesk
from huayuan_sandbox.wire import Wire


class Control(Protocol):
    def routes(self, send: Callable[[], None]) -> list[Route]: ...


class App(Protocol):
    credentials: Credentials
    tokens: TokenDesk
    limit: CallLimit
    outgoing: list[Callback]

    def record(self) -> msgspec.Struct: ...


class OneApp:
    """Most of `Service`; its heir brings the name, what is pushed and what is recorded."""

    def __init__(self, app: App, api: WeixinApi[Any], control: Control) -> None:
        self._app = app
        self._api = api
        self._control = control
        self._pusher = Pusher(app.credentials)
        self._callback_url = ""
        self._calls_per_minute = app.limit.per_minute
        self._send: Callable[[], None] = lambda: None

    def routes(self) -> list[Route]:
        return [*self._api.routes(), *self._control.routes(lambda: self._send())]

    def serve_at(self, base_url: str) -> None:
        self._api.base_url = base_url

    def call_back_at(self, url: str) -> None:
        self._callback_url = url

    def send_with(self, send: Callable[[], None]) -> None:
        self._send = send
        self._api.after_call = self._send_what_a_call_caused

    def credentials(self) -> dict[str, Any]:
        known = msgspec.to_builtins(self._app.credentials)
        return {**known, "base_url": self._api.base_url + self._api.prefix}

    def obey(self, faults: Faults) -> None:
        self._app.limit.per_minute = faults.calls_per_minute or self._calls_per_minute
        self._app.tokens.trusted_ips = frozenset(faults.trusted_ips)

    def invalidate_tokens(self) -> None:
        self._app.tokens.invalidate()

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        return await self._pusher.verify(wire, url, now)

    def callback_sent(self, mark: str, at: float) -> None:
        """Nothing here waits for a callback."""

    def record(self) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode(self._app.record()))

    def _send_what_a_call_caused(self) -> None:
        if self._app.outgoing:
            self._send()
