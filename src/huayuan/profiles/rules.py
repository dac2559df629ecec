"""Pure decisions of profiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zlib import crc32

from huayuan.profiles.contracts import Friend, Trait

TAG_COLORS = ("green", "cyan", "blue", "geekblue", "purple", "magenta", "volcano", "orange", "gold", "lime")
NAME_LENGTH = 120


def known_friendship(history: Sequence[Friend], added_at: datetime) -> Friend | None:
    """The friendship that an addition at `added_at` repeats, or None when it is a new one.

    WeCom tells an addition more than once: callbacks are retried, and the nightly sync tells it again,
    a little off. So an open friendship absorbs any addition, and a closed one those up to its removal.
    """
    for friend in history:
        if friend.removed_at is None or added_at < friend.removed_at:
            return friend
    return None


def effective_traits(statements: Iterable[Trait]) -> dict[str, Trait]:
    """key → the statement that counts: the newest; of equally new ones the last source by name."""
    best: dict[str, Trait] = {}
    for trait in statements:
        rival = best.get(trait.key)
        if rival is None or (trait.updated_at, trait.source) > (rival.updated_at, rival.source):
            best[trait.key] = trait
    return best


def summary_text(value: Any, limit: int) -> str | None:
    """A trait as a column of the customer list: trimmed text, or None when there is nothing to show."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).strip()[:limit] or None


def tag_color(group: str) -> str:
    """A colour for a new tag: one a group, so that a group is recognised at a glance."""
    return TAG_COLORS[crc32(group.encode()) % len(TAG_COLORS)]


def like_pattern(text: str) -> str:
    """`text` for LIKE … ESCAPE '\\\\', found anywhere in the column."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
