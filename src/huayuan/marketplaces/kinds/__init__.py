"""Kinds of files that can be imported. A kind is a module with one `KIND`, and a line here."""

from __future__ import annotations

from huayuan.marketplaces.errors import UnknownKind
from huayuan.marketplaces.kinds import customers, orders
from huayuan.marketplaces.kinds.kind import ImportKind

KINDS: dict[str, ImportKind] = {kind.key: kind for kind in (orders.KIND, customers.KIND)}


def kind_of(key: str) -> ImportKind:
    """Raises UnknownKind."""
    if key not in KINDS:
        raise UnknownKind(kind=key, allowed=", ".join(KINDS))
    return KINDS[key]
