"""Who came and who went between two sights of a group. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from huayuan.communities.contracts import GroupDay, Hint, LeaveScene, Member, SeenMember

MOMENT = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Going:
    """The end of a stay. `scene` is None when no callback told how."""

    stay: Member
    at: datetime
    scene: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who came and went between two sights: only callbacks know of it."""

    joined_at: datetime
    join_scene: str | None
    left_at: datetime
    leave_scene: str | None


@dataclass(slots=True)
class Difference:
    joins: list[SeenMember] = field(default_factory=list)
    goings: list[Going] = field(default_factory=list)
    visits: dict[str, Visit] = field(default_factory=dict)


def difference(
    inside: Mapping[str, Member], seen: Sequence[SeenMember], hints: Sequence[Hint], now: datetime
) -> Difference:
    """What changed from the open stays `inside` (by key) to the members `seen`.

    Somebody seen with a later joining than the stay we know has left and come back. Somebody a callback told of who is
    neither inside nor seen was there for a short visit.
    """
    found = Difference()
    shown = {one.key: one for one in seen}
    for member in seen:
        stay = inside.get(member.key)
        if stay is None:
            found.joins.append(member)
        elif member.joined_at > stay.joined_at:
            found.goings.append(_going(stay, hints, min(member.joined_at, now)))
            found.joins.append(member)
    for key, stay in inside.items():
        if key not in shown:
            found.goings.append(_going(stay, hints, now))
    for hint in hints:
        if hint.joined and hint.key not in shown and hint.key not in inside:
            found.visits[hint.key] = _visit(hint, hints, now)
    return found


def is_known(visit: Visit, stays: Iterable[tuple[datetime, datetime | None]]) -> bool:
    """Whether one of the stays (joined, left) is this visit: a callback tells a moment of its own for a joining, and may
    be told again long after."""
    return any(
        joined - MOMENT <= visit.joined_at <= (left or visit.joined_at) + MOMENT for joined, left in stays
    )


def _going(stay: Member, hints: Sequence[Hint], otherwise: datetime) -> Going:
    last = _last_leave(stay.key, hints, stay.joined_at)
    return Going(stay, last.at, last.scene) if last else Going(stay, max(otherwise, stay.joined_at), None)


def _visit(hint: Hint, hints: Sequence[Hint], now: datetime) -> Visit:
    left = _last_leave(hint.key, hints, hint.at)
    return Visit(hint.at, hint.scene, left.at if left else max(now, hint.at), left.scene if left else None)


def _last_leave(key: str, hints: Sequence[Hint], since: datetime) -> Hint | None:
    leaves = [one for one in hints if one.key == key and not one.joined and one.at >= since]
    return max(leaves, key=lambda one: one.at, default=None)


def by_day(
    stays: Iterable[tuple[datetime, datetime | None, str | None]], days: int, zone: ZoneInfo, now: datetime
) -> list[GroupDay]:
    """Days of `zone`, today last, from stays (joined, left, how they left).

    The end of a group counts as nobody's leaving, yet nobody is inside after it.
    """
    today = now.astimezone(zone).date()
    shown = [today - timedelta(days=past) for past in reversed(range(days))]
    came: dict[date, int] = {}
    went: dict[date, int] = {}
    ended: dict[date, int] = {}
    for joined_at, left_at, scene in stays:
        came[joined_at.astimezone(zone).date()] = came.get(joined_at.astimezone(zone).date(), 0) + 1
        if left_at is not None:
            day = left_at.astimezone(zone).date()
            ended[day] = ended.get(day, 0) + 1
            if scene != LeaveScene.DISMISSED:
                went[day] = went.get(day, 0) + 1
    inside = sum(n for day, n in came.items() if day < shown[0])
    inside -= sum(n for day, n in ended.items() if day < shown[0])
    rows = []
    for day in shown:
        inside += came.get(day, 0) - ended.get(day, 0)
        rows.append(GroupDay(day, came.get(day, 0), went.get(day, 0), inside))
    return rows
