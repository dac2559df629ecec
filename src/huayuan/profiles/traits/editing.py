"""Values of traits stated by people: of one customer, of many at once, and undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huayuan.identity import api as identity
from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.choosing import definition_of
from huayuan.profiles.contracts import Trait, TraitEdit, TraitUpdate
from huayuan.profiles.errors import BadTraitValue, EditNotUndoable, NobodyToChange
from huayuan.profiles.store import trait_edits as store
from huayuan.profiles.store import traits as statements
from huayuan.profiles.traiting import counting_traits, set_many_traits, set_traits, settle
from huayuan.profiles.traits import kinds
from huayuan.profiles.traits.whom import Finder, Whom

MANUAL = "manual"
EDIT, UNDO = "profiles.trait_edit", "profiles.trait_undo"
EXAMPLES = 5
LOOKED_AT = 5_000  # people whose present values a preview reads
MOST_VALUES = 50


@dataclass(slots=True)
class Preview:
    """`changes` counts values that would be different, of the `looked_at` first people; examples are (person, key, old, new)."""

    people: int
    looked_at: int = 0
    changes: int = 0
    examples: list[tuple[int, str, Any, Any]] = field(default_factory=list)


def checked_values(tx: Transaction, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are kept; None takes back what was typed. Raises UnknownTrait, BadTraitValue."""
    if not 0 < len(values) <= MOST_VALUES:
        raise NobodyToChange()
    found = {}
    for key, value in values.items():
        definition = definition_of(tx, key)
        if definition.column is not None or definition.computed is not None:
            raise BadTraitValue(trait=key, reason=Text("该属性由系统计算", "it is computed"))
        try:
            found[key] = kinds.checked(definition, value)
        except kinds.Unfit as unfit:
            raise BadTraitValue(trait=key, reason=f"{unfit.zh} / {unfit.en}") from None
    return found


def change_one(tx: Transaction, person_id: int, values: Mapping[str, Any], by: str) -> None:
    """What a person typed about a customer. Raises UnknownTrait, BadTraitValue."""
    set_traits(tx, person_id, checked_values(tx, values), MANUAL, tx.now, by=by)


def preview(tx: Transaction, finder: Finder, whom: Whom, values: Mapping[str, Any]) -> Preview:
    """What an edit would change. Raises NobodyToChange, UnknownTrait, BadTraitValue."""
    wanted = checked_values(tx, values)
    found = Preview(finder.count(tx, whom))
    after: int | None = 0
    while after is not None and found.looked_at < LOOKED_AT:
        people, after = finder.after(tx, whom, after)
        found.looked_at += len(people)
        counting = counting_traits(tx, people, list(wanted))
        for person in people:
            _compare(found, person, wanted, counting.get(person, {}))
    return found


def _compare(found: Preview, person: int, wanted: Mapping[str, Any], said: Mapping[str, Trait]) -> None:
    for key, value in wanted.items():
        old = said[key].value if key in said else None
        if old == value or (value is None and (key not in said or said[key].source != MANUAL)):
            continue
        found.changes += 1
        if len(found.examples) < EXAMPLES:
            found.examples.append((person, key, old, value))


def begin(tx: Transaction, finder: Finder, whom: Whom, values: Mapping[str, Any], by: str) -> tuple[int, int]:
    """Start an edit in the background: its number and that of its job. Raises NobodyToChange, UnknownTrait, BadTraitValue."""
    wanted = checked_values(tx, values)
    number = finder.count(tx, whom)
    edit = store.open_edit(tx.session, MANUAL, wanted, by, tx.now)
    store.change(tx.session, edit, people=number)
    return edit, tx.start(EDIT, {"edit": edit, "whom": whom.as_dict()})


def open_edit(tx: Transaction, values: Mapping[str, Any], people: int, by: str) -> int:
    """An edit that a feature above makes itself, with `set_many_traits(…, edit=…)`: it can be undone like any other."""
    edit = store.open_edit(tx.session, MANUAL, dict(values), by, tx.now)
    store.change(tx.session, edit, people=people)
    return edit


def close_edit(tx: Transaction, edit_id: int, changed: int) -> None:
    store.change(tx.session, edit_id, state="done", changed=changed, finished_at=tx.now)


def edit_some(tx: Transaction, edit: TraitEdit, people: Sequence[int]) -> int:
    """Answers how many values count now instead of others. Doing it twice changes nothing the second time."""
    counting = counting_traits(tx, people, list(edit.values))
    updates = []
    for person in people:
        said = counting.get(person, {})
        values = {k: v for k, v in edit.values.items() if v is None or k not in said or said[k].value != v}
        if values:
            updates.append(TraitUpdate(person, values, MANUAL, tx.now))
    return len(set_many_traits(tx, updates, by=edit.by, edit=edit.id)) if updates else 0


def import_edit(tx: Transaction, reference: str, source: str, by: str | None = None) -> int:
    """The edit that keeps what an import changes; begun when it is asked for first."""
    return store.open_edit(tx.session, source, {}, by, tx.now, reference)


def count_in(tx: Transaction, edit_id: int, people: int, changed: int) -> None:
    """So many more people and values."""
    edit = find(tx, edit_id)
    store.change(tx.session, edit_id, people=edit.people + people, changed=edit.changed + changed)


def end_import_edit(tx: Transaction, reference: str) -> int | None:
    """Nothing more comes; answers the edit, None where the import changed no trait."""
    edit_id = store.by_reference(tx.session, reference)
    if edit_id is not None and find(tx, edit_id).state == "running":
        store.change(tx.session, edit_id, state="done", finished_at=tx.now)
    return edit_id


def find(tx: Transaction, edit_id: int) -> TraitEdit:
    """Raises EditNotUndoable."""
    found = store.find(tx.session, edit_id)
    if found is None:
        raise EditNotUndoable(id=edit_id, reason=Text("没有这次修改", "there is no such edit"))
    return found


def begin_undo(tx: Transaction, edit_id: int) -> int:
    """Undo an edit in the background; answers the number of the job. Raises EditNotUndoable."""
    edit = find(tx, edit_id)
    if edit.state != "done":
        why = {
            "running": Text("还在进行", "it is still running"),
            "undoing": Text("正在撤销", "it is being undone"),
        }
        raise EditNotUndoable(
            id=edit_id, reason=why.get(edit.state, Text("已经撤销", "it was undone already"))
        )
    store.change(tx.session, edit_id, state="undoing")
    return tx.start(UNDO, {"edit": edit_id})


def undo_some(tx: Transaction, edit: TraitEdit, by: str | None, limit: int = 500) -> tuple[int, int] | None:
    """Restore the next statements of an edit: how many, and how many were left because they changed since; None: no more."""
    items = store.items_to_undo(tx.session, edit.id, limit)
    if not items:
        return None
    origins = sorted({item.origin for item in items})
    keys = store.keys_of(items)
    now_of = identity.current_persons(tx, origins)
    people = sorted({now_of.get(origin, origin) for origin in origins})
    before = counting_traits(tx, people, keys)
    said = statements.said_by(tx.session, origins, [edit.source])
    restored = 0
    for item in items:
        now = store.as_dict(said.get((item.origin, item.key, edit.source)))
        if now != item.became or item.origin not in now_of:
            continue
        statements.restore(
            tx.session, item.origin, now_of[item.origin], item.key, edit.source, _as_trait(item, edit.source)
        )
        restored += 1
    settle(tx, before, people, keys, by=by)
    store.mark_undone(tx.session, edit.id, items)
    return restored, len(items) - restored


def _as_trait(item: store.Item, source: str) -> Trait | None:
    had = item.had
    if had is None:
        return None
    return Trait(item.key, had["value"], source, datetime.fromisoformat(had["at"]), had["confidence"])
