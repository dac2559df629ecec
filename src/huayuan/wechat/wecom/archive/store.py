"""The place of the archive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from huayuan.wechat.wecom.archive.models import ArchiveRow


def place(session: Session, connection_id: int) -> tuple[int, datetime | None]:
    row = session.get(ArchiveRow, connection_id)
    return (row.seq, row.taken_at) if row else (0, None)


def move(session: Session, connection_id: int, seq: int, now: datetime) -> int:
    """Never back. Answers the place it has now."""
    row = session.get(ArchiveRow, connection_id, with_for_update=True)
    if row is None:
        row = ArchiveRow(connection_id=connection_id, seq=0, taken_at=now)
        session.add(row)
    row.seq, row.taken_at = max(row.seq, seq), now
    session.flush()
    return row.seq
