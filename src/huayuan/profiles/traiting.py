"""Traits (属性): what sources say about people, and what of it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from huayuan.events import api as events
from huayuan.events.contracts import NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import rules
from huayuan.profiles.contracts import (
    SUMMARY_TRAITS,
    Trait,
    TraitUpdate,
)
from huayuan.profiles.store import summary, traits


def set_traits(tx: Transaction, person_id: int, values: Mapping[str, Any], source: str, at: datetime) -> None:
    """Keep what `source` learnt at `at`. The same value again, or an older one, changes nothing.

    Where another value counts now than before, a `trait_changed` event says so; a first value is no change.
    """
    set_many_traits(tx, [TraitUpdate(person_id, dict(values), source, at)])


def set_many_traits(tx: Transaction, updates: Sequence[TraitUpdate]) -> None:
    """`set_traits` for many people in a few statements; of repeated keys the newest statement counts."""
    summary.ensure(tx.session, {u.person_id for u in updates}, tx.now)  # whoever is described has a line
    before = traits.said_by(tx.session, {u.person_id for u in updates}, {u.source for u in updates})
    rows: dict[tuple[int, str, str], dict[str, Any]] = {}
    taken_back: set[tuple[int, str, str]] = set()
    for update in sorted(updates, key=lambda u: u.at):
        for key, value in update.values.items():
            if value is None:
                rows.pop((update.person_id, key, update.source), None)
                taken_back.add((update.person_id, key, update.source))
                continue
            known = before.get((update.person_id, key, update.source))
            if known is None or (known[0] != value and known[1] <= update.at):
                rows[update.person_id, key, update.source] = _trait_row(update, key, value)
    touched = rows.keys() | taken_back
    people, keys = {person for person, _, _ in touched}, sorted({key for _, key, _ in touched})
    counted = _counting(tx, people, keys)
    for person, key, source in taken_back:
        traits.forget(tx.session, person, [key], source)
    traits.write(tx.session, list(rows.values()))
    _tell_changes(tx, counted, _counting(tx, counted, keys))
    refresh_names(tx, {u.person_id for u in updates if not u.values.keys().isdisjoint(SUMMARY_TRAITS)})


Counting = dict[int, dict[str, Trait]]


def _counting(tx: Transaction, person_ids: Iterable[int], keys: Sequence[str]) -> Counting:
    """person → key → the statement that counts; whoever has none of these keys is absent."""
    said = traits.statements(tx.session, sorted(person_ids), keys)
    return {person: rules.effective_traits(statements) for person, statements in said.items()}


def _tell_changes(tx: Transaction, before: Counting, after: Counting) -> None:
    told = []
    for person, traits_before in before.items():
        for key, old in traits_before.items():
            new = after.get(person, {}).get(key)
            if new is not None and new.value != old.value:
                told.append(_changed(tx, person, old, new))
    events.publish_all(tx, told)


def _changed(tx: Transaction, person_id: int, old: Trait, new: Trait) -> NewEvent:
    said = (new.source, new.updated_at.isoformat(), tx.now.isoformat())
    return NewEvent(
        event_id=event_uuid("profiles", "trait_changed", person_id, new.key, *said),
        event="trait_changed",
        occurred_at=max(old.updated_at, new.updated_at),
        properties={
            "trait": new.key,
            "old": rules.told_value(old.key, old.value),
            "new": rules.told_value(new.key, new.value),
        },
        person_id=person_id,
    )


def traits_of(tx: Transaction, person_id: int) -> list[Trait]:
    """The statement that counts for each key, by key."""
    said = traits.statements(tx.session, [person_id]).get(person_id, [])
    return sorted(rules.effective_traits(said).values(), key=lambda trait: trait.key)


def _trait_row(update: TraitUpdate, key: str, value: Any) -> dict[str, Any]:
    return {
        "origin_person_id": update.person_id,
        "person_id": update.person_id,
        "key": key,
        "source": update.source,
        "value": value,
        "updated_at": update.at,
    }


def refresh_names(tx: Transaction, person_ids: Iterable[int]) -> None:
    """Bring name, avatar, gender and city of the list lines in step with the traits."""
    wanted = sorted(set(person_ids))
    said = traits.statements(tx.session, wanted, SUMMARY_TRAITS)
    rows = []
    for person in wanted:
        best = {key: trait.value for key, trait in rules.effective_traits(said.get(person, [])).items()}
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
