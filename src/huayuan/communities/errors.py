"""What communities refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class UnknownGroupSort(HuayuanError):
    code = "communities.unknown_sort"
    status = 422
    message = Text(
        zh="社群列表不能按“{sort}”排序。可用：{allowed}。",
        en="Groups cannot be sorted by {sort!r}. Allowed: {allowed}.",
    )
