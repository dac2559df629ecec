"""The 公众号 service as a whole: one account behind /official_account, and its callbacks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from starlette.routing import Route

from huayuan_sandbox.delivery import Faults, Push
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.official_account import letters, phone
from huayuan_sandbox.services.official_account.account import Account
from huayuan_sandbox.services.official_account.acts import AccountActs
from huayuan_sandbox.services.official_account.control import AccountControl
from huayuan_sandbox.services.official_account.http import OfficialAccountApi
from huayuan_sandbox.services.official_account.models import Callback
from huayuan_sandbox.services.official_account.pages import AccountPages
from huayuan_sandbox.services.official_account.push import Pusher
from huayuan_sandbox.services.official_account.record import AccountRecord, record_of, restore
from huayuan_sandbox.services.official_account.urls import PREFIX
from huayuan_sandbox.services.phone import Screen
from huayuan_sandbox.wire import Wire
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population


class OfficialAccount:
    """Fulfils `Service`; `account` is also the door of the world."""

    name = "official_account"

    def __init__(self, account: Account, people: Population, clock: Clock, log: RequestLog) -> None:
        self.account = account
        self._clock = clock
        self._api = OfficialAccountApi(account, clock, log)
        self._pages = AccountPages(account, people, clock, self._send_now)
        self._acts = AccountActs(account, clock)
        self._control = AccountControl(self._acts, people, self._send_now)
        self._pusher = Pusher(account.credentials)
        self._callback_url = ""
        self._calls_per_minute = account.quota.per_minute
        self._send: Callable[[], None] = lambda: None
        account.wake = self._send_later

    def routes(self) -> list[Route]:
        """Pages before the catch-all."""
        return [*self._pages.routes(), *self._api.routes(), *self._control.routes()]

    def serve_at(self, base_url: str) -> None:
        self._api.base_url = base_url + PREFIX.rstrip("/")

    def call_back_at(self, url: str) -> None:
        self._callback_url = url

    def send_with(self, send: Callable[[], None]) -> None:
        self._send = send

    def credentials(self) -> dict[str, Any]:
        known = msgspec.to_builtins(self.account.credentials)
        return {**known, "base_url": self._api.base_url, "mode": self.account.options.mode}

    def obey(self, faults: Faults) -> None:
        self.account.quota.per_minute = faults.calls_per_minute or self._calls_per_minute
        self.account.tokens.trusted_ips = frozenset(faults.trusted_ips)

    def invalidate_tokens(self) -> None:
        self.account.tokens.invalidate()

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        return await self._pusher.verify(wire, url, now)

    def pushes(self, now: float) -> Iterator[Push]:
        """Sealed one by one as they are taken."""
        letters.finish(self.account, now, self._api.base_url)
        ready = self.account.drain(now)
        if not self._callback_url:
            return
        for callback in ready:
            book = self.account.statistics.day(callback.at)
            book.callbacks += 1
            yield self._pusher.push(callback, self._callback_url, now, self.account.options.mode, self._read)

    def callback_sent(self, mark: str, at: float) -> None:
        """Nothing here is marked."""

    def record(self) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode(record_of(self.account)))

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None:
        restore(self.account, msgspec.json.decode(record, type=AccountRecord))

    def screen(self, person: Person) -> Screen:
        return phone.screen(self._acts, person, self._send_now)

    def _read(self, callback: Callback, body: bytes) -> None:
        if body.strip() not in (b"", b"success"):
            reply = self._pusher.open_reply(body, self.account.options.mode)
            letters.read_reply(self.account, callback, reply, self._clock.now())

    def _send_now(self) -> None:
        self._send()

    def _send_later(self, seconds: float) -> None:
        """A moment after the due time: the timer of the loop and the clock of the world differ a little."""
        asyncio.get_running_loop().call_later(seconds + 0.02, self._send_now)
