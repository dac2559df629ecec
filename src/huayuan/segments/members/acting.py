"""Tags given and taken, or staff assigned, for everybody in a segment: a thousand people at a time, to be undone.

Who is in the segment when the action begins is whom it concerns; of these, whom the caller may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyroaring import BitMap

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import TraitUpdate
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
    trait_edit = tag_edit = None
    if kind == "assign":
        trait_edit = profiles.open_trait_edit(tx, {OWNER: None}, segment.size or 0, caller.name)
    else:
        tag_edit = profiles.open_tag_edit(tx, wish["add"], wish["remove"], _signed(caller))
    number = store.add_action(
        tx.session,
        {
            "kind": kind, "segment_id": segment.id, "segment_name": segment.name, "wish": wish, "state": RUNNING,
            "trait_edit": trait_edit, "tag_edit": tag_edit, "by_id": caller.id, "by": caller.name, "created_at": tx.now,
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


def _signed(caller: Caller) -> str:
    return f"{caller.kind}:{caller.id} {caller.name}"[:80]


def _tag(tx: Transaction, action: SegmentActionRow, people: Sequence[int], caller: Caller) -> int:
    assert action.tag_edit is not None
    why = f"人群 {action.segment_name}"[:120]
    turn = profiles.TagTurn(tuple(action.wish["add"]), tuple(action.wish["remove"]), _signed(caller), why)
    return len(profiles.change_tags_of_some(tx, action.tag_edit, people, turn))


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
    if state == DONE and action.tag_edit is not None:
        profiles.close_tag_edit(tx, action.tag_edit)


def begin_undo(tx: Transaction, action_id: int) -> int:
    """Undo a finished action in the background; answers the number of the job. Raises ActionNotFound, ActionNotUndoable."""
    action = find(tx, action_id)
    tags = action.tag_edit
    if action.state != DONE or (tags is not None and not profiles.tag_edit_undoable(tx, tags)):
        raise ActionNotUndoable(state=action.state)
    if action.trait_edit is not None:
        job = profiles.undo_trait_edit(tx, action.trait_edit)
        store.change_action(tx.session, action_id, state=UNDONE, finished_at=tx.now)
        return job
    assert tags is not None
    profiles.begin_tag_undo(tx, tags)
    store.change_action(tx.session, action_id, state=UNDOING)
    return tx.start(UNDO, {"action": action_id})


def undo_some(tx: Transaction, action: SegmentActionRow) -> int | None:
    """Take back one step: of how many people; None: there are no more."""
    return profiles.undo_some_tags(tx, action.tag_edit) if action.tag_edit is not None else None
