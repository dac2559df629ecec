"""What follows minutes or days after: friends, chats, refunds, goodbyes. The heap survives a restart."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from random import Random
from typing import Any, Literal

import msgspec

from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.parameters import Parameters

PlanKind = Literal[
    "add", "tag", "message", "edit", "leave", "drop", "confirm",
    "order_refunded", "visit", "follow", "unfollow", "scan", "say", "join", "quit", "remove", "talk", "invite",
    "read", "wechat_pay", "shop_order", "shop_pay", "shop_cancel", "shop_refund", "subscribe", "like", "comment",
]  # fmt: skip
NOBODY = -1


class Plan(msgspec.Struct, order=True, array_like=True):
    """Something that will happen at second `at`, if it is still possible then. `staff` or else `detail` says what."""

    at: float
    number: int
    kind: PlanKind
    person: int
    staff: str = ""
    detail: dict[str, Any] = {}


class Later:
    """The heap of plans. `deeds.py` knows how each kind is carried out."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._number = 0
        self.plans: list[Plan] = []

    def restore(self, plans: list[Plan]) -> None:
        self.plans = sorted(plans)
        self._number = max((plan.number for plan in plans), default=0)

    def plan(
        self, at: float, kind: PlanKind, person: int, staff: str = "", detail: dict[str, Any] | None = None
    ) -> None:
        self._number += 1
        heappush(self.plans, Plan(at, self._number, kind, person, staff, detail or {}))

    def due(self, until: float) -> Iterator[Plan]:
        """Everything up to `until`, in time order, what is planned meanwhile too."""
        while self.plans and self.plans[0].at <= until:
            yield heappop(self.plans)

    def perhaps_refund(
        self,
        person: int,
        at: float,
        order: dict[str, Any],
        shown: int,
        account: str,
        rng: Random,
        *,
        by_wechat: bool = False,
    ) -> None:
        """An order outside the shop of WeChat; the collector hears of it."""
        if rng.random() < self._parameters.refunded:
            refund = {"order_no": order["order_no"], "amount": order["amount"], "items": order["items"]}
            detail = {"shown": shown, "account": account, "refund": refund, "by_wechat": by_wechat}
            self.plan(at + DAY * (0.2 + 6 * rng.random()), "order_refunded", person, "", detail)
