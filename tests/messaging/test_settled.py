"""What a platform tells of a message after it left us."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select

from huayuan.events.models import PendingRow
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.messaging import api
from huayuan.messaging.contracts import (
    ChannelRegistry,
    Intent,
    MessageState,
    NobodySuppressed,
    Outcome,
    Outgoing,
    Purpose,
)

SENT, ARRIVED = Outcome(MessageState.SENT), Outcome(MessageState.DELIVERED)
BLOCKED = Outcome(MessageState.FAILED, "refused_by_user", 43004)


class Post:
    kind = "post"
    max_bytes = 20

    def deliver(self, message: Outgoing) -> Outcome:
        return SENT

    def reconcile(self, message: Outgoing) -> Outcome:
        return SENT


def on_its_way(uow: UnitOfWork, *keys: str) -> list[Outgoing]:
    channels = ChannelRegistry(NobodySuppressed())
    channels.register(Post())
    with uow.begin() as tx:
        wanted = [Intent(key, "post", Purpose.SERVICE, "wx1", 1, "您好", caused_at=tx.now) for key in keys]
        return api.send_many(tx, channels, wanted, at_once=True)[1]


def told(uow: UnitOfWork) -> list[tuple[str, str | None]]:
    with uow.read() as tx:
        events = [msgspec.json.decode(body) for body in tx.session.scalars(select(PendingRow.body))]
    return [(one["event"], one["properties"].get("reason")) for one in events]


def test_the_last_word_settles_a_sent_message_once(uow: UnitOfWork) -> None:
    messages = on_its_way(uow, "a", "b")
    with uow.begin() as tx:
        api.record(tx, [(one, SENT, tx.now) for one in messages])
        later = tx.now + timedelta(seconds=3)
    with uow.begin() as tx:
        settled = api.settle(tx, {"a": (ARRIVED, later), "b": (BLOCKED, later), "nobody's": (ARRIVED, later)})
        assert settled == {"a", "b"}
    with uow.begin() as tx:
        assert api.settle(tx, {"a": (BLOCKED, later)}) == set(), "told once"
        assert (api.state_of(tx, "a"), api.state_of(tx, "b")) == (
            ("delivered", None),
            ("failed", "refused_by_user"),
        )
        assert api.key_of(tx, messages[0].id) == "a" and api.key_of(tx, 10**12) is None
    assert told(uow)[2:] == [("message_delivered", None), ("message_failed", "refused_by_user")]


def test_a_word_that_overtakes_the_answer_of_the_call_stays(uow: UnitOfWork) -> None:
    [message] = on_its_way(uow, "a")
    with uow.begin() as tx:
        assert api.settle(tx, {"a": (BLOCKED, tx.now)}) == {"a"}
    with uow.begin() as tx:
        api.record(tx, [(message, SENT, tx.now)])
        assert api.state_of(tx, "a") == ("failed", "refused_by_user")
        assert not api.any_due(tx)


def test_what_never_left_is_not_settled(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        channels = ChannelRegistry(NobodySuppressed())
        api.send(tx, channels, Intent("a", "post", Purpose.SERVICE, "wx1", 1, "您好", caused_at=tx.now))
        assert api.settle(tx, {"a": (ARRIVED, tx.now)}) == set()
        with pytest.raises(AssertionError):
            api.settle(tx, {"a": (SENT, tx.now)})


def test_what_was_said_on_the_spot_is_written_and_told_once(uow: UnitOfWork) -> None:
    with uow.begin() as tx:
        at = tx.now + timedelta(seconds=1)
        welcome = Intent("w", "oa_reply", Purpose.WELCOME, "wx1", 1, "欢迎", caused_at=tx.now)
        assert api.said(tx, [(welcome, at)]) == 1
        assert api.said(tx, [(welcome, at)]) == 0
        assert api.state_of(tx, "w") == ("sent", None) and not api.any_due(tx)
        assert [one["channel"] for one in api.export(tx, 1)["messages"]] == ["oa_reply"]
    assert told(uow) == [("message_sent", None), ("welcome_sent", None)]
