"""Pure decisions of profiles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zlib import crc32

from huayuan.events.contracts import StoredEvent
from huayuan.kernel.errors import Invalid
from huayuan.profiles.contracts import Friend, NewFriend, Trait
from huayuan.profiles.errors import ReasonNeeded

TAG_COLORS = ("green", "cyan", "blue", "geekblue", "purple", "magenta", "volcano", "orange", "gold", "lime")
NAME_LENGTH = 120
LEAST_REASON = 4
TOLD_LENGTH = 120
OF_EVENT = "event:"


def known_friendship(history: Sequence[Friend], added_at: datetime) -> Friend | None:
    """The friendship that an addition at `added_at` repeats, or None when it is a new one.

    WeCom tells an addition more than once: callbacks are retried, and the nightly sync tells it again,
    a little off. So an open friendship absorbs any addition, and a closed one those up to its removal.
    """
    for friend in history:
        if friend.removed_at is None or added_at < friend.removed_at:
            return friend
    return None


def begun(told: NewFriend) -> Friend:
    """A friendship that was not known; its id is 0 until it is stored."""
    return Friend(
        0, told.person_id, told.staff_id, told.store_id, told.account, told.external_userid, told.added_at, None, None,
        told.add_way, told.state, told.channel, told.live_code_id, told.remark,
    )  # fmt: skip


def completed(known: Friend, told: NewFriend) -> Friend:
    """What was not known about a friendship is filled, what is known stays; the remark is as told."""
    names = ("add_way", "state", "channel", "live_code_id", "store_id")
    missing = {name: getattr(told, name) for name in names if getattr(known, name) is None}
    return replace(known, **missing, remark=told.remark or known.remark)


def effective_traits(
    statements: Iterable[Trait], precedence: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Trait]:
    """key → the statement that counts: of the first source in the key's order of precedence that says anything.

    Sources in no order come after those, the newest first; of equally new ones the surer, then the last by name.
    """
    order = precedence or {}
    best: dict[str, Trait] = {}
    for trait in statements:
        rival = best.get(trait.key)
        sources = order.get(trait.key, ())
        if rival is None or _weight(trait, sources) > _weight(rival, sources):
            best[trait.key] = trait
    return best


def _weight(trait: Trait, sources: Sequence[str]) -> tuple[int, datetime, float, str]:
    """A source stands for itself and, before its colon, for all of its kind: "import" for "import:crm"."""
    family = trait.source.partition(":")[0]
    place = next((n for n, source in enumerate(sources) if source in (trait.source, family)), len(sources))
    return (-place, trait.updated_at, trait.confidence, trait.source)


def summary_text(value: Any, limit: int) -> str | None:
    """A trait as a column of the customer list: trimmed text, or None when there is nothing to show."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).strip()[:limit] or None


def told_value(personal: bool, value: Any) -> str:
    """A trait as an event tells it: in full where it names nobody, else its first character."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"{text[:1]}***" if personal else text[:TOLD_LENGTH]


def tag_color(group: str) -> str:
    """A colour for a new tag: one a group, so that a group is recognised at a glance."""
    return TAG_COLORS[crc32(group.encode()) % len(TAG_COLORS)]


def like_pattern(text: str) -> str:
    """`text` for LIKE … ESCAPE '\\\\', found anywhere in the column."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def aware(time: datetime | None) -> datetime | None:
    """In UTC; a time without a zone is UTC. Raises Invalid at the ends of the calendar."""
    if time is None or time.tzinfo is None:
        return time and time.replace(tzinfo=UTC)
    try:
        return time.astimezone(UTC)
    except OverflowError:
        raise Invalid(field="time", reason=time.isoformat()) from None


def whole_moments(newest_first: Sequence[StoredEvent], limit: int) -> Sequence[StoredEvent]:
    """A page that never cuts between events of one time, so that paging by time skips none of them."""
    if len(newest_first) <= limit:
        return newest_first
    end = limit
    while end < len(newest_first) and newest_first[end].occurred_at == newest_first[limit - 1].occurred_at:
        end += 1
    return newest_first[:end]


def event_property(field: str) -> tuple[UUID, str]:
    """The event and the property that "event:<event id>:<property>" names. Raises Invalid."""
    event_id, _, name = field.removeprefix(OF_EVENT).partition(":")
    try:
        return UUID(event_id), name
    except ValueError:
        raise Invalid(field="field", reason=field) from None


def good_reason(text: str) -> str:
    """Why personal data is looked at. Raises ReasonNeeded for one that says nothing."""
    reason = " ".join(text.split())
    if len(reason) < LEAST_REASON:
        raise ReasonNeeded()
    return reason
