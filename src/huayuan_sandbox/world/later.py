"""What follows hours or days after: chats, refunds, remarks, goodbyes. The heap survives a restart."""

from __future__ import annotations

from heapq import heappop, heappush
from random import Random
from typing import Any, Literal

import msgspec

from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.effects import Added, Stretch, WeComDoor
from huayuan_sandbox.world.names import CHAT_KEYWORDS
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import EXTERNAL, Person, Population

PlanKind = Literal["message", "refund", "edit", "leave", "drop", "confirm"]


class Plan(msgspec.Struct, order=True, array_like=True):
    """Something that will happen at second `at`, unless the friendship it needs is over by then."""

    at: float
    number: int
    kind: PlanKind
    person: int
    staff: str = ""
    detail: dict[str, Any] = {}


class Later:
    """The heap of plans and how each kind is carried out."""

    def __init__(self, people: Population, wecom: WeComDoor, parameters: Parameters, corp_id: str) -> None:
        self._people = people
        self._wecom = wecom
        self._parameters = parameters
        self._corp_id = corp_id
        self._number = 0
        self.plans: list[Plan] = []

    def restore(self, plans: list[Plan]) -> None:
        self.plans = sorted(plans)
        self._number = max((plan.number for plan in plans), default=0)

    def message(self, at: float, person: Person, staff: str) -> None:
        self._plan(at, "message", person, staff)

    def after_add(self, person: Person, at: float, added: Added, rng: Random, silence: float) -> None:
        """Plans the friendship: perhaps a message, a remark, a goodbye; none before `silence` seconds."""
        settings = self._parameters
        if added.half:
            self._plan(at + silence + 600 * rng.random(), "confirm", person, added.staff)
        if rng.random() < settings.writes_after_add:
            self._plan(at + silence + rng.expovariate(1 / 900), "message", person, added.staff)
        if rng.random() < settings.share_remarked_later:
            self._plan(at + silence + rng.expovariate(1 / (3 * DAY)), "edit", person, added.staff)
        draw = rng.random()
        if draw < settings.customer_leaves_30_days:
            self._plan(at + silence + 30 * DAY * rng.random(), "leave", person, added.staff)
        elif draw < settings.customer_leaves_30_days + settings.staff_drops_30_days:
            self._plan(at + silence + 30 * DAY * rng.random(), "drop", person, added.staff)

    def perhaps_refund(
        self, person: Person, at: float, order: dict[str, Any], shown: int, account: str, rng: Random
    ) -> None:
        if rng.random() < self._parameters.refunded:
            refund = {"order_no": order["order_no"], "amount": order["amount"], "items": order["items"]}
            detail = {"shown": shown, "account": account, "refund": refund}
            self._plan(at + DAY * (0.2 + 6 * rng.random()), "refund", person, "", detail)

    def carry_out(self, until: float, rng: Random, out: Stretch, *, live: bool) -> None:
        """Everything due by `until`. A conversation may plan its own next message."""
        while self.plans and self.plans[0].at <= until:
            plan = heappop(self.plans)
            person = self._people[plan.person]
            if plan.kind == "refund":
                detail = plan.detail
                out.tell(
                    person, plan.at, "order_refunded", detail["shown"], detail["refund"], detail["account"]
                )
            elif plan.staff not in person.friends:
                continue
            elif plan.kind == "message":
                self._write(plan, person, rng, out)
            elif plan.kind == "confirm":
                # After a pause of the sandbox the plan is old, but the member confirms now.
                self._wecom.confirm_friend(person, plan.staff, until if live else plan.at, live=live)
            else:
                self._end_or_edit(plan, person)

    def _end_or_edit(self, plan: Plan, person: Person) -> None:
        if plan.kind == "edit":
            self._wecom.staff_edits(person, plan.staff, plan.at)
            return
        person.friends = [staff for staff in person.friends if staff != plan.staff]
        if plan.kind == "leave":
            self._wecom.customer_leaves(person, plan.staff, plan.at)
        else:
            self._wecom.staff_drops(person, plan.staff, plan.at)

    def _write(self, plan: Plan, person: Person, rng: Random, out: Stretch) -> None:
        if not self._wecom.customer_writes(person, plan.staff):
            return
        hits = rng.sample(CHAT_KEYWORDS, 1) if rng.random() < 0.3 else []
        kind = "text" if rng.random() < 0.85 else rng.choice(("image", "voice", "emotion"))
        message = {"kind": kind, "keyword_hits": hits, "staff_id": plan.staff}
        out.tell(person, plan.at, "message_received", EXTERNAL, message, self._corp_id)
        if rng.random() < 0.55:
            self._plan(plan.at + 5 + rng.expovariate(1 / 40), "message", person, plan.staff)

    def _plan(
        self, at: float, kind: PlanKind, person: Person, staff: str = "", detail: dict[str, Any] | None = None
    ) -> None:
        self._number += 1
        heappush(self.plans, Plan(at, self._number, kind, person.index, staff, detail or {}))
