"""Whose identifiers the lines of a file are."""

from __future__ import annotations

from collections.abc import Iterable

from huayuan.identity.kinds import kind_of
from huayuan.identity.reading import read
from huayuan.identity.store import matching as store
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction


def people_with(
    tx: Transaction, vault: Vault, kind: str, values: Iterable[str], account: str | None = None
) -> dict[str, frozenset[int] | None]:
    """value, as raw as it comes → the persons who have it now. None: it cannot be of that kind.

    Without an account a value of a kind that accounts number for themselves may be several persons'.
    """
    known = kind_of(kind)
    scoped = known is not None and known.scoped
    keys: dict[str, str] = {}
    unfit: dict[str, frozenset[int] | None] = {}
    for value in values:
        found = read(((kind, value),), account, vault).keys
        if found:
            keys[value] = found[0].key
        else:
            unfit[value] = None
    people = store.persons_by_key(
        tx.session, kind, set(keys.values()), account if scoped and account else None
    )
    return unfit | {value: frozenset(people.get(key, ())) for value, key in keys.items()}
