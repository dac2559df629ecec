"""The shop service as a whole: one 微信小店 with its 视频号 behind /channels, and its callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from starlette.routing import Route

from huayuan_sandbox.delivery import Faults, Push
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.channels.control import ShopControl
from huayuan_sandbox.services.channels.models import ShopRecord
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.channels.urls import ENDPOINTS, OPEN_PATHS, PREFIX
from huayuan_sandbox.services.mini_program.http import WeixinApi
from huayuan_sandbox.services.mini_program.push import Pusher
from huayuan_sandbox.wire import Wire
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population


class Channels:
    """Fulfils `Service`."""

    name = "channels"

    def __init__(self, shop: Shop, people: Population, clock: Clock, log: RequestLog) -> None:
        self.shop = shop
        self._control = ShopControl(shop, people, clock)
        self._api = WeixinApi(PREFIX, ENDPOINTS, OPEN_PATHS, shop, shop.tokens, shop.limit, clock, log)
        self._pusher = Pusher(shop.credentials)
        self._callback_url = ""
        self._calls_per_minute = shop.limit.per_minute
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
        known = msgspec.to_builtins(self.shop.credentials)
        return {**known, "base_url": self._api.base_url + PREFIX}

    def obey(self, faults: Faults) -> None:
        self.shop.limit.per_minute = faults.calls_per_minute or self._calls_per_minute
        self.shop.tokens.trusted_ips = frozenset(faults.trusted_ips)

    def invalidate_tokens(self) -> None:
        self.shop.tokens.invalidate()

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        return await self._pusher.verify(wire, url, now)

    def pushes(self, now: float) -> Iterator[Push]:
        """In history the clock of the world lags behind `now`; parcels move by the world's."""
        self.shop.pass_time(self.shop.time(now))
        callbacks = self.shop.drain()
        if self._callback_url:
            for callback in callbacks:
                yield self._pusher.push(callback, self._callback_url, now)

    def callback_sent(self, mark: str, at: float) -> None:
        """Nothing here waits for a callback."""

    def record(self) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode(self.shop.record()))

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None:
        self.shop.restore(msgspec.json.decode(record, type=ShopRecord))

    def _send_what_a_call_caused(self) -> None:
        if self.shop.outgoing:
            self._send()
