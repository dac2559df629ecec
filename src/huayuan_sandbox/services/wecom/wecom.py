"""The WeCom service as a whole: one corp behind /cgi-bin, and its callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from starlette.routing import Route

from huayuan_sandbox.delivery import Faults, Push
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.phone import Screen
from huayuan_sandbox.services.wecom import phone, staff_phone
from huayuan_sandbox.services.wecom.acts.stage import Stage
from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.services.wecom.duty import Duty
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.http import WeComApi
from huayuan_sandbox.services.wecom.login_pages import LoginPages
from huayuan_sandbox.services.wecom.models import CorpRecord
from huayuan_sandbox.services.wecom.moments import Moments
from huayuan_sandbox.services.wecom.push import Pusher
from huayuan_sandbox.services.wecom.sight import hears
from huayuan_sandbox.wire import Wire
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person


class WeCom:
    """Fulfils `Service`; `corp` is also the door of the world. `stage()`: for acts by hand, told by the sandbox."""

    name = "wecom"
    stage: Callable[[], Stage]

    def __init__(self, corp: Corp, clock: Clock, log: RequestLog) -> None:
        self.corp = corp
        self._api = WeComApi(corp, clock, log)
        self._login = LoginPages(corp, clock)
        self._pusher = Pusher(corp.credentials)
        self._callback_url = ""
        self._calls_per_minute = corp.limit.per_minute

    def routes(self) -> list[Route]:
        return [*self._api.routes(), *self._login.routes()]

    def serve_at(self, base_url: str) -> None:
        self._api.base_url = base_url

    def call_back_at(self, url: str) -> None:
        self._callback_url = url

    def send_with(self, send: Callable[[], None]) -> None:
        self._api.send = send

    @property
    def groups(self) -> Groups:
        """`GroupDoor` of the world."""
        return self.corp.part(Groups)

    @property
    def moments(self) -> Moments:
        """`MomentDoor` of the world."""
        return self.corp.part(Moments)

    @property
    def duty(self) -> Duty:
        """`DutyDoor` of the world."""
        return Duty(self.corp)

    def credentials(self) -> dict[str, Any]:
        return dict(msgspec.to_builtins(self.corp.credentials))

    def obey(self, faults: Faults) -> None:
        self.corp.limit.per_minute = faults.calls_per_minute or self._calls_per_minute
        self.corp.limit.forget()
        self.corp.tokens.trusted_ips = frozenset(faults.trusted_ips)

    def invalidate_tokens(self) -> None:
        self.corp.tokens.invalidate()

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        return await self._pusher.verify(wire, url, now)

    def pushes(self, now: float) -> Iterator[Push]:
        """Sealed one by one as they are taken: a day of history holds hundreds."""
        self.corp.parts.pass_time(now)
        callbacks = self.corp.drain()
        if not self._callback_url:
            return
        for callback in callbacks:
            if hears(self.corp, callback):
                yield self._pusher.push(callback, self._callback_url, now)

    def callback_sent(self, mark: str, at: float) -> None:
        self.corp.welcomes.callback_sent(mark, at)

    def screen(self, person: Person) -> Screen:
        return phone.screen(self._stage_now(), person, self._api.send)

    def staff_screens(self, userid: str) -> list[Screen]:
        """The phone of a member of staff. Raises KeyError for somebody who never was one."""
        return staff_phone.screens(self._stage_now(), userid, self._api.send)

    def _stage_now(self) -> Stage:
        """What has become due has happened."""
        stage = self.stage()
        self.corp.parts.pass_time(stage.now)
        return stage

    def record(self) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode(self.corp.record()))

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None:
        self.corp.restore(msgspec.json.decode(record, type=CorpRecord), people)
