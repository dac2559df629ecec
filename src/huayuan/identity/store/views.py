"""What people look at: identifiers of a person, the conflict queue, merges. Reads only."""

from __future__ import annotations

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from huayuan.identity.kinds import KINDS
from huayuan.identity.models import IdentifierRow, PersonRow

_STRENGTH = case({kind.name: kind.strength for kind in KINDS.values()}, value=IdentifierRow.kind, else_=20)


def strongest_identifier(session: Session, person_id: int) -> int:
    """0 when the person has none."""
    found = session.scalar(
        select(IdentifierRow.id)
        .join(PersonRow, PersonRow.current_id == IdentifierRow.person_id)
        .where(PersonRow.id == person_id)
        .order_by(_STRENGTH.desc(), IdentifierRow.id)
        .limit(1)
    )
    return found or 0
