"""What became of mass messages, asked of the platform until every member has confirmed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.api import pages
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.mass import ledger, store
from huayuan.wechat.wecom.mass.contracts import Mass, MassState, Part, PartState, Target, TargetState
from huayuan.wechat.wecom.mass.limits import (
    GONE,
    LATER_SECONDS,
    POLLS_SECONDS,
    SOON_DAYS,
    SOON_SECONDS,
    WATCH_DAYS,
)
from huayuan.wechat.wecom.mass.wire import SendResult

TASK_DONE = 2
WAITS, SENT, NO_FRIEND, CAPPED = 0, 1, 2, 3


class MassResults:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def run(self, mass_id: int, poll: int) -> None:
        """One look at every part, then the next look is planned. Raises what asking again may cure."""
        mass = self.read(mass_id)
        if mass is None or mass.state is not MassState.WAITING:
            return
        with self._uow.begin() as tx:
            current = store.get(tx.session, mass_id)
            if current is None or current.state is not MassState.WAITING:
                return
            if tx.now - mass.created_at > timedelta(days=WATCH_DAYS):
                self._end(tx, mass)
            else:
                _plan_next(tx, mass, poll)

    def read(self, mass_id: int) -> Mass | None:
        """Read what is known of every task now, and close the mass message when nobody is left to confirm."""
        with self._uow.read() as tx:
            mass = store.get(tx.session, mass_id)
            waiting = [
                one for one in store.parts(tx.session, mass_id, PartState.MADE) if one.confirmed_at is None
            ]
        if mass is None:
            return None
        client = self._clients.of(mass.connection_id)
        for part in waiting:
            self._part(client, mass, part)
        with self._uow.begin() as tx:
            left = [
                one for one in store.parts(tx.session, mass_id, PartState.MADE) if one.confirmed_at is None
            ]
            values: dict[str, object] = {"read_at": tx.now}
            if not left and mass.state is MassState.WAITING:
                values |= {"state": MassState.DONE.value, "finished_at": tx.now}
            store.change(tx.session, mass_id, **values)
            return store.get(tx.session, mass_id)

    def _part(self, client: WecomClient, mass: Mass, part: Part) -> None:
        assert part.msgid is not None
        try:
            confirmed_at = _confirmed_at(client, part)
            rows = _results(client, part) if confirmed_at else []
        except Refused as refusal:
            if refusal.errcode != GONE:
                raise
            return self._gone(mass, part)
        if confirmed_at is None:
            return
        with self._uow.begin() as tx:
            told = [one for row in rows if (one := _became(row, confirmed_at)) is not None]
            known = {one.recipient for one in told}
            # The member has sent: who is still waiting was not chosen, or (groups) not reached.
            reason = "not_chosen" if mass.allow_select else "not_sent"
            rest = [
                Target(one, None, TargetState.BLOCKED, reason, confirmed_at)
                for one in store.waiting(tx.session, part.id)
                if one not in known
            ]
            _settle(tx, mass, part, [*told, *rest])
            store.change_part(tx.session, part.id, confirmed_at=confirmed_at)

    def _gone(self, mass: Mass, part: Part) -> None:
        """The platform knows the task no more; what was not confirmed never will be."""
        with self._uow.begin() as tx:
            rest = store.waiting(tx.session, part.id)
            _settle(
                tx, mass, part, [Target(one, None, TargetState.FAILED, "task_gone", tx.now) for one in rest]
            )
            store.change_part(tx.session, part.id, state=PartState.FAILED.value)

    def _end(self, tx: Transaction, mass: Mass) -> None:
        for part in store.parts(tx.session, mass.id, PartState.MADE):
            rest = store.waiting(tx.session, part.id)
            _settle(
                tx,
                mass,
                part,
                [Target(one, None, TargetState.BLOCKED, "not_confirmed", tx.now) for one in rest],
            )
        store.change(tx.session, mass.id, state=MassState.ENDED.value, finished_at=tx.now)


def cancelled(tx: Transaction, mass: Mass) -> None:
    """Everybody who had nothing by now will get nothing."""
    for part in store.parts(tx.session, mass.id, PartState.MADE, PartState.READY):
        if part.confirmed_at is not None:
            continue
        rest = store.waiting(tx.session, part.id)
        _settle(tx, mass, part, [Target(one, None, TargetState.BLOCKED, "cancelled", tx.now) for one in rest])
        store.change_part(tx.session, part.id, state=PartState.CANCELLED.value)
    store.change(tx.session, mass.id, state=MassState.CANCELLED.value, finished_at=tx.now)


def _confirmed_at(client: WecomClient, part: Part) -> datetime | None:
    """When the sender confirmed; None while they have not."""
    msgid = part.msgid
    assert msgid is not None
    for page in pages(lambda cursor: client.mass_tasks(msgid, cursor)):
        for task in page.task_list:
            if task.userid == part.sender and task.status == TASK_DONE:
                return _time(task.send_time)
    return None


def _results(client: WecomClient, part: Part) -> list[SendResult]:
    msgid = part.msgid
    assert msgid is not None
    listed = pages(lambda cursor: client.mass_results(msgid, part.sender, cursor))
    return [one for page in listed for one in page.send_list]


def _became(row: SendResult, confirmed_at: datetime) -> Target | None:
    """None for one that still waits, which after the confirmation means: not chosen."""
    at = _time(row.send_time) if row.send_time else confirmed_at
    known = {
        SENT: (TargetState.SENT, None),
        NO_FRIEND: (TargetState.FAILED, "not_friend"),
        CAPPED: (TargetState.BLOCKED, "monthly_cap"),
    }
    state = known.get(row.status)
    return Target(row.to, None, state[0], state[1], at) if state else None


def _settle(tx: Transaction, mass: Mass, part: Part, targets: list[Target]) -> None:
    store.settle(tx.session, part.id, targets)
    ledger.report(tx, mass, targets, tx.now)


def _plan_next(tx: Transaction, mass: Mass, poll: int) -> None:
    """Soon at first, when most members tap, then less and less often."""
    if poll < len(POLLS_SECONDS):
        seconds = POLLS_SECONDS[poll]
    else:
        young = tx.now - mass.created_at < timedelta(days=SOON_DAYS)
        seconds = SOON_SECONDS if young else LATER_SECONDS
    tx.enqueue(
        "wecom.mass_results", {"mass_id": mass.id, "poll": poll + 1}, due=tx.now + timedelta(seconds=seconds),
        dedup_key=f"wecom.mass_results:{mass.id}:{poll + 1}",
    )  # fmt: skip


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
