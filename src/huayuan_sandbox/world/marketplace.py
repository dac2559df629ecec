"""Orders that these customers made on a marketplace: known to the platform only as a file to import."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from huayuan_sandbox.world.clock import CHINA, DAY, local_midnight
from huayuan_sandbox.world.goods import SHELF, Taste
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import DOUYIN_NO, PHONE, TAOBAO_NO, Person, Population
from huayuan_sandbox.world.stores import Chain

COLUMNS = ("order_no", "customer_no", "phone", "ordered_at", "quantity", "amount", "product", "store")
_SHARE_WITHOUT_PHONE = 0.08


@dataclass(frozen=True, slots=True)
class Marketplace:
    """`customer_no` is the bit of its identifier, `prefix` begins its order numbers."""

    name: str
    customer_no: int
    prefix: str
    orders_mean: float


def marketplaces(parameters: Parameters) -> dict[str, Marketplace]:
    both = (
        Marketplace("taobao", TAOBAO_NO, "TM", parameters.marketplace_orders_mean),
        Marketplace("douyin", DOUYIN_NO, "DD", parameters.douyin_orders_mean),
    )
    return {one.name: one for one in both}


def orders_csv(
    people: Population, chain: Chain, parameters: Parameters, days: int, now: float, name: str = "taobao"
) -> Iterator[str]:
    """Header and rows, by customer. Raises KeyError for an unknown marketplace.

    As such exports are: `ordered_at` is Chinese local time without zone, `amount` is yuan with two decimals,
    `customer_no` is the marketplace's own number, `phone` is sometimes empty.
    """
    market = marketplaces(parameters)[name]
    taste = Taste(parameters.interest_factor)
    yield _line(COLUMNS)
    end = local_midnight(now)
    for person in people:
        number = person.value(market.customer_no)
        if number is not None:
            rng = Random(f"{people.seed}|{market.name}|{person.index}")
            for _ in range(1 + int(rng.expovariate(1 / market.orders_mean))):
                at = end - rng.random() * max(days, 1) * DAY
                yield _line(_order(market, number, person, chain, taste, rng, at))


def _order(
    market: Marketplace, number: str, person: Person, chain: Chain, taste: Taste, rng: Random, at: float
) -> tuple[str, ...]:
    good = SHELF[taste.choose(person.interest, person.price_sensitivity, rng)]
    quantity = 1 + math.floor(rng.expovariate(2.2))
    moment = datetime.fromtimestamp(int(at), CHINA)
    phone = person.phone if rng.random() >= _SHARE_WITHOUT_PHONE else ""
    person.show(market.customer_no | (PHONE if phone else 0))
    return (
        f"{market.prefix}{moment:%y%m%d}{rng.randrange(10**10):010d}", number, phone,
        f"{moment:%Y-%m-%d %H:%M:%S}", str(quantity), f"{quantity * good.price / 100:.2f}", good.name,
        chain.stores[person.home_store].name,
    )  # fmt: skip


def _line(values: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()
