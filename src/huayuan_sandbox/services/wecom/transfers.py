"""在职继承 and 离职继承: customers change hands a day after the call, unless they refuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from random import Random
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom import callbacks
from huayuan_sandbox.services.wecom.departures import Departures
from huayuan_sandbox.services.wecom.models import Relation
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

DONE, WAITING, REFUSED, FULL = 1, 2, 3, 4
_NINETY_DAYS = 90 * 86_400
_ASSIGNED_BY_ADMIN = 202


class Transfer(msgspec.Struct):
    """`due`: when it is settled; a customer who refuses does so before the day is over."""

    number: int
    resigned: bool
    handover: str
    takeover: str
    external_userid: str
    asked_at: int
    due: float
    refuses: bool
    status: int = WAITING
    taken_at: int = 0


class TransfersState(msgspec.Struct):
    transfers: list[Transfer] = []


class Transfers(Part[TransfersState]):
    name = "transfers"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, TransfersState())
        self._due: list[tuple[float, int]] = []
        self._of_customer: dict[str, list[Transfer]] = {}

    # ---- asking for one

    def ask(self, external_userid: str, handover: str, takeover: str, at: float, *, resigned: bool) -> int:
        """0, or the code that refuses this customer."""
        refusal = self._refusal(external_userid, handover, takeover, at, resigned=resigned)
        if refusal:
            return refusal
        rules, number = self.corp.rules, len(self.state.transfers) + 1
        rng = Random(f"{self.corp.seed}|transfer|{number}")
        refuses = rng.random() < rules.transfer_refusals
        wait = rules.transfer_seconds * (rng.random() if refuses else 1.0)
        transfer = Transfer(
            number, resigned, handover, takeover, external_userid, int(at), at + wait, refuses
        )
        self.state.transfers.append(transfer)
        self._of_customer.setdefault(external_userid, []).append(transfer)
        heappush(self._due, (transfer.due, number))
        return 0

    def results(self, handover: str, takeover: str, *, resigned: bool) -> Iterator[Transfer]:
        return (
            one for one in self.state.transfers
            if (one.handover, one.takeover, one.resigned) == (handover, takeover, resigned)
        )  # fmt: skip

    def unassigned(self) -> list[tuple[int, Relation]]:
        """Customers of members who left and nobody was named for: (unix second of leaving, relation)."""
        left = self.corp.part(Departures).state.left
        return [
            (left_at, relation)
            for userid, left_at in left.items()
            for relation in self.corp.of_staff.get(userid, ())
            if not relation.half
            and not relation.left_by_customer
            and not self._waiting(relation.external_userid, userid)
        ]

    # ---- what follows

    def pass_time(self, now: float) -> None:
        while self._due and self._due[0][0] <= now:
            at, number = heappop(self._due)
            transfer = self.state.transfers[number - 1]
            if transfer.status == WAITING:
                self._settle(transfer, at)

    def refuse(self, external_userid: str, at: float) -> bool:
        """The customer says no. False when nothing waits."""
        for transfer in self._of_customer.get(external_userid, ()):
            if transfer.status == WAITING:
                self._fail(transfer, REFUSED, "customer_refused", at)
                return True
        return False

    def restore(self, record: msgspec.Raw, people: Sequence[Person]) -> None:
        super().restore(record, people)
        self._due = [(one.due, one.number) for one in self.state.transfers if one.status == WAITING]
        heapify(self._due)
        self._of_customer = {}
        for transfer in self.state.transfers:
            self._of_customer.setdefault(transfer.external_userid, []).append(transfer)

    # ---- inside

    def _refusal(
        self, external_userid: str, handover: str, takeover: str, at: float, *, resigned: bool
    ) -> int:
        rules, corp = self.corp.rules, self.corp
        if external_userid not in corp.people_known:
            return 40096
        if handover == takeover:
            return 40130
        relation = corp.relations.get((handover, external_userid))
        if relation is None or relation.half:
            return 40131
        if self._waiting(external_userid):
            return 40100 if resigned else 40129
        if corp.full(takeover):
            return 40099
        recent = [
            one for one in self._of_customer.get(external_userid, ())
            if not one.resigned and one.status == DONE and one.asked_at > at - _NINETY_DAYS
        ]  # fmt: skip
        return 40128 if not resigned and len(recent) >= rules.transfers_in_90_days else 0

    def _waiting(self, external_userid: str, handover: str = "") -> bool:
        return any(
            one.status == WAITING and (not handover or one.handover == handover)
            for one in self._of_customer.get(external_userid, ())
        )

    def _settle(self, transfer: Transfer, at: float) -> None:
        corp = self.corp
        relation = corp.relations.get((transfer.handover, transfer.external_userid))
        known = (transfer.takeover, transfer.external_userid) in corp.relations
        if transfer.refuses or relation is None or relation.left_by_customer:
            self._fail(transfer, REFUSED, "customer_refused", at)
        elif transfer.takeover not in corp.staff or (corp.full(transfer.takeover) and not known):
            self._fail(transfer, FULL, "customer_limit_exceed", at)
        else:
            transfer.status, transfer.taken_at = DONE, int(at)
            self._move(relation, transfer.takeover, at)

    def _move(self, relation: Relation, takeover: str, at: float) -> None:
        """The former member loses the friend; tags and notes go along."""
        corp, external_userid = self.corp, relation.external_userid
        person = corp.people_known[external_userid]
        corp.end_friendship(relation.userid, external_userid)
        if relation.userid in corp.staff:
            source: callbacks.Field = ("Source", "DELETE_BY_TRANSFER")
            corp.outgoing.append(
                callbacks.contact_changed(
                    at, "del_external_contact", relation.userid, external_userid, source
                )
            )
        person.friends = [userid for userid in person.friends if userid != relation.userid]
        if (takeover, external_userid) in corp.relations:
            return
        corp.take_over(relation, takeover, person, at, _ASSIGNED_BY_ADMIN)
        person.friends = [*person.friends, takeover]
        if corp.rules.transfer_pushes_added:
            corp.outgoing.append(callbacks.friend_added(at, takeover, external_userid, "", None, half=False))

    def _fail(self, transfer: Transfer, status: int, reason: str, at: float) -> None:
        transfer.status = status
        self.corp.outgoing.append(
            callbacks.contact_changed(
                at, "transfer_fail", transfer.takeover, transfer.external_userid, ("FailReason", reason)
            )
        )
