"""Persons of whom one kind of identifier is known and another is not."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from huayuan.identity.models import IdentifierRow


def with_but_without(
    session: Session, known: str, beside: Sequence[str], lacking: tuple[str, str], after: int, limit: int
) -> list[tuple[int, str, str]]:
    """(number of the identifier, its key, key of one `beside` it), in order after `after`: persons who have `known` and
    one of `beside`, but none of `lacking` (kind, account). Only kinds that are not sealed can be read so."""
    one, other, third = IdentifierRow, aliased(IdentifierRow), aliased(IdentifierRow)
    missing = ~exists().where(
        third.person_id == one.person_id, third.kind == lacking[0], third.account == lacking[1]
    )
    query = (
        select(one.id, one.key, other.key)
        .join(other, other.person_id == one.person_id)
        .where(one.kind == known, other.kind.in_(beside), one.id > after, missing)
        .order_by(one.id, other.id)
        .limit(limit)
    )
    return [(number, key, second) for number, key, second in session.execute(query)]
