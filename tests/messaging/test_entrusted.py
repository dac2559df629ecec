"""What staff carry: judged by the same gate, left alone by the dispatcher, settled once by what is reported."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import select

from huayuan.events.models import PendingRow
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging import api
from huayuan.messaging.contracts import ChannelRegistry, Intent, MessageState, Outcome, Purpose


class Staff:
    kind = "by_staff"
    max_bytes = 20


class Refusing:
    def suppressed(self, tx: Any, people: Any, *, channel: str, purpose: str) -> set[int]:
        return {2} & set(people)


def registry() -> ChannelRegistry:
    channels = ChannelRegistry(Refusing())
    channels.carry(Staff())
    return channels


def intent(tx: Any, person: int, text: str = "上新", channel: str = "by_staff") -> Intent:
    return Intent(f"k{person}{text}", channel, Purpose.MARKETING, "corp", person, text, caused_at=tx.now)


def told(uow: UnitOfWork) -> list[str]:
    with uow.read() as tx:
        return [msgspec.json.decode(body)["event"] for body in tx.session.scalars(select(PendingRow.body))]


def test_the_gate_judges_and_nothing_is_sent_by_us(uow: UnitOfWork, clock: Any) -> None:
    channels = registry()
    with uow.begin() as tx:
        wanted = [
            intent(tx, 1),
            intent(tx, 2),
            intent(tx, 3, "好" * 9),
            intent(tx, 4, channel="wecom_welcome"),
        ]
        placed = api.entrust(tx, channels, wanted)
        assert [(one.state, one.reason) for one in placed] == [
            (MessageState.ENTRUSTED, None), (MessageState.BLOCKED, "suppressed"),
            (MessageState.BLOCKED, "too_long"), (MessageState.BLOCKED, "no_channel"),
        ]  # fmt: skip
        assert not api.entrust(tx, channels, wanted[:1])[0].fresh, "the same key is the same message"
    clock.advance(days=3)
    with uow.begin() as tx:
        assert not api.any_due(tx) and api.take_due(tx, 10) == []
        direct = api.send(tx, channels, intent(tx, 5))
        assert (direct.state, direct.reason) == (MessageState.BLOCKED, "no_channel"), (
            "staff are no channel of ours"
        )
    assert told(uow) == ["message_blocked"] * 4


def test_what_is_reported_settles_it_once(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        api.entrust(tx, registry(), [intent(tx, 1), intent(tx, 3)])
        at = tx.now + timedelta(hours=1)
    sent, capped = Outcome(MessageState.SENT), Outcome(MessageState.BLOCKED, "monthly_cap")
    with uow.begin() as tx:
        assert api.report(tx, {"k1上新": (sent, at), "k3上新": (capped, at), "unknown": (sent, at)}) == 2
        assert api.report(tx, {"k1上新": (capped, at)}) == 0, "a late word undoes nothing"
        assert api.report(tx, {}) == 0
        assert api.state_of(tx, "k1上新") == ("sent", None)
        assert api.state_of(tx, "k3上新") == ("blocked", "monthly_cap")
    assert told(uow) == ["message_sent", "message_blocked"]
