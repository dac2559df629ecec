"""Tags given to and taken from many customers at once: those named, or whoever fits a query of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from huayuan.identity import api as identity
from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import listing, tagging
from huayuan.profiles.asking import CustomerQuery, filter_of
from huayuan.profiles.contracts import CustomerFilter, PeopleOfSegment, Visibility
from huayuan.profiles.errors import CustomerNotFound, NobodyNamed
from huayuan.profiles.store import customers
from huayuan.profiles.store.batches import slices
from huayuan.profiles.tags import edits, keeping
from huayuan.profiles.tags.edits import Turned
from huayuan.profiles.tags.errors import TagFollowsRule

AT_ONCE = 1_000  # changed within the request; more in the background
SOURCE = "manual"
TASK = "profiles.tag_many"


@dataclass(frozen=True, slots=True)
class TagWish:
    """What to give and take, and whom it concerns: `ids`, or whoever fits `query`; of these, who is in `scope`."""

    add: tuple[int, ...]
    remove: tuple[int, ...]
    ids: tuple[int, ...]
    query: CustomerQuery | None
    scope: DataScope
    by: str | None = None
    why: str | None = None
    expires_at: datetime | None = None


@dataclass(slots=True)
class TagOutcome:
    """Of whom what is different now; `failed` says of whom nothing could be changed, and why."""

    changed: dict[int, Turned] = field(default_factory=dict)
    failed: list[tuple[int, HuayuanError]] = field(default_factory=list)


class Meant(NamedTuple):
    """How many people a wish concerns, and the first of them."""

    number: int
    first: Sequence[int]


def check_tags(tx: Transaction, caller: Caller, add: Sequence[int], remove: Sequence[int]) -> None:
    """Whether the caller may use these tags. Raises UnknownTag, TagArchived, TagNotYours."""
    keeping.check_usable(tx, caller, add)
    known = tagging.tags_by_id(tx, remove)  # one that is gone is taken off already
    keeping.check_usable(tx, caller, list(known), giving=False)


def give_one(
    tx: Transaction, person: int, tags: Sequence[int], by: str, why: str | None, until: datetime | None
) -> list[int]:
    """Tags given to one person by hand; answers those they did not wear yet."""
    return (
        tagging.add_tags(tx, person, tags, SOURCE, tx.now, by=by, why=why, expires_at=until) if tags else []
    )


def take_one(tx: Transaction, person: int, tags: Sequence[int], by: str) -> list[int]:
    """Tags taken off one person by hand; answers those they wear no longer. Raises TagFollowsRule."""
    if not tags:
        return []
    removed = tagging.remove_tags(tx, person, tags, SOURCE, tx.now, by=by)
    meant = {tag.id for tag in tagging.tags_by_id(tx, tags).values()}
    stays = [one for one in tagging.tags_of(tx, [person]).get(person, []) if one.id in meant]
    if stays:
        raise TagFollowsRule(name=stays[0].name)
    return removed


def meant(
    tx: Transaction, wish: TagWish, vault: Vault, zone: ZoneInfo, segments: PeopleOfSegment | None = None
) -> Meant:
    """Whom a wish concerns. Raises NobodyNamed, UnknownTag, Invalid."""
    if bool(wish.ids) == (wish.query is not None) or not (wish.add or wish.remove):
        raise NobodyNamed()
    tagging.names_of_tags(tx, {*wish.add, *wish.remove})
    if wish.query is None:
        ids = list(dict.fromkeys(wish.ids))
        return Meant(len(ids), ids[:AT_ONCE])
    wanted = _filter(tx, wish, vault, zone, segments)
    first = customers.ids_after(tx.session, wanted, 0, AT_ONCE + 1)
    return Meant(
        len(first) if len(first) <= AT_ONCE else customers.count(tx.session, wanted), first[:AT_ONCE]
    )


def next_people(
    tx: Transaction,
    wish: TagWish,
    after: int,
    vault: Vault,
    zone: ZoneInfo,
    segments: PeopleOfSegment | None = None,
) -> list[int]:
    """The next of a wish above person id `after`. By id, so that what is changed on the way skips nobody."""
    if wish.query is None:
        return sorted(one for one in set(wish.ids) if one > after)[:AT_ONCE]
    return customers.ids_after(tx.session, _filter(tx, wish, vault, zone, segments), after, AT_ONCE)


def payload(wish: TagWish, caller: Caller, edit_id: int) -> dict[str, Any]:
    """A wish as the payload of a job, with who wished it."""
    return {
        "edit": edit_id,
        "add": wish.add, "remove": wish.remove, "ids": wish.ids, "scope": [wish.scope.kind, wish.scope.ids],
        "query": wish.query.model_dump(exclude_none=True) if wish.query is not None else None,
        "caller": [caller.kind, caller.id, caller.name], "by": wish.by, "why": wish.why,
        "expires_at": wish.expires_at.isoformat() if wish.expires_at else None,
    }  # fmt: skip


def wish_of(payload: Mapping[str, Any]) -> tuple[TagWish, Caller]:
    kind, staff = payload["scope"]
    scope = DataScope(kind, tuple(staff))
    query = CustomerQuery(**payload["query"]) if payload["query"] is not None else None
    add, remove, ids = (tuple(payload[name]) for name in ("add", "remove", "ids"))
    by_kind, by_id, by_name = payload["caller"]
    until = payload.get("expires_at")
    wish = TagWish(
        add, remove, ids, query, scope, payload.get("by"), payload.get("why"),
        datetime.fromisoformat(until) if until else None,
    )  # fmt: skip
    return wish, Caller(by_kind, by_id, by_name, frozenset(), scope)


def _filter(
    tx: Transaction, wish: TagWish, vault: Vault, zone: ZoneInfo, segments: PeopleOfSegment | None
) -> CustomerFilter:
    assert wish.query is not None
    wanted = filter_of(tx, wish.query, listing.visibility(tx, wish.scope), vault, zone, segments)
    return listing.with_staff_of_stores(tx, wanted)


def open_edit(tx: Transaction, wish: TagWish) -> int:
    """What `tag_people` changes is kept under this number, to be undone."""
    return edits.open_edit(tx, wish.add, wish.remove, wish.by)


def tag_people(tx: Transaction, wish: TagWish, ids: Sequence[int], edit_id: int) -> TagOutcome:
    """Give and take the tags of a wish. Whoever is outside its scope fails as if they did not exist.

    Raises UnknownTag.
    """
    current = _current(tx, ids, listing.visibility(tx, wish.scope))
    failed: list[tuple[int, HuayuanError]] = [
        (one, CustomerNotFound(id=one)) for one in ids if one not in current
    ]
    turn = edits.TagTurn(wish.add, wish.remove, wish.by, wish.why, wish.expires_at)
    return TagOutcome(edits.change_some(tx, edit_id, sorted(set(current.values())), turn), failed)


def _current(tx: Transaction, ids: Sequence[int], visibility: Visibility) -> dict[int, int]:
    """number → whom it means now, after merges; only those who may be seen."""
    now = identity.current_persons(tx, list(ids))
    means = {person_id: now.get(person_id, person_id) for person_id in dict.fromkeys(ids)}
    seen: set[int] = set()
    for part in slices(sorted(set(means.values()))):
        seen |= customers.visible(tx.session, part, visibility)
    return {person_id: person for person_id, person in means.items() if person in seen}
