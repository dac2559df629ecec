"""Many values of one kind looked up at once, whichever account they belong to."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from huayuan.identity.models import IdentifierRow
from huayuan.identity.store.resolution import chunks


def persons_by_key(
    session: Session, kind: str, keys: Collection[str], account: str | None
) -> dict[str, frozenset[int]]:
    """key → the persons who have it now: several only when accounts share a value."""
    found: dict[str, frozenset[int]] = {}
    for chunk in chunks(keys):
        query = select(IdentifierRow.key, IdentifierRow.person_id).where(
            IdentifierRow.kind == kind, IdentifierRow.key.in_(chunk)
        )
        if account is not None:
            query = query.where(IdentifierRow.account == account)
        for key, person in session.execute(query):
            one = frozenset((person,))
            found[key] = found[key] | one if key in found else one
    return found
