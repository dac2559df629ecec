"""Time we can hold still, and identifiers that sort or repeat as they should."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huayuan.kernel.clock import ManualClock, SystemClock, monotonic
from huayuan.kernel.ids import event_uuid, token, uuid7

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_a_manual_clock_stands_still_until_told() -> None:
    clock = ManualClock(NOON)
    assert clock.now() == clock.now() == NOON
    assert clock.advance(hours=1) == NOON + timedelta(hours=1)
    clock.sleep(30)
    assert clock.now() == NOON + timedelta(hours=1, seconds=30)


def test_every_clock_tells_utc() -> None:
    assert ManualClock(NOON.astimezone(timezone(timedelta(hours=8)))).now().tzinfo is UTC
    assert SystemClock().now().tzinfo is UTC
    with pytest.raises(ValueError, match="zone"):
        ManualClock(datetime(2026, 3, 2))  # noqa: DTZ001


def test_durations_do_not_go_back() -> None:
    assert monotonic() <= monotonic()


@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)), st.integers(1, 10**9))  # noqa: DTZ001
def test_a_later_id_sorts_later(naive: datetime, milliseconds: int) -> None:
    earlier = naive.replace(tzinfo=UTC, microsecond=0)
    assert uuid7(earlier) < uuid7(earlier + timedelta(milliseconds=milliseconds))


def test_an_id_is_of_version_7_and_tells_its_time() -> None:
    made = uuid7(NOON)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(NOON.timestamp() * 1000)
    assert len({uuid7(NOON) for _ in range(1000)}) == 1000


def test_the_id_of_a_fact_is_always_the_same() -> None:
    """Written down: ids of stored events must not change with a version of ours."""
    assert str(event_uuid("wecom.contact_added", "corp", "user", 1)) == "dbab2405-fadc-579c-b065-88af00336eef"


def test_facts_with_the_same_letters_differ() -> None:
    assert (
        len({event_uuid("a", "bc"), event_uuid("ab", "c"), event_uuid("abc"), event_uuid("a", "b", "c")}) == 4
    )


def test_a_token_says_what_it_is_for() -> None:
    assert token("hyk_").startswith("hyk_")
    assert len({token("") for _ in range(100)}) == 100
    assert len(token("", 24)) == 32
