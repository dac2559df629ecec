"""The channels people came by."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huayuan.profiles.models import PersonProfileRow as P


def known(session: Session, limit: int) -> list[str]:
    """First channels of people, the most common first."""
    query = (
        select(P.first_channel, func.count()).where(P.first_channel.is_not(None)).group_by(P.first_channel)
    )
    rows = session.execute(query.order_by(func.count().desc(), P.first_channel).limit(limit))
    return [channel for channel, _ in rows if channel]
