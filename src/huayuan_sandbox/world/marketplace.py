"""Orders that these customers made on a marketplace: known to the platform only as a file to import."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from datetime import datetime
from random import Random

from huayuan_sandbox.world.clock import CHINA, DAY, local_midnight
from huayuan_sandbox.world.names import GOODS
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import Person, Population
from huayuan_sandbox.world.stores import Chain

COLUMNS = ("order_no", "customer_no", "phone", "ordered_at", "quantity", "amount", "product", "store")
_SHARE_WITHOUT_PHONE = 0.08


def orders_csv(
    people: Population, chain: Chain, parameters: Parameters, days: int, now: float
) -> Iterator[str]:
    """Header and rows, by customer.

    As such exports are: `ordered_at` is Chinese local time without zone, `amount` is yuan with two decimals,
    `customer_no` is the marketplace's own number, `phone` is sometimes empty.
    """
    yield _line(COLUMNS)
    end = local_midnight(now)
    for person in people:
        if person.buys_on_marketplace:
            rng = Random(f"{people.seed}|marketplace|{person.index}")
            for _ in range(1 + int(rng.expovariate(1 / parameters.marketplace_orders_mean))):
                yield _line(_order(person, chain, rng, end - rng.random() * max(days, 1) * DAY))


def _order(person: Person, chain: Chain, rng: Random, at: float) -> tuple[str, ...]:
    _sku, name, price, _weight = GOODS[rng.randrange(len(GOODS))]
    quantity = 1 + math.floor(rng.expovariate(2.2))
    moment = datetime.fromtimestamp(int(at), CHINA)
    phone = person.phone if rng.random() >= _SHARE_WITHOUT_PHONE else ""
    return (
        f"TM{moment:%y%m%d}{rng.randrange(10**10):010d}", f"TB{880_000 + person.index}", phone,
        f"{moment:%Y-%m-%d %H:%M:%S}", str(quantity), f"{quantity * price / 100:.2f}", name,
        chain.stores[person.home_store].name,
    )  # fmt: skip


def _line(values: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()
