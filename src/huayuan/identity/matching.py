"""Whose identifiers the lines of a file are."""

from __future__ import annotations

from collections.abc import Iterable

from huayuan.identity.kinds import IdentifierKind, kind_of
from huayuan.identity.store import matching as store
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import Transaction

NOBODY: frozenset[int] = frozenset()


def people_with(
    tx: Transaction, vault: Vault, kind: str, values: Iterable[str], account: str | None = None
) -> dict[str, frozenset[int] | None]:
    """value, as raw as it comes → the persons who have it now. None: it cannot be of that kind.

    Without an account a value of a kind that accounts number for themselves may be several persons'.
    """
    known = kind_of(kind)
    found: dict[str, frozenset[int] | None] = dict.fromkeys(values)
    if known is None:
        return found
    # A list may hold a million values, so no more is done about each than `reading.read` would do in the end.
    keys = {value: key for value in found if (key := _key(known, value, vault)) is not None}
    within = account if known.scoped and account else None
    people = store.persons_by_key(tx.session, kind, set(keys.values()), within)
    for value, key in keys.items():
        found[value] = people.get(key, NOBODY)
    return found


def _key(kind: IdentifierKind, value: str, vault: Vault) -> str | None:
    normal = kind.normalise(value)
    if normal is None or not kind.sensitive:
        return normal
    return vault.blind_index(kind.name, normal).hex()
