"""The only queries of compliance."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from huayuan.compliance.models import SuppressionRow
from huayuan.kernel.db import upsert

_BATCH = 500


def remember_erased(session: Session, kinds: Mapping[bytes, str], now: datetime) -> None:
    """`kinds`: hash → kind of identifier. An identifier erased again gets the later time."""
    rows = [{"hash": hash, "kind": kind, "erased_at": now} for hash, kind in kinds.items()]
    upsert(session, SuppressionRow, rows, on=["hash"], update=["erased_at"])


def anybody_erased(session: Session) -> bool:
    return session.scalar(select(SuppressionRow.kind).limit(1)) is not None


def erased_at(session: Session, hashes: Collection[bytes]) -> dict[bytes, datetime]:
    """When each hash was erased; those never erased are left out."""
    wanted, found = sorted(hashes), dict[bytes, datetime]()
    row = SuppressionRow
    for start in range(0, len(wanted), _BATCH):
        statement = select(row.hash, row.erased_at).where(row.hash.in_(wanted[start : start + _BATCH]))
        found |= {bytes(hash): at for hash, at in session.execute(statement).tuples()}
    return found
