"""A hundred segments as an organisation has them: five conditions each over a pool of some 150, popular ones in many.

About half of the conditions are about events (counts, days, sums, did not, first and last time, sequences, property
filters; windows of 7, 30 and 90 days and ever), the rest about traits, tags, friendships and channels.
"""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import numpy as np
from people_events import CATEGORIES, CHANNELS, CITIES
from people_records import LEVELS

Tree = dict[str, Any]
CONDITIONS = 5
EVER: Tree = {"kind": "ever"}
# The shape of a segment: how many of its five conditions stand in `all`, in `any` and in `none`.
SHAPES = ((5, 0, 0), (2, 3, 0), (1, 4, 0), (2, 2, 1), (3, 0, 2), (1, 2, 2), (0, 5, 0), (0, 4, 1))
DEEDS = (
    "page_viewed", "product_viewed", "content_viewed", "app_launched", "searched", "cart_added", "checkout_started",
    "order_paid", "order_placed", "link_clicked", "coupon_redeemed", "message_received", "oa_article_read",
)  # fmt: skip


def last(days: int) -> Tree:
    return {"kind": "last", "n": days, "unit": "day"}


def did(event: str, times: int, window: Tree, *, operator: str = "at_least", **more: Any) -> Tree:
    return {"kind": "event", "event": event, "operator": operator, "value": times, "window": window, **more}


def trait(key: str, operator: str, value: Any) -> Tree:
    return {"kind": "trait", "trait": key, "operator": operator, "value": value}


# A typical segment: people of two cities and a tag who bought twice in 90 days, looked at tea last month, and have not
# bought again this week.
TYPICAL: Tree = {
    "kind": "all",
    "of": [
        trait("city", "in", ["上海", "杭州", "苏州"]),
        {"kind": "tag", "has": "any", "tags": [1, 2]},
        did("order_paid", 2, last(90)),
        did(
            "product_viewed", 1, last(30), where=[{"property": "category", "operator": "is", "value": "茶叶"}]
        ),
        did("order_paid", 0, last(7), operator="exactly"),
    ],
}


def pool() -> list[Tree]:
    """The conditions to choose from, each different."""
    deeds = [
        did(event, times, window)
        for event, (times, window) in product(
            DEEDS, ((1, last(7)), (1, last(30)), (3, last(30)), (5, last(90)), (10, EVER))
        )
    ]
    absent = [did(event, 0, last(30), operator="exactly") for event in DEEDS[:8]]
    days = [did(event, 3, last(30), measure="days") for event in DEEDS[:4]]
    sums = [
        did("order_paid", yuan * 100, window, measure="sum", property="amount")
        for yuan, window in product((200, 1_000, 5_000), (last(90), EVER))
    ]
    liked = [
        did(
            "product_viewed",
            times,
            last(30),
            where=[{"property": "category", "operator": "is", "value": category}],
        )
        for category, times in product(CATEGORIES[:5], (1, 3))
    ]
    dear = [
        did(
            "order_paid",
            1,
            last(90),
            where=[{"property": "amount", "operator": "at_least", "value": yuan * 100}],
        )
        for yuan in (100, 500)
    ]
    return [*deeds, *absent, *days, *sums, *liked, *dear, *_times(), *_sequences(), *_known()]


def _times() -> list[Tree]:
    return [
        {"kind": "event_time", "which": which, "event": event, "where": [], "window": last(days)}
        for which, event, days in product(("first", "last"), ("order_paid", "app_launched"), (30, 90))
    ]


def _sequences() -> list[Tree]:
    steps = (
        ("product_viewed", "cart_added"),
        ("cart_added", "order_paid"),
        ("content_viewed", "product_viewed"),
    )
    return [
        {
            "kind": "sequence",
            "steps": [{"event": first}, {"event": second}],
            "within": {"n": 3, "unit": "day"},
            "window": last(30),
        }
        for first, second in steps
    ]


def _known() -> list[Tree]:
    """Conditions that the records answer."""
    cities = [trait("city", "in", [CITIES[n], CITIES[(n + 3) % 12], CITIES[(n + 5) % 12]]) for n in range(8)]
    levels = [trait("level", "in", list(LEVELS[n:])) for n in (1, 2)]
    money = [trait("gmv", "at_least", yuan * 100) for yuan in (100, 500, 2_000)]
    orders = [trait("orders", "at_least", count) for count in (1, 2, 5)]
    recent = [trait("last_seen_at", "within_last", {"n": n, "unit": "day"}) for n in (7, 30, 90)]
    birthday = [trait("birthday", "anniversary_within", {"n": n}) for n in (7, 30)]
    tags = [{"kind": "tag", "has": "any", "tags": [n, n + 1]} for n in range(1, 12)]
    untagged = [{"kind": "tag", "has": "none", "tags": [n]} for n in (1, 5)]
    friends: list[Tree] = [
        {"kind": "friend", "state": state, "staff": [], "stores": []} for state in ("open", "lost")
    ]
    guided: list[Tree] = [
        {"kind": "friend", "state": "open", "staff": list(range(n, n + 30)), "stores": []}
        for n in (1, 31, 61)
    ]
    channels: list[Tree] = [
        {"kind": "channel", "touch": "first", "channels": [name]} for name in CHANNELS[:2]
    ]
    gender = [trait("gender", "is", "female")]
    return [
        *cities, *levels, *money, *orders, *recent, *birthday, *tags, *untagged, *friends, *guided, *channels, *gender
    ]  # fmt: skip


def segments(count: int = 100, seed: int = 1) -> list[Tree]:
    """Trees; the same conditions come again and again, the popular ones most often."""
    random = np.random.default_rng(seed)
    known = pool()
    popularity = 1 / (random.permutation(len(known)) + 20)
    popularity /= popularity.sum()
    return [_segment(random, known, popularity, SHAPES[n % len(SHAPES)]) for n in range(count)]


def _segment(
    random: np.random.Generator, known: list[Tree], popularity: Any, shape: tuple[int, int, int]
) -> Tree:
    drawn = [known[int(n)] for n in random.choice(len(known), CONDITIONS, replace=False, p=popularity)]
    together, either, neither = shape
    parts = drawn[:together]
    if either:
        parts.append({"kind": "any", "of": drawn[together : together + either]})
    if neither:
        parts.append({"kind": "none", "of": drawn[together + either :]})
    return {"kind": "all", "of": parts}


def sharing(trees: list[Tree]) -> dict[str, float]:
    """How far the segments share their conditions."""
    places = [json.dumps(leaf, sort_keys=True, ensure_ascii=False) for tree in trees for leaf in leaves(tree)]
    return {
        "conditions": len(places),
        "different_conditions": len(set(places)),
        "uses_per_condition": round(len(places) / len(set(places)), 2),
    }


def leaves(tree: Tree) -> list[Tree]:
    return [leaf for part in tree["of"] for leaf in leaves(part)] if "of" in tree else [tree]
