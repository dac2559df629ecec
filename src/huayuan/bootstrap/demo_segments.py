"""Segments of the demo, made over HTTP: ready-made ones, one composed by hand, and a tag that follows one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LIBRARY = (
    "new", "active", "loyal", "sleeping", "high_value", "churn_risk", "cart_left", "friend_no_order", "follower_no_friend",
    "silent",
)  # fmt: skip
NEAR_STORE = {
    "name": "近 30 天到店扫码、还没下单",
    "description": "门店扫码加的好友里，一个月内看过页面但还没有付过款的人：适合导购一对一跟进。",
    "tree": {
        "kind": "all",
        "of": [
            {"kind": "channel", "touch": "first", "channels": ["门店扫码"]},
            {"kind": "event", "event": "page_viewed", "window": {"kind": "last", "n": 30, "unit": "day"}},
            {"kind": "none", "of": [{"kind": "event", "event": "order_paid"}]},
        ],
    },
}
Send = Callable[[str, str, Any], dict[str, Any]]


def make_segments(send: Send) -> None:
    """Nothing when there are segments already. `send(method, path, body)` answers JSON."""
    if send("GET", "/api/segments", None)["total"]:
        return
    made = {key: send("POST", f"/api/segments/library/{key}", None) for key in LIBRARY}
    send("POST", "/api/segments", NEAR_STORE)
    tag = send("POST", "/api/tags", {"name": "高价值", "group": "自动标签"})
    send("PATCH", f"/api/tags/{tag['id']}", {"rule": {"segment": made["high_value"]["id"]}})
