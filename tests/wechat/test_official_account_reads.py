"""What a read says of a follower, against what was heard before and while it was asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from huayuan.wechat.official_account import details, following, wire
from huayuan.wechat.official_account.changes import Step

ASKED = datetime(2026, 3, 2, 2, tzinfo=UTC)
BEFORE, AFTER = ASKED - timedelta(minutes=5), ASKED + timedelta(seconds=2)
NOW = ASKED + timedelta(seconds=5)
LONG_AGO = ASKED - timedelta(days=90)


def row_after(*heard: tuple[Step, datetime]) -> following.Row:
    row = following.new_row("wx1", "o1", 7)
    for step, at in heard:
        following.step(row, step, at, "")
    return row


def read(row: following.Row, *, follows: bool) -> str | None:
    """The event that is told, if any."""
    said = wire.Follower(openid="o1", subscribe=int(follows), subscribe_time=int(LONG_AGO.timestamp()))
    told = details._catch_up(row, "wx1", said, ASKED, NOW)
    return told.event if told else None


@pytest.mark.parametrize("heard", [(), ((Step.LEAVES, BEFORE),)], ids=["unheard of", "thought to have left"])
def test_who_follows_when_asked_is_a_follower(heard: tuple[tuple[Step, datetime], ...]) -> None:
    """A leave that we only concluded (a full read had not met them) does not stand against the platform's word."""
    row = row_after(*heard)
    assert read(row, follows=True) == "oa_followed" and row["subscribed"]


def test_a_leave_after_the_question_stands() -> None:
    row = row_after((Step.FOLLOWS, LONG_AGO), (Step.LEAVES, AFTER))
    assert read(row, follows=True) is None and not row["subscribed"]


def test_a_follow_after_the_question_stands() -> None:
    row = row_after((Step.FOLLOWS, AFTER))
    assert read(row, follows=False) is None and row["subscribed"]


def test_who_had_left_when_asked_is_none_any_more() -> None:
    row = row_after((Step.FOLLOWS, BEFORE))
    assert read(row, follows=False) == "oa_unfollowed" and not row["subscribed"]


def test_what_is_known_is_not_told_again() -> None:
    row = row_after((Step.FOLLOWS, BEFORE))
    assert read(row, follows=True) is None and row["subscribed"]
