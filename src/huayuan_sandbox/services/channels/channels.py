"""The shop service as a whole: one 微信小店 with its 视频号 behind /channels, and its callbacks."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from huayuan_sandbox.delivery import Push
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.channels import phone
from huayuan_sandbox.services.channels.acts import ShopActs
from huayuan_sandbox.services.channels.control import ShopControl
from huayuan_sandbox.services.channels.models import ShopRecord
from huayuan_sandbox.services.channels.shop import Shop
from huayuan_sandbox.services.channels.urls import ENDPOINTS, OPEN_PATHS, PREFIX
from huayuan_sandbox.services.mini_program.http import WeixinApi
from huayuan_sandbox.services.mini_program.one_app import OneApp
from huayuan_sandbox.services.phone import Screen
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population


class Channels(OneApp):
    """Fulfils `Service`."""

    name = "channels"

    def __init__(self, shop: Shop, people: Population, clock: Clock, log: RequestLog) -> None:
        api = WeixinApi(PREFIX, ENDPOINTS, OPEN_PATHS, shop, shop.tokens, shop.limit, clock, log)
        self._acts = ShopActs(shop, clock)
        super().__init__(shop, api, ShopControl(self._acts, people))
        self.shop = shop

    def pushes(self, now: float) -> Iterator[Push]:
        """In history the clock of the world lags behind `now`; parcels move by the world's."""
        self.shop.pass_time(self.shop.time(now))
        callbacks = self.shop.drain()
        if self._callback_url:
            for callback in callbacks:
                yield self._pusher.push(callback, self._callback_url, now)

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None:
        self.shop.restore(msgspec.json.decode(record, type=ShopRecord))

    def screen(self, person: Person) -> Screen:
        return phone.screen(self._acts, person, self._send)
