"""What commerce refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class UnknownOrderSort(HuayuanError):
    code = "commerce.unknown_sort"
    status = 422
    message = Text(
        zh="订单列表不能按“{sort}”排序。可用：{allowed}；前面加“-”表示从大到小。",
        en="The order list cannot be sorted by “{sort}”. Use one of {allowed}; a leading “-” sorts from large to small.",
    )
