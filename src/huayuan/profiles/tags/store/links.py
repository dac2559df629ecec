"""Which of our tags a tag of a platform is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, literal_column, select, update
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.profiles.contracts import TagLink
from huayuan.profiles.models import TagLinkRow

_QUIET = {"synchronize_session": False}
L = TagLinkRow


def links(
    session: Session, account: str | None = None, tag_ids: Iterable[int] | None = None
) -> list[TagLink]:
    """By account and age: of several links of one tag in one account the oldest is the first."""
    query = select(L).order_by(L.account, L.linked_at, L.external_id)
    query = query if account is None else query.where(L.account == account)
    query = query if tag_ids is None else query.where(L.tag_id.in_(list(tag_ids)))
    found: list[TagLink] = []
    seen: set[tuple[str, int]] = set()
    for row in session.scalars(query):
        first = (row.account, row.tag_id) not in seen
        seen.add((row.account, row.tag_id))
        found.append(
            TagLink(row.account, row.kind, row.external_id, row.tag_id, row.group_name, row.name, row.state,
                    row.reason, row.errcode, row.linked_at, first)
        )  # fmt: skip
    return found


def any_waiting(session: Session, account: str) -> bool:
    waiting = L.state == literal_column("'waiting'")  # as the partial index says it
    query = select(L.tag_id).where(L.account == account, waiting).limit(1)
    return session.scalar(query) is not None


def by_external(session: Session, account: str, external_ids: Collection[str]) -> dict[str, int]:
    mine = (L.account == account) & L.external_id.in_(sorted(external_ids))
    return {row[0]: row[1] for row in session.execute(select(L.external_id, L.tag_id).where(mine))}


def keep(session: Session, found: Collection[TagLink], now: datetime) -> None:
    """Write links; the age of one that is there stays."""
    rows: list[dict[str, Any]] = [
        {
            "account": one.account, "external_id": one.external_id, "kind": one.kind, "tag_id": one.tag_id,
            "group_name": one.group_name[:60], "name": one.name[:60], "state": one.state, "reason": one.reason,
            "errcode": one.errcode, "linked_at": one.linked_at, "changed_at": now,
        }
        for one in found
    ]  # fmt: skip
    changes = ["kind", "tag_id", "group_name", "name", "state", "reason", "errcode", "changed_at"]
    upsert(session, TagLinkRow, rows, on=["account", "external_id"], update=changes)


def drop(session: Session, account: str, external_ids: Collection[str]) -> None:
    gone = delete(L).where(L.account == account, L.external_id.in_(sorted(external_ids)))
    session.execute(gone, execution_options=_QUIET)


def repoint(session: Session, tag_id: int, to: int) -> None:
    session.execute(update(L).where(L.tag_id == tag_id).values(tag_id=to), execution_options=_QUIET)


def mark(session: Session, tag_id: int, state: str, but: str | None, now: datetime) -> None:
    """Every healthy link of a tag gets another state, except that of account `but`."""
    mine = (L.tag_id == tag_id) & L.state.in_(("in_step", "waiting", "failed"))
    mine = mine if but is None else mine & (L.account != but)
    changed = update(L).where(mine).values(state=state, reason=None, errcode=None, changed_at=now)
    session.execute(changed, execution_options=_QUIET)
