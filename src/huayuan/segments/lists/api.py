"""The door of static lists. Verbs take a transaction first and never commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from huayuan.events import api as events
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments.lists import store
from huayuan.segments.lists.contracts import ListState, StaticList
from huayuan.segments.lists.errors import ListFileGone, ListNotFound
from huayuan.segments.lists.store import People
from huayuan.segments.lists.taking import Taken

__all__ = [
    "PRIVACY", "add", "lists", "members", "names", "one", "people_moved", "remove", "report_path",
]  # fmt: skip

TASK = "segments.lists.read"
SEGMENTS = "segments"  # the projection that evaluates people again
PRIVACY = PrivacyHooks("segments.lists", tables=("static_list_member",))


@PRIVACY.export
def export_person(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"lists": store.lists_of(tx.session, person_id)}


@PRIVACY.erase
def erase_person(tx: Transaction, person_id: int) -> int:
    return store.erase(tx.session, person_id)


def add(tx: Transaction, name: str, taken: Taken, by: str) -> StaticList:
    """A list whose file is still to be read."""
    made = store.add(
        tx.session,
        {
            "name": name,
            "state": ListState.QUEUED.value,
            "file_name": taken.file_name,
            "path": str(taken.path),
            "report_path": str(taken.path.with_suffix(".unmatched")),
            "identifier": taken.identifier,
            "account": taken.account,
            "encoding": taken.encoding,
            "rows_expected": taken.rows_expected,
            "created_by": by,
            "created_at": tx.now,
        },
    )
    return one(tx, made)


def one(tx: Transaction, list_id: int) -> StaticList:
    """Raises ListNotFound."""
    found = store.get(tx.session, list_id)
    if found is None:
        raise ListNotFound(id=list_id)
    return found


def lists(tx: Transaction, *, limit: int = 50, offset: int = 0) -> tuple[list[StaticList], int]:
    """Newest first, and how many there are."""
    return store.every(tx.session, limit, offset)


def names(tx: Transaction) -> dict[int, str]:
    return store.names(tx.session)


def members(tx: Transaction, list_id: int, among: Sequence[int] | None = None) -> People:
    """Who is on a list, of everybody or of those `among`; nobody is on a list that is gone."""
    return store.members(tx.session, list_id, among)


def remove(tx: Transaction, list_id: int) -> None:
    """Remove a list; its files go after the commit. The caller has made sure that nothing uses it."""
    row = store.row_of(tx.session, list_id)
    if row is None:
        raise ListNotFound(id=list_id)
    files = [Path(path) for path in (row.path, row.report_path) if path]
    store.delete_list(tx.session, list_id)
    for path in files:
        tx.after_commit(partial(path.unlink, missing_ok=True))


def report_path(tx: Transaction, list_id: int) -> Path:
    """The file of rows that name nobody. Raises ListNotFound, ListFileGone."""
    row = store.row_of(tx.session, list_id)
    if row is None:
        raise ListNotFound(id=list_id)
    if row.report_path is None or not Path(row.report_path).exists():
        raise ListFileGone()
    return Path(row.report_path)


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> None:
    """A merge or split: `moves` says where each origin person belongs now."""
    store.move(tx.session, moves)
    events.touch(tx, SEGMENTS, sorted({*moves, *moves.values()}))
