"""Tags given and taken, or staff assigned, for everybody in a segment: a thousand people at a time, to be undone.

Who is in the segment when the action begins is whom it concerns; of these, whom the caller may see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyroaring import BitMap

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TagGift, TraitUpdate
from huayuan.segments import people as seeing
from huayuan.segments.contracts import Segment
from huayuan.segments.members import store
from huayuan.segments.members.errors import ActionNotFound, ActionNotUndoable, NothingToDo, UnknownStaff
from huayuan.segments.members.models import SegmentActionRow
from huayuan.segments.memberships import Memberships
from huayuan.stores import api as stores

ACT, UNDO = "segments.act", "segments.undo_action"
AT_ONCE = 1_000
SOURCE = "manual"
OWNER = "owner_staff"  # the trait that says who looks after a customer
RUNNING, DONE, UNDOING, UNDONE = "running", "done", "undoing", "undone"


def begin_tagging(
    tx: Transaction, segment: Segment, add: Sequence[int], remove: Sequence[int], caller: Caller
) -> tuple[int, int]:
    """Start tagging: numbers of action and job. Raises NothingToDo, UnknownTag, TagArchived, TagNotYours."""
    if not add and not remove:
        raise NothingToDo()
    profiles.check_tags_usable(tx, caller, add)
    profiles.check_tags_usable(tx, caller, remove, giving=False)
    return _begin(tx, "tag", segment, {"add": list(add), "remove": list(remove)}, caller)


def begin_assigning(
    tx: Transaction, segment: Segment, staff: Sequence[int], caller: Caller
) -> tuple[int, int]:
    """Start assigning: numbers of action and job. Raises NothingToDo, UnknownStaff."""
    if not staff:
        raise NothingToDo()
    known = stores.staff_by_id(tx, staff)
    if gone := [one for one in staff if one not in known or not known[one].active]:
        raise UnknownStaff(ids=", ".join(map(str, gone)))
    return _begin(tx, "assign", segment, {"staff": list(dict.fromkeys(staff))}, caller)


def _begin(
    tx: Transaction, kind: str, segment: Segment, wish: dict[str, Any], caller: Caller
) -> tuple[int, int]:
    edit = None
    if kind == "assign":
        edit = profiles.open_trait_edit(tx, {OWNER: None}, segment.size or 0, caller.name)
    number = store.add_action(
        tx.session,
        {
            "kind": kind, "segment_id": segment.id, "segment_name": segment.name, "wish": wish, "state": RUNNING,
            "trait_edit": edit, "by_id": caller.id, "by": caller.name, "created_at": tx.now,
        },
    )  # fmt: skip
    who = [caller.kind, caller.id, caller.name]
    scope = [caller.scope.kind, list(caller.scope.ids)]
    return number, tx.start(ACT, {"action": number, "caller": who, "scope": scope})


def find(tx: Transaction, action_id: int) -> SegmentActionRow:
    """Raises ActionNotFound."""
    found = store.action(tx.session, action_id)
    if found is None:
        raise ActionNotFound(id=action_id)
    return found


def meant(tx: Transaction, memberships: Memberships, segment_id: int, scope: DataScope) -> BitMap:
    """Whom an action of this caller concerns now."""
    return seeing.within(memberships.members(tx, segment_id), seeing.visible(tx, scope))


def act(tx: Transaction, action: SegmentActionRow, people: Sequence[int], caller: Caller) -> int:
    """One step for these people, in order of their ids; answers of how many something is different now."""
    if action.kind == "tag":
        changed = _tag(tx, action, people, caller)
    else:
        changed = _assign(tx, action, people, caller)
    store.change_action(
        tx.session,
        action.id,
        after=people[-1],
        people=action.people + len(people),
        changed=action.changed + changed,
    )
    return changed


def _tag(tx: Transaction, action: SegmentActionRow, people: Sequence[int], caller: Caller) -> int:
    add, remove = action.wish["add"], action.wish["remove"]
    by, why = f"{caller.kind}:{caller.id} {caller.name}"[:80], f"人群 {action.segment_name}"[:120]
    gifts = [TagGift(person, tuple(add), SOURCE, tx.now, by=by, why=why) for person in people] if add else []
    fresh = dict(zip(people, profiles.add_many_tags(tx, gifts), strict=True)) if gifts else {}
    taken = profiles.remove_many_tags(tx, people, remove, SOURCE, tx.now, by=by) if remove else {}
    part = {"added": _by_tag(fresh), "removed": _by_tag(taken)}
    if part["added"] or part["removed"]:
        store.keep_part(tx.session, action.id, people[-1], part)
    return sum(bool(fresh.get(person) or taken.get(person)) for person in people)


def _by_tag(tags: Mapping[int, Sequence[int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for person, of_one in tags.items():
        for tag in of_one:
            found.setdefault(str(tag), []).append(person)
    return found


def _assign(tx: Transaction, action: SegmentActionRow, people: Sequence[int], caller: Caller) -> int:
    staff = stores.staff_by_id(tx, action.wish["staff"])
    chosen = _owners(tx, people, [one for one in action.wish["staff"] if one in staff], action.people)
    updates = [
        TraitUpdate(person, {OWNER: staff[owner].userid}, SOURCE, tx.now) for person, owner in chosen.items()
    ]
    return len(profiles.set_many_traits(tx, updates, by=caller.name, edit=action.trait_edit))


def _owners(tx: Transaction, people: Sequence[int], staff: Sequence[int], start: int) -> dict[int, int]:
    """Who looks after whom: a member of staff with whom they are friends already, else each in turn."""
    friends = profiles.friends_of(tx, people) if len(staff) > 1 else {}
    owners: dict[int, int] = {}
    for place, person in enumerate(people, start):
        known = [friend.staff_id for friend in friends.get(person, []) if friend.staff_id in staff]
        owners[person] = known[0] if known else staff[place % len(staff)]
    return owners


def finish(tx: Transaction, action_id: int, state: str) -> None:
    action = find(tx, action_id)
    store.change_action(tx.session, action_id, state=state, finished_at=tx.now)
    if state == DONE and action.trait_edit is not None:
        profiles.close_trait_edit(tx, action.trait_edit, action.changed)


def begin_undo(tx: Transaction, action_id: int) -> int:
    """Undo a finished action in the background; answers the number of the job. Raises ActionNotFound, ActionNotUndoable."""
    action = find(tx, action_id)
    if action.state != DONE or (action.kind == "tag" and store.next_part(tx.session, action_id) is None):
        raise ActionNotUndoable(state=action.state)
    if action.trait_edit is not None:
        job = profiles.undo_trait_edit(tx, action.trait_edit)
        store.change_action(tx.session, action_id, state=UNDONE, finished_at=tx.now)
        return job
    store.change_action(tx.session, action_id, state=UNDOING)
    return tx.start(UNDO, {"action": action_id})


def undo_some(tx: Transaction, action: SegmentActionRow) -> int | None:
    """Take back one step: of how many people; None: there are no more."""
    part = store.next_part(tx.session, action.id)
    if part is None:
        return None
    added, removed = part.changes["added"], part.changes["removed"]
    known = profiles.customers_by_id(
        tx, sorted({one for of_tag in (*added.values(), *removed.values()) for one in of_tag})
    )
    for tag, people in added.items():
        if tag_exists(tx, int(tag)):
            profiles.remove_many_tags(
                tx,
                [one for one in people if one in known],
                [int(tag)],
                SOURCE,
                tx.now,
                of_source=SOURCE,
                by=action.by,
            )
    gifts = [
        TagGift(person, (int(tag),), SOURCE, tx.now, by=action.by)
        for tag, people in removed.items()
        if tag_exists(tx, int(tag))
        for person in people
        if person in known
    ]
    profiles.add_many_tags(tx, gifts)
    store.drop_part(tx.session, part)
    return len(known)


def tag_exists(tx: Transaction, tag: int) -> bool:
    return bool(profiles.tags_by_id(tx, [tag]))
