"""The door of segments. Verbs never commit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pyroaring import BitMap

from huayuan.events import api as events
from huayuan.kernel.errors import NotFound
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments import evaluating, store, usage
from huayuan.segments.answering import AnswerCache
from huayuan.segments.contracts import Ask, Change, Node, Segment, SegmentVersion, SizePoint, Status
from huayuan.segments.errors import ChangedMeanwhile, SegmentArchived, SegmentExists
from huayuan.segments.evaluating import Preview
from huayuan.segments.freshness import PROJECTION, Keeper, wake
from huayuan.segments.memberships import Memberships
from huayuan.segments.tree import Path, parse, plain
from huayuan.segments.usage import Place, segments_are_used

__all__ = [
    "PRIVACY", "AnswerCache", "Keeper", "Memberships", "Place", "Preview", "archive", "changes", "check", "create", "delete",
    "edit", "get", "history", "members", "page", "parse", "preview", "restore", "segments_are_used", "truths", "versions",
]  # fmt: skip


def check(ask: Ask, raw: Any, *, of: int | None = None) -> Node:
    """Read and check a rule, of a new segment or of segment `of`. Raises what is wrong, with `data["path"]`."""
    node = parse(raw)
    evaluating.check(ask, node)
    if of is not None:
        usage.check_tags_in_rule(ask.tx, of, node)
    trees: dict[int, Node] = {}
    names: dict[int, str] = {}
    if evaluating.segments_in(node) and of is not None:
        for number, name, tree in store.segments.all_trees(ask.tx.session):
            trees[number], names[number] = parse(tree), name
        trees[of] = node
        evaluating.in_order(trees, names)
    return node


def create(ask: Ask, name: str, description: str, raw: Any, by: str) -> Segment:
    """Members are known a moment after the commit. Raises SegmentExists and what `check` raises."""
    node = check(ask, raw)
    name = name.strip()
    _check_name(ask.tx, name, None)
    made = store.segments.add(
        ask.tx.session, name=name, description=description.strip(), tree=plain(node), by=by, at=ask.tx.now
    )
    ask.tx.after_commit(wake)
    return get(ask.tx, made)


def edit(
    ask: Ask, segment_id: int, *, version: int, by: str, name: str | None = None, description: str | None = None,
    raw: Any = None, note: str = "",
) -> Segment:  # fmt: skip
    """Change a segment of which the caller saw `version`. Another rule is another version.

    Raises NotFound, SegmentArchived, ChangedMeanwhile, SegmentExists and what `check` raises.
    """
    tx, known = ask.tx, get(ask.tx, segment_id)
    if known.status is Status.ARCHIVED:
        raise SegmentArchived(name=known.name)
    if known.version != version:
        raise _changed(known)
    if name is not None:
        _check_name(tx, name.strip(), segment_id)
        store.segments.change(tx.session, segment_id, name=name.strip(), updated_by=by, updated_at=tx.now)
    if description is not None:
        store.segments.change(
            tx.session, segment_id, description=description.strip(), updated_by=by, updated_at=tx.now
        )
    if raw is not None and (tree := plain(check(ask, raw, of=segment_id))) != known.tree:
        if not store.segments.raise_version(tx.session, segment_id, version, tree, by, tx.now, note):
            raise _changed(get(tx, segment_id))
        tx.after_commit(wake)
    return get(tx, segment_id)


def _changed(known: Segment) -> ChangedMeanwhile:
    return ChangedMeanwhile(version=known.version, by=known.updated_by, at=known.updated_at.isoformat())


def _check_name(tx: Transaction, name: str, own: int | None) -> None:
    if (other := store.segments.with_name(tx.session, name)) is not None and other != own:
        raise SegmentExists(name=name)


def get(tx: Transaction, segment_id: int) -> Segment:
    """Raises NotFound."""
    found = store.segments.get(tx.session, segment_id)
    if found is None:
        raise NotFound(what="segment")
    return found


def page(
    tx: Transaction, *, q: str | None, status: str | None, sort: str, limit: int, offset: int
) -> tuple[list[Segment], int]:
    """Sorted by name, size, updated_at or created_at; a leading minus turns it round."""
    return store.segments.page(tx.session, q=q, status=status, sort=sort, limit=limit, offset=offset)


def versions(tx: Transaction, segment_id: int) -> list[SegmentVersion]:
    """Latest first."""
    get(tx, segment_id)
    return store.segments.versions(tx.session, segment_id)


def archive(tx: Transaction, segment_id: int, by: str) -> None:
    """Its members stay as they are and are no longer kept up to date. The caller has asked who uses it."""
    get(tx, segment_id)
    store.segments.change(
        tx.session, segment_id, status=Status.ARCHIVED.value, updated_by=by, updated_at=tx.now
    )


def restore(tx: Transaction, segment_id: int, by: str) -> None:
    """Evaluated again a moment after the commit; who came and went meanwhile enters and leaves then."""
    get(tx, segment_id)
    store.segments.change(
        tx.session, segment_id, status=Status.ACTIVE.value, built_version=0, updated_by=by, updated_at=tx.now
    )
    tx.after_commit(wake)


def delete(tx: Transaction, segment_id: int) -> None:
    """With its history. The caller has asked who uses it."""
    get(tx, segment_id)
    store.segments.delete_segment(tx.session, segment_id)


def preview(ask: Ask, node: Node) -> Preview:
    """Who would be in now, and the size of each part."""
    return evaluating.preview(ask, node, ask.services.get(AnswerCache))


def truths(ask: Ask, node: Node, person_id: int) -> dict[Path, bool]:
    """Whether each part of the rule is true of one person."""
    return evaluating.truths(ask, node, person_id)


def members(ask: Ask, segment_id: int) -> BitMap:
    """As they are kept up to date; not to be changed. Raises NotFound."""
    get(ask.tx, segment_id)
    return ask.services.get(Memberships).members(ask.tx, segment_id)


def changes(
    tx: Transaction,
    segment_id: int | None,
    *,
    after: int = 0,
    limit: int = 1000,
    person_id: int | None = None,
) -> list[Change]:
    """Who entered and left, in order, after a cursor."""
    return store.members.changes(tx.session, after, limit, segment_id=segment_id, person_id=person_id)


def history(
    tx: Transaction, segment_ids: list[int], first: datetime, last: datetime
) -> dict[int, list[SizePoint]]:
    """segment → the hours in which its size changed."""
    return store.members.sizes(tx.session, segment_ids, first, last)


PRIVACY = PrivacyHooks("segments", tables=("segment_change",))


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    said = store.members.changes(tx.session, 0, 10_000, person_id=person_id)
    return {
        "segments": [
            {"segment": one.segment_id, "entered": one.entered, "at": one.at.isoformat()} for one in said
        ]
    }


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    """Their number goes out of every snapshot now, and out of every set in memory at the next look."""
    store.members.forget_in_snapshots(tx.session, person_id, tx.now)
    events.touch(tx, PROJECTION, [person_id])
    return store.members.forget_person(tx.session, person_id)
