"""Values of traits that count, in the columns they are asked by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from huayuan.kernel.db import upsert
from huayuan.profiles.models import TraitValueRow
from huayuan.profiles.store.batches import slices
from huayuan.profiles.traits.kinds import Typed

V = TraitValueRow


def write(session: Session, values: Iterable[tuple[int, str, Sequence[Typed]]]) -> None:
    rows = [
        {"person_id": person, "key": key, "ordinal": place, **one._asdict()}
        for person, key, typed in values
        for place, one in enumerate(typed)
    ]
    upsert(
        session,
        V,
        rows,
        on=["person_id", "key", "ordinal"],
        update=["word", "number", "moment", "anniversary"],
    )


def forget(session: Session, person_ids: Iterable[int], keys: Sequence[str] | None = None) -> None:
    """Take the values of these people away, of the given keys or all."""
    for part in slices(person_ids):
        gone = delete(V).where(V.person_id.in_(part))
        gone = gone if keys is None else gone.where(V.key.in_(keys))
        session.execute(gone, execution_options={"synchronize_session": False})
