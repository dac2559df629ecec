"""One visit to the mini program. Its pages tell the collector what is looked at; orders are the shop's of WeChat."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.doors import MiniProgramDoor
from huayuan_sandbox.world.effects import Stretch
from huayuan_sandbox.world.later import PlanKind
from huayuan_sandbox.world.people import MP_OPENID, UNIONID, Person
from huayuan_sandbox.world.visit import Reason, Visit

if TYPE_CHECKING:
    from huayuan_sandbox.world.behaviour import Behaviour

# source → WeChat's scene value
_SCENES = {
    "recent": 1089, "search": 1005, "card": 1007, "moments": 1154, "code": 1047, "oa_menu": 1035, "oa_article": 1058,
    "live": 1177, "friend": 1007,
}  # fmt: skip
_SOURCES = ("recent", "search", "card", "moments", "code")
_SOURCE_WEIGHT = list(accumulate((46, 12, 16, 12, 14)))
_OTHER_SCENE = 1001
_SECONDS_TO_GIVE_UP = 1800.0


class MiniProgramVisit(Visit):
    """Like a visit to the web, except for who somebody is there and how an order is made."""

    def __init__(
        self,
        life: Behaviour,
        door: MiniProgramDoor,
        person: Person,
        start: float,
        pace: float,
        out: Stretch,
        reason: Reason,
    ) -> None:
        super().__init__(life, person, start, pace, out, reason)
        self._door = door
        self._device = MP_OPENID
        self._account = door.appid
        self._source = (
            reason.source or _SOURCES[bisect(_SOURCE_WEIGHT, self._rng.random() * _SOURCE_WEIGHT[-1])]
        )

    def _arrive(self) -> None:
        life, rng, settings = self._life, self._rng, self._life.parameters
        scene = _SCENES.get(self._source, _OTHER_SCENE)
        links = self._door.links()
        link = rng.choice(links) if links and rng.random() < settings.follows_link else ""
        self._door.launch(self._person, self._at, path="pages/index/index", scene=scene, link=link)
        self._tell("app_launched", {"scene": scene, "channel": self._source})
        rooms = self._door.live_rooms(self._at)
        if rooms and rng.random() < settings.watches_live:
            room, seconds = rng.choice(rooms), 20 + int(rng.expovariate(1 / 400))
            self._door.watch_live(self._person, self._at, room, seconds, live=life.live)
            if rng.random() < settings.live_lead:
                self._door.leave_lead(self._person, self._at, room, live=life.live)

    def _log_in(self) -> None:
        """wx.login: the program learns the openid always, the unionid where the account is bound to one."""
        self._person.logged_in |= MP_OPENID
        if self._person.unionid:
            self._tell("logged_in", {"method": "wechat"}, UNIONID)

    def _logs_in(self) -> float:
        return self._life.parameters.mini_program_logs_in

    def _binds_phone(self) -> float:
        return self._life.parameters.mini_program_binds_phone

    def _place(self, order: dict[str, Any], known: int) -> None:
        self._plan(0.0, "shop_order", {key: order[key] for key in ("order_no", "items", "amount")})

    def _pay(self, order: dict[str, Any], known: int) -> None:
        rng, settings = self._rng, self._life.parameters
        self._plan(0.0, "shop_pay", {"order_no": order["order_no"]})
        if rng.random() < settings.refunded:
            refund = {"order_no": order["order_no"], "amount": order["amount"]}
            self._plan(DAY * (0.2 + 6 * rng.random()), "shop_refund", refund)
        if rng.random() < settings.subscribes_after_paid:
            self._plan(5.0, "subscribe", {})

    def _not_paid(self, order: dict[str, Any]) -> None:
        self._plan(_SECONDS_TO_GIVE_UP, "shop_cancel", {"order_no": order["order_no"]})

    def _plan(self, after: float, kind: PlanKind, detail: dict[str, Any]) -> None:
        self._life.later.plan(self._at + after, kind, self._person.index, "", detail)
