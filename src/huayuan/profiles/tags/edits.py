"""Tags given and taken for many at once: what it changed of whom is kept for a month, so that it can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from huayuan.identity import api as identity
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagGift
from huayuan.profiles.store import summary
from huayuan.profiles.tags.contracts import MANUAL, RULE
from huayuan.profiles.tags.errors import TagEditNotFound, TagEditNotUndoable
from huayuan.profiles.tags.giving import add_many_tags, facts_of
from huayuan.profiles.tags.models import TagEditRow
from huayuan.profiles.tags.store import book, edits, wearing
from huayuan.profiles.tags.taking import remove_many_tags

UNDO = "profiles.tag_undo"
RUNNING, DONE, UNDOING, UNDONE = "running", "done", "undoing", "undone"
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class TagTurn:
    """What is given and taken, and what is told about it."""

    add: tuple[int, ...]
    remove: tuple[int, ...]
    by: str | None = None
    why: str | None = None
    expires_at: datetime | None = None


@dataclass(slots=True)
class Turned:
    """Which tags a person wears now and did not, and the other way round."""

    added: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def open_edit(tx: Transaction, add: Sequence[int], remove: Sequence[int], by: str | None) -> int:
    row = {"add": list(add), "remove": list(remove), "state": RUNNING, "by": by, "created_at": tx.now}
    return edits.add(tx.session, row)


def change_some(tx: Transaction, edit_id: int, people: Sequence[int], turn: TagTurn) -> dict[int, Turned]:
    """One step for these people; answers of whom something is different. Doing it again changes nothing.

    Raises UnknownTag.
    """
    ordered = sorted(set(people))
    if not ordered:
        return {}
    gifts = [
        TagGift(person, turn.add, MANUAL, tx.now, turn.expires_at, turn.by, turn.why) for person in ordered
    ]
    displaced = _to_be_displaced(tx, ordered, turn.add)
    added = dict(zip(ordered, add_many_tags(tx, gifts), strict=True)) if turn.add else {}
    removed = remove_many_tags(tx, ordered, turn.remove, MANUAL, tx.now, by=turn.by) if turn.remove else {}
    gone = _gone(tx, ordered, displaced)
    found = {
        person: Turned(added.get(person, []), sorted({*removed.get(person, []), *gone.get(person, {})}))
        for person in ordered
    }
    changed = {person: one for person, one in found.items() if one}
    _note(tx, edit_id, ordered, changed, gone)
    return changed


def _note(
    tx: Transaction,
    edit_id: int,
    people: Sequence[int],
    changed: Mapping[int, Turned],
    gone: Mapping[int, Mapping[int, str]],
) -> None:
    edit = find(tx, edit_id)
    done = edit.people + len(people)
    edits.change(tx.session, edit_id, people=done, changed=edit.changed + len(changed))
    if not changed:
        return
    sources = [[person, tag, source] for person, tags in gone.items() for tag, source in tags.items()]
    parts = {
        "added": _by_tag((person, one.added) for person, one in changed.items()),
        "removed": _by_tag((person, one.removed) for person, one in changed.items()),
        "sources": sources,
    }
    edits.keep_part(tx.session, edit_id, done, parts)


def _by_tag(pairs: Iterable[tuple[int, Sequence[int]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for person, tags in pairs:
        for tag in tags:
            found[str(tag)].append(person)
    return dict(found)


def _to_be_displaced(tx: Transaction, people: Sequence[int], add: Sequence[int]) -> dict[int, dict[int, str]]:
    """person → {tag: its source} of what a tag of an exclusive group may take off them."""
    groups = {one.group_id for one in facts_of(tx, set(add)).values() if one.exclusive} if add else set()
    if not groups:
        return {}
    group_of = book.groups_by_tag(tx.session)
    theirs = {tag for tag, group in group_of.items() if group in groups}
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for gift in wearing.gifts_of(tx.session, people, theirs):
        found[gift.person][gift.tag] = gift.source
    return found


def _gone(
    tx: Transaction, people: Sequence[int], before: Mapping[int, Mapping[int, str]]
) -> dict[int, dict[int, str]]:
    if not before:
        return {}
    tags = {tag for worn in before.values() for tag in worn}
    left = {(gift.person, gift.tag) for gift in wearing.gifts_of(tx.session, people, tags)}
    found = {
        person: {tag: source for tag, source in worn.items() if (person, tag) not in left}
        for person, worn in before.items()
    }
    return {person: worn for person, worn in found.items() if worn}


def close_edit(tx: Transaction, edit_id: int) -> None:
    edits.change(tx.session, edit_id, state=DONE, finished_at=tx.now)


def find(tx: Transaction, edit_id: int) -> TagEditRow:
    """Raises TagEditNotFound."""
    found = edits.find(tx.session, edit_id)
    if found is None:
        raise TagEditNotFound(id=edit_id)
    return found


def undoable(tx: Transaction, edit_id: int) -> bool:
    return find(tx, edit_id).state == DONE and edits.next_part(tx.session, edit_id) is not None


def mark_undoing(tx: Transaction, edit_id: int) -> None:
    """Whoever undoes it calls `undo_some` until there is no more. Raises TagEditNotFound, TagEditNotUndoable."""
    if not undoable(tx, edit_id):
        raise TagEditNotUndoable(id=edit_id, state=find(tx, edit_id).state)
    edits.change(tx.session, edit_id, state=UNDOING)


def begin_undo(tx: Transaction, edit_id: int) -> int:
    """Undo an edit in the background; answers the number of the job. Raises TagEditNotFound, TagEditNotUndoable."""
    mark_undoing(tx, edit_id)
    return tx.start(UNDO, {"edit": edit_id})


def undo_some(tx: Transaction, edit_id: int) -> int | None:
    """Take back one step: of how many people; None: there are no more. What somebody changed since stays."""
    part = edits.next_part(tx.session, edit_id)
    if part is None:
        edits.change(tx.session, edit_id, state=UNDONE, finished_at=tx.now)
        return None
    by = find(tx, edit_id).by
    added, removed = _known(tx, part.changes["added"]), _known(tx, part.changes["removed"])
    for tag, people in added.items():
        remove_many_tags(tx, people, [tag], MANUAL, tx.now, of_source=MANUAL, by=by)
    sources = {(person, tag): source for person, tag, source in part.changes.get("sources", ())}
    add_many_tags(tx, _given_back(removed, sources, by, tx.now))
    edits.drop_part(tx.session, part)
    return len({person for people in (*added.values(), *removed.values()) for person in people})


def _known(tx: Transaction, changes: Mapping[str, Sequence[int]]) -> dict[int, list[int]]:
    """tag → whom it concerns now: of tags that still exist, people who do, as they are numbered now."""
    tags = book.survivors(tx.session, {int(tag) for tag in changes})
    people = sorted({person for of_tag in changes.values() for person in of_tag})
    now = identity.current_persons(tx, people)
    alive = summary.known(tx.session, sorted({now.get(one, one) for one in people})).keys()
    return {
        int(tag): sorted({now.get(one, one) for one in of_tag} & alive)
        for tag, of_tag in changes.items()
        if int(tag) in tags
    }


def _given_back(
    removed: Mapping[int, Sequence[int]],
    sources: Mapping[tuple[int, int], str],
    by: str | None,
    now: datetime,
) -> list[TagGift]:
    """A rule gives its tags itself; what anything else gave comes back as its gift."""
    gifts: list[Any] = []
    for tag, people in removed.items():
        for person in people:
            source = sources.get((person, tag), MANUAL)
            if not source.startswith(RULE):
                gifts.append(TagGift(person, (tag,), source, now, by=by))
    return gifts
