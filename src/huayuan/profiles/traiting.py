"""Traits (属性): what sources say about people, and what of it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules, telling
from huayuan.profiles.contracts import (
    SUMMARY_TRAITS,
    Trait,
    TraitUpdate,
)
from huayuan.profiles.store import summary, trait_changes, trait_edits, trait_values, traits
from huayuan.profiles.store.traits import Place
from huayuan.profiles.traits import kinds
from huayuan.profiles.traits.defining import define_unknown, definitions

Counting = dict[int, dict[str, Trait]]


class Change(NamedTuple):
    """Another value of a trait counts than before; None: none did, or none does any more."""

    person_id: int
    key: str
    old: Trait | None
    new: Trait | None


def set_traits(
    tx: Transaction,
    person_id: int,
    values: Mapping[str, Any],
    source: str,
    at: datetime,
    *,
    by: str | None = None,
) -> None:
    """Keep what `source` learnt at `at`. The same value again, or an older one, changes nothing.

    Where another value counts now than before, a `trait_changed` event says so; a first value is no change.
    `by` names the person behind it for the history.
    """
    set_many_traits(tx, [TraitUpdate(person_id, dict(values), source, at)], by=by)


def set_many_traits(
    tx: Transaction, updates: Sequence[TraitUpdate], *, by: str | None = None, edit: int | None = None
) -> list[Change]:
    """`set_traits` for many people in a few statements; of repeated keys the newest statement counts.

    `edit` is the edit of many that keeps what was before. Answers which values count now instead of others.
    """
    people = {u.person_id for u in updates}
    summary.ensure(tx.session, people, tx.now)  # whoever is described has a line
    define_unknown(tx, ((key, value) for u in updates for key, value in u.values.items()))
    before = traits.said_by(tx.session, people, {u.source for u in updates})
    forgetting = {u.person_id for u in updates if None in u.values.values()}
    said = traits.said_of(tx.session, forgetting, {u.source for u in updates})
    rows, taken_back = _statements(updates, before, said)
    touched = rows.keys() | taken_back
    keys = sorted({key for _, key, _ in touched})
    described = {person for person, _, _ in rows} | forgetting
    counted = counting_traits(tx, described, keys)
    if edit is not None:
        was = before | {place: trait for of_one in said.values() for place, trait in of_one.items()}
        trait_edits.keep(tx.session, edit, was, rows, taken_back)
    traits.forget(tx.session, taken_back)
    traits.write(tx.session, list(rows.values()))
    changes = settle(tx, counted, described, keys, by=by)
    told = {person for person, _, _ in before} | {change.person_id for change in changes}
    telling.changed(tx, people - told)  # their line may be new
    return changes


def _statements(
    updates: Sequence[TraitUpdate],
    before: Mapping[Place, Trait],
    said: Mapping[tuple[int, str, str], Mapping[Place, Trait]],
) -> tuple[dict[Place, dict[str, Any]], set[Place]]:
    """Rows to write, and statements that are taken back: also those about people who were merged into this one."""
    rows: dict[Place, dict[str, Any]] = {}
    taken_back: set[Place] = set()
    for update in sorted(updates, key=lambda u: u.at):
        for key, value in update.values.items():
            place = (update.person_id, key, update.source)
            if value is None:
                rows.pop(place, None)
                taken_back.update(said.get(place, ()))
                continue
            known = None if place in taken_back else before.get(place)
            if known is None or (known.value != value and known.updated_at <= update.at):
                rows[place] = _trait_row(update, key, value)
    return rows, taken_back


def settle(
    tx: Transaction, before: Counting, people: Iterable[int], keys: Sequence[str], *, by: str | None = None
) -> list[Change]:
    """After statements of `keys` about `people` changed: bring in step and tell whatever follows from them."""
    people = sorted(people)
    changes = differences(before, counting_traits(tx, people, keys))
    _keep_values(tx, changes)
    known = definitions(tx)
    told = [c for c in changes if c.key in known and known[c.key].computed is None]  # figures change all day
    trait_changes.record(tx.session, [c for c in told if c.old is not None or by is not None], by, tx.now)
    events.publish_all(tx, [_changed(tx, c.person_id, c.old, c.new) for c in told if c.old and c.new])
    if not set(keys).isdisjoint(SUMMARY_TRAITS):
        refresh_names(tx, people)
    telling.changed(tx, {change.person_id for change in changes})
    return changes


def counting_traits(
    tx: Transaction, person_ids: Iterable[int], keys: Sequence[str] | None = None
) -> Counting:
    """person → key → the statement that counts; whoever has none of these keys is absent."""
    known = definitions(tx)
    order = {key: known[key].precedence for key in known if known[key].precedence}
    said = traits.statements(tx.session, sorted(person_ids), keys)
    return {person: rules.effective_traits(statements, order) for person, statements in said.items()}


def differences(before: Counting, after: Counting) -> list[Change]:
    found = []
    for person in sorted(before.keys() | after.keys()):
        old, new = before.get(person, {}), after.get(person, {})
        for key in sorted(old.keys() | new.keys()):
            was, now = old.get(key), new.get(key)
            if was is None or now is None or was.value != now.value or type(was.value) is not type(now.value):
                found.append(Change(person, key, was, now))
    return found


def _keep_values(tx: Transaction, changes: Sequence[Change]) -> None:
    known = definitions(tx)
    gone: dict[str, list[int]] = {}
    for change in changes:
        if change.old is not None:
            gone.setdefault(change.key, []).append(change.person_id)
    for key, people in gone.items():
        trait_values.forget(tx.session, people, [key])
    trait_values.write(
        tx.session,
        [(c.person_id, c.key, kinds.typed(known[c.key], c.new.value)) for c in changes if c.new is not None],
    )


def keep_values_of(tx: Transaction, people: Iterable[int], keys: Sequence[str] | None = None) -> None:
    """Lay out the values of these people again from all that is stated about them."""
    wanted, known = sorted(set(people)), definitions(tx)
    trait_values.forget(tx.session, wanted, keys)
    trait_values.write(
        tx.session,
        [
            (person, key, kinds.typed(known[key], trait.value))
            for person, mine in counting_traits(tx, wanted, keys).items()
            for key, trait in mine.items()
            if key in known
        ],
    )


def _changed(tx: Transaction, person_id: int, old: Trait, new: Trait) -> NewEvent:
    said = (new.source, new.updated_at.isoformat(), tx.now.isoformat())
    personal = definitions(tx)[new.key].personal
    return NewEvent(
        event_id=event_uuid("profiles", "trait_changed", person_id, new.key, *said),
        event="trait_changed",
        occurred_at=max(old.updated_at, new.updated_at),
        properties={
            "trait": new.key,
            "old": rules.told_value(personal, old.value),
            "new": rules.told_value(personal, new.value),
        },
        person_id=person_id,
    )


def traits_of(tx: Transaction, person_id: int) -> list[Trait]:
    """The statement that counts for each key, by key."""
    mine = counting_traits(tx, [person_id]).get(person_id, {})
    return sorted(mine.values(), key=lambda trait: trait.key)


def _trait_row(update: TraitUpdate, key: str, value: Any) -> dict[str, Any]:
    return {
        "origin_person_id": update.person_id,
        "person_id": update.person_id,
        "key": key,
        "source": update.source,
        "value": value,
        "updated_at": update.at,
        "confidence": update.confidence,
    }


def refresh_names(tx: Transaction, person_ids: Iterable[int]) -> None:
    """Bring name, avatar, gender and city of the list lines in step with the traits."""
    wanted = sorted(set(person_ids))
    counted = counting_traits(tx, wanted, SUMMARY_TRAITS)
    rows = []
    for person in wanted:
        best = {key: trait.value for key, trait in counted.get(person, {}).items()}
        rows.append(
            {
                "person_id": person,
                "name": rules.summary_text(best.get("name"), rules.NAME_LENGTH) or "",
                "avatar": rules.summary_text(best.get("avatar"), 1000),
                "gender": rules.summary_text(best.get("gender"), 12),
                "city": rules.summary_text(best.get("city"), 60),
            }
        )
    summary.write_names(tx.session, rows, tx.now)
