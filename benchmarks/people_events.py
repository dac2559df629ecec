"""The events of the people of `people.py`: skewed as real ones are, written a day at a time as the collector would.

Who does something follows a Zipf–Mandelbrot law (a thousandth of the people does about a tenth of everything, the
middle one of 1 million some 15 things in 180 days, one in thirteen nothing at all) and everybody comes and goes:
before their first day and after their last there is nothing of them. Properties are drawn from pools of made-up JSON
texts, so texts compress somewhat better than real ones; ids of events are random, which is the worst case.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huayuan.events.fingerprints import fingerprints_of
from huayuan.events.tables import EVENTS
from huayuan.kernel.warehouse import Warehouse

ZONE = ZoneInfo("Asia/Shanghai")
DAY_SECONDS = 86_400
COMMIT = 2_000
SILENT = 1 / 13  # known people who never did anything
POOL, ORDER_POOL = 20_000, 200_000
CHANNELS = ("门店海报", "抖音", "小红书", "视频号", "官网", "老客推荐", "公众号", "导购名片")
CITIES = ("上海", "北京", "杭州", "广州", "深圳", "成都", "武汉", "南京", "西安", "重庆", "苏州", "长沙")
CATEGORIES = ("茶叶", "茶具", "糕点", "礼盒", "花草茶", "咖啡", "器皿", "文创")
WORDS = ("龙井", "绿茶礼盒", "紫砂壶", "伴手礼", "优惠券", "普洱", "会员日", "中秋")
# Asks of a day: quiet at night, lunch and evening peaks (local hours).
HOURS = np.array([1, 1, 0.5, 0.5, 0.5, 1, 2, 4, 6, 6, 6, 6, 8, 7, 5, 5, 5, 6, 7, 9, 11, 10, 7, 3], float)

# event: (share of all in ‰, whether with a member of staff, account)
EVENTS_PER_MILLE: dict[str, tuple[float, bool, str]] = {
    "page_viewed": (340, False, "shop"),
    "product_viewed": (180, False, "shop"),
    "content_viewed": (90, False, "shop"),
    "app_launched": (70, False, "wxmini"),
    "message_received": (60, True, "wwcorp"),
    "element_clicked": (50, False, "shop"),
    "searched": (40, False, "shop"),
    "cart_added": (36, False, "shop"),
    "oa_article_read": (30, False, "wxoa"),
    "group_message_posted": (20, True, "wwcorp"),
    "checkout_started": (16, False, "shop"),
    "order_placed": (14, False, "shop"),
    "order_paid": (12, False, "shop"),
    "link_clicked": (10, False, "shop"),
    "points_earned": (10, False, "member"),
    "coupon_issued": (6, False, "member"),
    "contact_added": (5, True, "wwcorp"),
    "coupon_redeemed": (4, False, "member"),
    "form_submitted": (4, False, "shop"),
    "review_posted": (2, False, "shop"),
    "order_refunded": (1, False, "shop"),
}
NAMES = tuple(EVENTS_PER_MILLE)
SHARES = np.array([share for share, _, _ in EVENTS_PER_MILLE.values()])
WITH_AMOUNT = ("checkout_started", "order_placed", "order_paid", "order_refunded")
WITH_CONTENT = ("content_viewed", "oa_article_read")


@dataclass(frozen=True)
class Plan:
    people: int
    events: int
    days: int
    until: date  # the first day (of the organisation's zone) without events
    seed: int

    @property
    def first_day(self) -> date:
        return self.until - timedelta(days=self.days)


@dataclass
class Lives:
    """Who is how busy, and from which day to which. Person n (from 1) is at place n - 1."""

    weight: NDArray[np.float64]
    first_day: NDArray[np.int16]
    last_day: NDArray[np.int16]


def lives(plan: Plan) -> Lives:
    random = np.random.default_rng([plan.seed, 1])
    rank = random.permutation(plan.people).astype(float)
    weight = 1 / (rank + plan.people / 1000)
    weight[random.random(plan.people) < SILENT] = 0
    old = random.random(plan.people) < 0.5
    first = np.where(old, 0, random.integers(0, plan.days, plan.people)).astype(np.int16)
    staying = random.exponential(plan.days, plan.people).astype(np.int64) + 1
    last = np.minimum(first + staying, plan.days).astype(np.int16)
    # Who is there for a short time only is not less busy altogether by as much: that is how skew looks in reality.
    return Lives(weight / np.sqrt(last - first + 1), first, last)


def fill(warehouse: Warehouse, plan: Plan, tell: Callable[[int], None] = lambda day: None) -> Counted:
    """Write all events; answers what each person's line has to say."""
    warehouse.migrate([EVENTS])
    everybody, pools, counted = lives(plan), _pools(plan), Counted(plan.people)
    batch = 0
    for day, count in enumerate(_events_per_day(plan)):
        table, people = _day(plan, everybody, pools, day, count, batch)
        warehouse.append(EVENTS.name, table, token=f"day-{day}")
        warehouse.tidy()
        counted.add(people, table)
        batch += count // COMMIT + 1
        tell(day)
    counted.batches = batch
    return counted


class Counted:
    """First and last seen (µs), number of events, orders and money of each person."""

    def __init__(self, people: int) -> None:
        self.events = np.zeros(people, np.int64)
        self.orders = np.zeros(people, np.int64)
        self.gmv = np.zeros(people, np.int64)
        self.first = np.zeros(people, np.int64)
        self.last = np.zeros(people, np.int64)
        self.last_order = np.zeros(people, np.int64)
        self.batches = 0

    def add(self, places: NDArray[np.int64], table: pa.Table) -> None:
        """A day's events, which are in order of time."""
        times = table.column("occurred_at").cast(pa.int64()).to_numpy()
        size = len(self.events)
        self.events += np.bincount(places, minlength=size)
        new, at = np.unique(places, return_index=True)
        unseen = self.first[new] == 0
        self.first[new[unseen]] = times[at[unseen]]
        self.last[places] = times
        paid = pc.equal(table.column("event"), "order_paid").to_numpy(zero_copy_only=False)
        buyers = places[paid]
        amounts = table.column("amount").to_numpy()[paid]
        self.orders += np.bincount(buyers, minlength=size)
        self.gmv += np.bincount(buyers, weights=amounts, minlength=size).astype(np.int64)
        self.last_order[buyers] = times[paid]


def _events_per_day(plan: Plan) -> list[int]:
    """Weekends are busier, and the whole grows a little."""
    weekday = (np.arange(plan.days) + plan.first_day.weekday()) % 7
    weights = (1 + 0.3 * (weekday >= 5)) * np.linspace(0.9, 1.1, plan.days)
    edges = np.round(np.concatenate([[0], np.cumsum(weights / weights.sum())]) * plan.events).astype(int)
    return [int(count) for count in np.diff(edges)]


@dataclass
class Pool:
    """The possible properties of one event; `amounts` beside them where the event is about money."""

    texts: pa.Array
    amounts: NDArray[np.int64] | None


def _pools(plan: Plan) -> list[Pool]:
    random = np.random.default_rng([plan.seed, 2])
    return [_pool(name, random) for name in NAMES]


def _pool(name: str, random: np.random.Generator) -> Pool:
    size = ORDER_POOL if name.startswith("order_") else POOL
    money = (random.lognormal(9.6, 0.9, size).astype(np.int64) // 10 + 1) * 10
    numbers = random.integers(0, 1 << 31, size)
    products = np.minimum(random.zipf(1.3, size), 5_000)
    texts = [
        json.dumps(
            _properties(name, int(n), int(product), int(amount)), ensure_ascii=False, separators=(",", ":")
        )
        for n, product, amount in zip(numbers, products, money, strict=True)
    ]
    return Pool(pa.array(texts), money if name in WITH_AMOUNT else None)


def _properties(name: str, n: int, product: int, amount: int) -> dict[str, Any]:
    city, category = CITIES[n % len(CITIES)], CATEGORIES[product % len(CATEGORIES)]
    goods = {"product_id": f"SKU{product:06d}", "category": category, "price": amount}
    match name:
        case "page_viewed":
            path = f"/goods/{product}" if n % 3 else f"/topic/{n % 40}"
            return {
                "path": path,
                "title": f"{category} {product} 号",
                "duration_ms": n % 90_000,
                "city": city,
            }
        case "product_viewed":
            return goods | {"city": city}
        case "cart_added":
            return goods | {"quantity": n % 4 + 1}
        case "content_viewed" | "oa_article_read":
            return {"content_id": f"m{product % 900}", "category": category, "duration_ms": n % 120_000}
        case "app_launched":
            return {"scene": str(1000 + n % 90), "path": "/index", "cold": n % 3 == 0}
        case "message_received":
            return {
                "kind": "text" if n % 5 else "image",
                "keyword_hits": [WORDS[n % 8]] if n % 9 == 0 else [],
            }
        case "element_clicked":
            return {"path": f"/goods/{product}", "selector": f"#b{n % 60}", "x": n % 390, "y": n % 844}
        case "searched":
            return {"keyword": WORDS[product % 8], "results": n % 50}
        case "order_placed" | "order_paid":
            items = [{**goods, "quantity": n % 3 + 1}]
            order = {"order_no": f"A{n}", "amount": amount, "quantity": n % 3 + 1, "items": items}
            return order | {"payment": "wechat" if n % 8 else "card", "category": category, "city": city}
        case "order_refunded":
            return {"order_no": f"A{n}", "amount": amount, "reason": "尺寸" if n % 2 else "其他"}
        case "checkout_started":
            return {"amount": amount}
        case "points_earned":
            return {"points": amount // 100, "reason": "order"}
        case "review_posted":
            return {"score": n % 5 + 1, "product_id": f"SKU{product:06d}"}
    return {"source": CHANNELS[n % len(CHANNELS)], "number": n % 1000}


def _day(
    plan: Plan, everybody: Lives, pools: list[Pool], day: int, count: int, batch: int
) -> tuple[pa.Table, NDArray[np.int64]]:
    random = np.random.default_rng([plan.seed, 3, day])
    there = np.where((everybody.first_day <= day) & (day <= everybody.last_day), everybody.weight, 0)
    reach = np.cumsum(there)
    places = np.searchsorted(reach, random.random(count) * reach[-1], side="right").astype(np.int64)
    places = np.minimum(places, plan.people - 1)
    midnight = datetime.combine(plan.first_day + timedelta(days=day), datetime.min.time(), ZONE)
    times = _times(random, count, int(midnight.timestamp()))
    kinds = np.searchsorted(np.cumsum(SHARES) / SHARES.sum(), random.random(count), side="right")
    properties, amounts = _drawn(random, kinds, pools)
    raw = random.bytes(16 * count)
    staffed = np.array([with_staff for _, with_staff, _ in EVENTS_PER_MILLE.values()])[kinds]
    bought = np.isin(kinds, [NAMES.index(name) for name in WITH_AMOUNT])
    content = np.isin(kinds, [NAMES.index(name) for name in WITH_CONTENT])
    in_campaign = random.random(count) < 0.05
    person = places + 1
    table = pa.table(
        {
            "event_id": pa.Array.from_buffers(pa.binary(16), count, [None, pa.py_buffer(raw)]),
            "event_key": fingerprints_of(raw),
            "batch_id": batch + 1 + np.arange(count) // COMMIT,
            "event": _labels(NAMES, kinds),
            "occurred_at": pa.array(times, pa.timestamp("us", "UTC")),
            "received_at": pa.array(times + 1_500_000, pa.timestamp("us", "UTC")),
            "person_id": person,
            "identifier_id": person,
            "account": _labels([account for _, _, account in EVENTS_PER_MILLE.values()], kinds),
            "channel": _labels(CHANNELS, channel_of(person)),
            "staff_id": _labels([f"guide{n}" for n in range(300)], person % 300, staffed),
            "store_id": _labels([f"store{n}" for n in range(60)], person % 60, staffed | bought),
            "content_id": _labels([f"m{n}" for n in range(900)], person % 900, content),
            "campaign_id": _labels([f"c{n}" for n in range(40)], person % 40, in_campaign),
            "session_id": pc.binary_join_element_wise(
                "s", pc.cast(pa.array(person * 1000 + day), pa.string()), ""
            ),
            "amount": amounts,
            "properties": properties,
        }
    )
    return table, places


def channel_of(person: NDArray[np.int64]) -> NDArray[np.int64]:
    """The channel a person came through: few channels bring most."""
    spread = (person * 2_654_435_761 % (1 << 32)).astype(float) / (1 << 32)
    numbers: NDArray[np.int64] = np.minimum(spread**2 * len(CHANNELS), len(CHANNELS) - 1).astype(np.int64)
    return numbers


def _times(random: np.random.Generator, count: int, midnight: int) -> NDArray[np.int64]:
    """µs since 1970 in ascending order."""
    shares = np.concatenate([[0], np.cumsum(HOURS / HOURS.sum())])
    seconds = np.interp(np.sort(random.random(count)), shares, np.arange(25) * 3600.0)
    milliseconds: NDArray[np.int64] = ((midnight + seconds) * 1000).astype(np.int64)
    return milliseconds * 1000


def _drawn(random: np.random.Generator, kinds: NDArray[np.int64], pools: list[Pool]) -> tuple[Any, Any]:
    """Properties and amounts of events of these kinds."""
    texts = pa.concat_arrays([pool.texts for pool in pools])
    starts = np.concatenate([[0], np.cumsum([len(pool.texts) for pool in pools])])
    sizes = np.diff(starts)
    chosen = starts[kinds] + (random.random(len(kinds)) * sizes[kinds]).astype(np.int64)
    money = np.concatenate(
        [np.zeros(len(p.texts), np.int64) if p.amounts is None else p.amounts for p in pools]
    )
    without = np.array([pool.amounts is None for pool in pools])[kinds]
    return texts.take(pa.array(chosen)), pa.array(money[chosen], pa.int64(), mask=without)


def _labels(values: Any, numbers: NDArray[np.int64], present: NDArray[np.bool_] | None = None) -> Any:
    mask = None if present is None else ~present
    return pa.array(list(values)).take(pa.array(numbers, pa.int64(), mask=mask))


def chunks(size: int, step: int) -> Iterator[tuple[int, int]]:
    for first in range(0, size, step):
        yield first, min(first + step, size)
