"""Keeps the members of every active segment up to date.

Only people are looked at whose answers may have changed: whoever something happened to or became known about, and
whoever an event of goes out of (or into) a window as time passes. A rule that changed is evaluated for everybody.
One thread does all of it (loop `segments.keep`), so changes of one segment are in the order they were decided in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pyroaring import BitMap

from huayuan.events.api import ANY_EVENT, EventReader, PeopleProjection, Said, Window, advance
from huayuan.kernel.logging import get_logger
from huayuan.kernel.loops import Loops
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.profiles import api as profiles
from huayuan.segments import store, windows
from huayuan.segments.answering import MOST_IN_A_SLICE, Answers, answer, answer_of_everybody
from huayuan.segments.bitmaps import bitmap
from huayuan.segments.conditions.segment import SegmentCondition
from huayuan.segments.contracts import Ask, Cause, Moment, RecordsCondition, StreamCondition
from huayuan.segments.memberships import Memberships
from huayuan.segments.rules_in_force import Rules, RulesInForce
from huayuan.segments.tree import key_of, people_of

log = get_logger("segments")
LOOPS = Loops("segments")
PROJECTION = "segments"
OUR_EVENTS = ("segment_entered", "segment_left")
TICK = timedelta(seconds=5)  # how late a window may move on
TOUCHED_AT_ONCE = 5_000
CHANGES_AT_ONCE = 2_000
CHANGES_BEFORE_SNAPSHOT = 5_000


@dataclass(frozen=True, slots=True)
class Difference:
    """Who enters and who leaves one segment; `size` is that afterwards."""

    segment_id: int
    version: int
    entered: BitMap
    left: BitMap
    gone: BitMap
    size: int

    @property
    def changes(self) -> int:
        return len(self.entered) + len(self.left) + len(self.gone)


@dataclass
class Keeper:
    """What the loop remembers between its rounds."""

    rules: RulesInForce = field(default_factory=RulesInForce)
    said: Said = field(default_factory=Said)
    changed: dict[int, int] = field(
        default_factory=lambda: defaultdict(int)
    )  # segment → changes since its snapshot


def wake() -> None:
    LOOPS.wake("segments.keep")


@LOOPS.loop("segments.keep", every=0.25, share=0.75)
def keep(services: Services) -> bool:
    rules = build(services)
    ours = tuple(name for name in OUR_EVENTS if not {name, ANY_EVENT} & rules.events)
    projection = PeopleProjection(
        PROJECTION, lambda services, people: look_at(services, people), ignoring=ours
    )
    more = advance(services, projection)
    tick(services)
    return more


# --- some people


def look_at(services: Services, people: Sequence[int], cause: Cause = Cause.DATA) -> None:
    """Evaluate every segment for these people, and record who entered and who left."""
    distinct = sorted(set(people))
    for start in range(0, len(distinct), MOST_IN_A_SLICE):
        _look_at(services, distinct[start : start + MOST_IN_A_SLICE], cause)


def _look_at(services: Services, people: list[int], cause: Cause) -> None:
    keeper = services.get(Keeper)
    with services.get(UnitOfWork).read() as tx:
        rules, stale = keeper.rules.read(tx)
        rules = rules.of(rules.trees.keys() - stale)
        if not rules.trees:
            return
        ask = Ask(services, tx, moment_of(services, tx), people)
        differences = _differences(ask, rules, keeper.said)
    if differences:
        _record(services, differences, cause)


def _differences(ask: Ask, rules: Rules, said: Said) -> list[Difference]:
    assert ask.among is not None
    looked_at = bitmap(ask.among)
    known = bitmap(profiles.all_people(ask.tx, ask.among))
    inside = _inside(ask, rules, known, answer(ask, rules.conditions.values(), said))
    members = ask.services.get(Memberships).all_members(ask.tx, list(rules.trees))
    found = []
    for segment_id, people in inside.items():
        before = members[segment_id] & looked_at
        entered, left = people - before, before - people
        if entered or left:
            size = len(members[segment_id]) + len(entered) - len(left)
            version = rules.versions[segment_id]
            found.append(Difference(segment_id, version, entered, left & known, left - known, size))
    return found


def _inside(ask: Ask, rules: Rules, known: BitMap, answers: Answers) -> dict[int, BitMap]:
    """segment → who of the people asked about is in; each segment after those it refers to."""
    inside: dict[int, BitMap] = {}

    def answered(leaf: object) -> BitMap:
        if not isinstance(leaf, SegmentCondition):
            return answers[key_of(leaf)]  # type: ignore[arg-type]  # a leaf is a condition
        if leaf.segment in inside:
            return inside[leaf.segment]
        return bitmap(leaf.people(ask))

    for segment_id in rules.order:
        inside[segment_id] = people_of(rules.trees[segment_id], answered, known)
    return inside


def _record(services: Services, differences: list[Difference], cause: Cause) -> None:
    """In small steps: nobody else may write to SQLite meanwhile. A crash in between leaves work for the next look."""
    for step in _steps(part for one in differences for part in _parts(one)):
        with services.get(UnitOfWork).begin() as tx:
            versions = store.segments.active_versions(tx.session)
            # Edited or archived while we looked: the new version is evaluated by itself.
            current = [one for one in step if versions.get(one.segment_id, (0, 0))[0] == one.version]
            _record_step(tx, current, cause)
            for one in current:
                _snapshot_when_due(services, tx, one)
    LOOPS.wake("segments.tell")


def _steps(parts: Iterable[Difference]) -> Iterator[list[Difference]]:
    """Together until there are `CHANGES_AT_ONCE` changes."""
    step: list[Difference] = []
    changes = 0
    for part in parts:
        if step and changes + part.changes > CHANGES_AT_ONCE:
            yield step
            step, changes = [], 0
        step.append(part)
        changes += part.changes
    if step:
        yield step


def _parts(one: Difference) -> Iterator[Difference]:
    """The same in steps of at most `CHANGES_AT_ONCE` people; each has the size after it."""
    size = one.size - len(one.entered) + len(one.left) + len(one.gone)
    for people, step in ((one.entered, 1), (one.left, -1), (one.gone, -1)):
        for part in _chunks(people):
            size += step * len(part)
            yield Difference(
                one.segment_id, one.version, part & one.entered, part & one.left, part & one.gone, size
            )


def _chunks(people: BitMap) -> Iterator[BitMap]:
    numbers = people.to_array()
    for start in range(0, len(numbers), CHANGES_AT_ONCE):
        yield BitMap(numbers[start : start + CHANGES_AT_ONCE])


def _record_step(tx: Transaction, step: Sequence[Difference], cause: Cause) -> None:
    moves = [
        store.members.Moves(one.segment_id, one.version, list(entered), list(left), one.size, why)
        for one in step
        for entered, left, why in ((one.entered, one.left, cause), (BitMap(), one.gone, Cause.GONE))
    ]
    store.members.record(tx.session, moves, tx.now)
    store.segments.evaluated(tx.session, {one.segment_id: one.size for one in step}, tx.now)


def _snapshot_when_due(services: Services, tx: Transaction, one: Difference) -> None:
    """So many changes are slower to read again than a new snapshot."""
    changed = services.get(Keeper).changed
    changed[one.segment_id] += one.changes
    if changed[one.segment_id] >= CHANGES_BEFORE_SNAPSHOT:
        people = services.get(Memberships).members(tx, one.segment_id)
        store.members.keep_snapshot(
            tx.session, one.segment_id, people, store.members.newest_change(tx.session), tx.now
        )
        del changed[one.segment_id]


# --- everybody


def build(services: Services) -> Rules:
    """Evaluate for everybody what is new or was edited, and whatever refers to it; answers the rules in force."""
    keeper = services.get(Keeper)
    with services.get(UnitOfWork).read() as tx:
        rules, stale = keeper.rules.read(tx)
        if not stale:
            return rules
        wanted = rules.with_dependents(stale)
        built = _members_now(Ask(services, tx, moment_of(services, tx)), rules, wanted)
    for segment_id in (one for one in rules.order if one in wanted):
        _save(services, segment_id, rules.versions[segment_id], built[segment_id])
    return rules


def rebuild(services: Services, segment_ids: Sequence[int] | None = None) -> None:
    """Evaluate segments (all active ones) for everybody although nothing says they are stale."""
    with services.get(UnitOfWork).begin() as tx:
        for segment_id in store.segments.active_versions(tx.session):
            if segment_ids is None or segment_id in segment_ids:
                store.segments.change(tx.session, segment_id, built_version=0)
    build(services)


def _members_now(ask: Ask, rules: Rules, wanted: set[int]) -> dict[int, BitMap]:
    """Conditions are shared by all; the segments that others refer to come first."""
    some = rules.of(wanted)
    answers, known = answer_of_everybody(ask, some.conditions.values())
    return _inside(ask, some, known, answers)


def _save(services: Services, segment_id: int, version: int, people: BitMap) -> None:
    """The first members of a segment entered nothing: they are where its history starts."""
    uow, nobody = services.get(UnitOfWork), BitMap()
    with uow.read() as tx:
        first = store.members.snapshot_place(tx.session, segment_id) is None
        before = people if first else services.get(Memberships).members(tx, segment_id)
        known = bitmap(profiles.all_people(tx, list(before - people)))
    left = before - people
    whole = Difference(segment_id, version, people - before, left & known, left - known, len(people))
    _record(services, [whole], Cause.RULE)
    with uow.begin() as tx:
        if store.segments.active_versions(tx.session).get(segment_id, (0, 0))[0] != version:
            return
        if first:
            store.members.keep_snapshot(
                tx.session, segment_id, people, store.members.newest_change(tx.session), tx.now
            )
            _record_step(tx, [replace(whole, entered=nobody, left=nobody, gone=nobody)], Cause.RULE)
            tx.enqueue(
                "segments.wear", {"segment": segment_id}, dedup_key=f"segments.wear:{segment_id}:{version}"
            )
        store.segments.change(
            tx.session, segment_id, built_version=version, size=len(people), evaluated_at=tx.now
        )


# --- time


def tick(services: Services) -> None:
    """Look at the people whom a window moved over since the last time."""
    uow = services.get(UnitOfWork)
    with uow.read() as tx:
        last, now = store.members.progress(tx.session, "clock"), tx.now
        since = _EPOCH + timedelta(microseconds=last) if last is not None else now
        if last is not None and now - since < TICK:
            return
        rules, _ = services.get(Keeper).rules.read(tx)
        people = (
            edge_people(Ask(services, tx, moment_of(services, tx)), rules, since) if last is not None else []
        )
    look_at(services, people, Cause.TIME)
    with uow.begin() as tx:
        store.members.set_progress(tx.session, "clock", round((now - _EPOCH) / timedelta(microseconds=1)))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Spans = dict[tuple[Window, bool], set[str]]


def edge_people(ask: Ask, rules: Rules, since: datetime) -> list[int]:
    """Whose answer to some condition may have changed in (since, now] only because time passed."""
    before = replace(ask.moment, now=since)
    spans: Spans = defaultdict(set)
    people: set[int] = set()
    for condition in rules.conditions.values():
        if isinstance(condition, RecordsCondition):
            people.update(condition.edges(ask, since).tolist())
        elif isinstance(condition, StreamCondition):
            _add_spans(spans, condition, before, ask.moment)
    for (window, ahead), names in spans.items():
        people.update(_people_in(ask.services.get(EventReader), window, names, ahead))
    return sorted(people)


def _add_spans(spans: Spans, condition: StreamCondition, before: Moment, now: Moment) -> None:
    """At its present end a window only takes in what had been dated ahead: all else touched its person when it came."""
    for (names, earlier), (_, later) in zip(condition.spans(before), condition.spans(now), strict=True):
        for window in windows.difference(earlier, later):
            spans[window, window.start >= before.now].update(names)


def _people_in(reader: EventReader, window: Window, names: set[str], ahead: bool) -> list[int]:
    """One query for each window: of several in one, the engine could skip nothing by the time of events."""
    table = reader.table()
    table = table.filter((table.occurred_at >= window.start) & (table.occurred_at < window.end))
    if ANY_EVENT not in names:
        table = table.filter(table.event.isin(sorted(names)))
    if ahead:
        table = table.filter(table.occurred_at > table.received_at)
    found: list[int] = (
        reader.warehouse.query(table.select("person_id").distinct()).column("person_id").to_pylist()
    )
    return found


def moment_of(services: Services, tx: Transaction) -> Moment:
    return Moment(tx.now, ZoneInfo(services.get(Settings).timezone))
