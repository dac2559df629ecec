"""Groups and tags looked after: made, changed, archived, merged, deleted. Who may use them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from huayuan.access import api as access
from huayuan.kernel.caller import Caller
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.contracts import TagPlace
from huayuan.profiles.errors import TagExists
from huayuan.profiles.tags.contracts import (
    ACTIVE,
    ARCHIVED,
    MERGED,
    GroupChanges,
    TagChanges,
    TagDetail,
    TagFacts,
    TagGroup,
)
from huayuan.profiles.tags.errors import (
    TagArchived,
    TagGroupExists,
    TagGroupNotEmpty,
    TagGroupNotFound,
    TagInUse,
    TagNotFound,
    TagNotYours,
)
from huayuan.profiles.tags.giving import facts_of
from huayuan.profiles.tags.store import book, history, links

SETTLE_TASK = "profiles.settle_tag_group"
Places = Callable[[Transaction, int], list[TagPlace]]
_PLACES: list[Places] = []


def tags_are_used(places: Places) -> Places:
    """Registers where a feature uses tags, so that deleting one that it needs is refused: `places(tx, tag_id)`."""
    _PLACES.append(places)
    return places


def places_of(tx: Transaction, tag_id: int) -> list[TagPlace]:
    return [place for places in _PLACES for place in places(tx, tag_id)]


def check_usable(tx: Transaction, caller: Caller, tag_ids: Collection[int], *, giving: bool = True) -> None:
    """Whether `caller` may give (or take) these by hand. Raises UnknownTag, TagArchived, TagNotYours."""
    facts = facts_of(tx, tag_ids) if tag_ids else {}
    role: int | None = None
    for fact in facts.values():
        if giving and fact.status != ACTIVE:
            raise TagArchived(name=fact.name)
        if fact.roles and role is None:
            role = _role(tx, caller)
        if not _may_use(fact, caller, role):
            raise TagNotYours(name=fact.name)


def _may_use(fact: TagFacts, caller: Caller, role: int | None) -> bool:
    """Keys have no role: what they may do was decided when they were made."""
    return not fact.roles or caller.kind != "user" or caller.may("*") or role in fact.roles


def _role(tx: Transaction, caller: Caller) -> int:
    user = access.user_by_id(tx, caller.id) if caller.kind == "user" else None
    return user.role.id if user else 0


def signed(caller: Caller) -> str:
    """Who did it, as provenance says it."""
    return f"{caller.kind}:{caller.id} {caller.name}"[:80]


# ---- groups


def group(tx: Transaction, group_id: int) -> TagGroup:
    """Raises TagGroupNotFound."""
    found = book.groups(tx.session, [group_id])
    if not found:
        raise TagGroupNotFound(id=group_id)
    return found[0]


def create_group(
    tx: Transaction,
    name: str,
    *,
    exclusive: bool = False,
    color: str | None = None,
    roles: Sequence[int] = (),
) -> TagGroup:
    """Raises TagGroupExists."""
    name = name.strip()
    if book.group_named(tx.session, name) is not None:
        raise TagGroupExists(name=name)
    values = {"name": name, "exclusive": exclusive, "color": color, "roles": sorted(set(roles))}
    return group(tx, book.add_group(tx.session, values))


def change_group(tx: Transaction, group_id: int, changes: GroupChanges) -> TagGroup:
    """Raises TagGroupNotFound, TagGroupExists.

    A group that becomes exclusive is settled in the background: of several tags the newest stays, the others are set
    aside, and come back should the group stop being exclusive.
    """
    before = group(tx, group_id)
    values: dict[str, Any] = {}
    if changes.name is not None and changes.name.strip() != before.name:
        values["name"] = changes.name.strip()
        if book.group_named(tx.session, values["name"]) is not None:
            raise TagGroupExists(name=values["name"])
    values |= {"color": changes.color or None} if changes.color is not None else {}
    values |= {"roles": sorted(set(changes.roles))} if changes.roles is not None else {}
    if changes.exclusive is not None and changes.exclusive != before.exclusive:
        values["exclusive"] = changes.exclusive
        tx.enqueue(SETTLE_TASK, {"group_id": group_id})
    if values:
        book.write_group(tx.session, group_id, values)
    return group(tx, group_id)


def delete_group(tx: Transaction, group_id: int) -> None:
    """Raises TagGroupNotFound, TagGroupNotEmpty."""
    found = group(tx, group_id)
    if tags := book.of_group(tx.session, group_id):
        raise TagGroupNotEmpty(name=found.name, tags=len(tags))
    book.drop_group(tx.session, group_id)


# ---- tags


def tag(tx: Transaction, tag_id: int) -> TagDetail:
    """Raises TagNotFound."""
    found = book.tags(tx.session, [tag_id])
    if not found:
        raise TagNotFound(id=tag_id)
    return found[0]


def change_tag(tx: Transaction, tag_id: int, changes: TagChanges, *, account: str | None = None) -> TagDetail:
    """Rename, recolour, move to another group, set when it expires. Linked platforms are told of another name;
    `account` is the one that told us. Raises TagNotFound, TagGroupNotFound, TagExists, TagArchived (merged)."""
    before = tag(tx, tag_id)
    if before.status == MERGED:
        raise TagArchived(name=before.name)
    home = group(tx, before.group_id if changes.group_id is None else changes.group_id)
    name = before.name if changes.name is None else changes.name.strip()
    values: dict[str, Any] = {}
    if (home.id, name) != (before.group_id, before.name):
        if book.taken_name(tx.session, home.id, name, tag_id):
            raise TagExists(group=home.name, name=name)
        values |= {"group_id": home.id, "name": name}
        if name != before.name:
            values["named_at"] = tx.now
            links.mark(tx.session, tag_id, "waiting", account, tx.now)
        if home.exclusive and home.id != before.group_id:
            tx.enqueue(SETTLE_TASK, {"group_id": home.id})
    values |= {"color": changes.color} if changes.color else {}
    if changes.expires_after_days is not None:
        values["expires_after_days"] = changes.expires_after_days or None
    if values:
        book.write_tag(tx.session, tag_id, values)
    return tag(tx, tag_id)


def archive_tag(tx: Transaction, tag_id: int) -> TagDetail:
    """It cannot be given any more; who wears it wears it until it is taken off. Raises TagNotFound."""
    if tag(tx, tag_id).status == ACTIVE:
        book.write_tag(tx.session, tag_id, {"status": ARCHIVED})
    return tag(tx, tag_id)


def restore_tag(tx: Transaction, tag_id: int) -> TagDetail:
    """Raises TagNotFound."""
    if tag(tx, tag_id).status == ARCHIVED:
        book.write_tag(tx.session, tag_id, {"status": ACTIVE})
    return tag(tx, tag_id)


def delete_tag(tx: Transaction, tag_id: int) -> None:
    """Only when nobody wears it and nothing needs it; its history goes with it. Raises TagNotFound, TagInUse."""
    found = tag(tx, tag_id)
    places = [f"{place.kind} {place.name}" for place in places_of(tx, tag_id)]
    places += [f"rule {found.rule_segment}"] if found.rule_segment is not None else []
    places += [f"sync {one.account}" for one in links.links(tx.session, tag_ids=[tag_id])]
    places += [f"tag {older}" for older in book.merged_into(tx.session, tag_id)]
    worn = book.people(tx.session, [tag_id]).get(tag_id, 0)
    if places or book.worn_at_all(tx.session, tag_id):
        raise TagInUse(name=found.name, people=worn, places=", ".join(places) or "-")
    history.forget_tag(tx.session, tag_id)
    book.drop_tag(tx.session, tag_id)
