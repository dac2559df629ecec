"""Who is in a segment, as far as a caller may see them."""

from __future__ import annotations

from pyroaring import BitMap

from huayuan.kernel.caller import DataScope
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.segments.bitmaps import bitmap


def visible(tx: Transaction, scope: DataScope) -> BitMap | None:
    """Everybody whom a data scope (数据权限) lets its holder see; None: everybody there is."""
    seen = profiles.visibility(tx, scope)
    if seen.staff is None:
        return None
    # Without staff the question would be: friends of anybody.
    return bitmap(profiles.people_with_friends(tx, "open", seen.staff, [])) if seen.staff else BitMap()


def within(people: BitMap, seen: BitMap | None) -> BitMap:
    return people if seen is None else people & seen
