"""What one person does on one visit: look around, want something, buy it, scan a live code."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import Any

from huayuan_sandbox.world.effects import SITE, TILL, Stretch
from huayuan_sandbox.world.later import Later
from huayuan_sandbox.world.names import GOODS
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import DEVICE_1, DEVICE_2, MEMBER_NO, PHONE, UNIONID, Person
from huayuan_sandbox.world.stores import Chain

_GOODS_WEIGHT = list(accumulate(weight for *_, weight in GOODS))
_PAGES = (
    ("/", "首页"),
    ("/new", "新品上市"),
    ("/skincare", "护肤"),
    ("/home", "家居香氛"),
    ("/gift", "节日礼盒"),
    ("/story", "品牌故事"),
    ("/stores", "门店查询"),
    ("/member", "会员中心"),
)
_SOURCES = ("moments", "xiaohongshu", "douyin", "oa_menu", "search", "direct", "staff_link")
_SOURCE_WEIGHT = list(accumulate((22, 20, 12, 14, 10, 14, 8)))
_REFERRERS = {
    "xiaohongshu": "https://www.xiaohongshu.com/",
    "douyin": "https://www.douyin.com/",
    "search": "https://www.baidu.com/",
}
_PAYMENTS = ("wechat_pay", "wechat_pay", "wechat_pay", "alipay", "card")


class Visit:
    """One visit to the web shop. `pace` < 1 shortens the pauses (live life)."""

    def __init__(self, life: Behaviour, person: Person, start: float, pace: float, out: Stretch) -> None:
        self._life = life
        self._rng = life.rng
        self._person = person
        self._pace = pace
        self._out = out
        self._at = start
        second = len(person.devices) > 1 and self._rng.random() < 0.35
        self._device = DEVICE_2 if second else DEVICE_1
        self._session = f"s{self._rng.getrandbits(48):012x}"
        self._source = _SOURCES[_weighted(self._rng, _SOURCE_WEIGHT)]

    def run(self) -> None:
        settings, rng = self._life.parameters, self._rng
        self._browse()
        chance = settings.scan_after_page
        if rng.random() < settings.sees_product:
            chance = settings.scan_after_product
            chosen = self._look_at_goods()
            if rng.random() < settings.adds_to_cart:
                chance = settings.scan_after_cart
                items = self._fill_cart(chosen)
                if rng.random() < settings.checks_out and self._check_out(items):
                    chance = settings.scan_after_paid
        if rng.random() < chance:
            self._life.scan(self._person, self._pause(8), self._out)

    def _pause(self, mean: float) -> float:
        self._at += self._pace * mean * (0.4 + 1.2 * self._rng.random())
        return self._at

    def _tell(self, event: str, properties: dict[str, Any], extra: int = 0) -> None:
        self._out.tell(self._person, self._at, event, self._device | extra, properties, SITE, self._session)

    def _browse(self) -> None:
        rng = self._rng
        referrer = _REFERRERS.get(self._source, "")
        for number in range(1 + int(rng.expovariate(1 / (self._life.parameters.pages_mean - 0.5)))):
            path, title = _PAGES[0 if number == 0 and rng.random() < 0.6 else rng.randrange(len(_PAGES))]
            stay = int(2000 + 24_000 * rng.random())
            page = {
                "path": path,
                "title": title,
                "referrer": referrer,
                "duration_ms": stay,
                "channel": self._source,
            }
            self._tell("page_viewed", page)
            referrer = path
            self._pause(stay / 1000)
        if not self._person.logged_in & self._device and rng.random() < self._life.parameters.logs_in:
            self._log_in()

    def _log_in(self) -> None:
        person = self._person
        if person.unionid:
            self._tell("logged_in", {"method": "wechat"}, UNIONID)
        elif person.member:
            self._tell("logged_in", {"method": "phone"}, PHONE)
        else:
            return
        person.logged_in |= self._device
        self._pause(6)

    def _look_at_goods(self) -> list[tuple[str, str, int]]:
        rng, seen = self._rng, []
        for _ in range(1 + int(rng.expovariate(1 / (self._life.parameters.products_mean - 0.5)))):
            sku, name, price, _weight = GOODS[_weighted(rng, _GOODS_WEIGHT)]
            self._tell(
                "product_viewed", {"product_id": sku, "price": price, "name": name, "channel": self._source}
            )
            seen.append((sku, name, price))
            self._pause(22)
        return seen

    def _fill_cart(self, seen: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
        rng = self._rng
        wanted = dict.fromkeys(seen[-1 - int(rng.random() * 1.6) :])
        items: list[dict[str, Any]] = []
        for sku, name, price in wanted:
            quantity = 1 + (rng.random() < 0.18)
            self._tell("cart_added", {"product_id": sku, "name": name, "price": price, "quantity": quantity})
            items.append({"sku": sku, "name": name, "quantity": quantity, "price": price})
            self._pause(7)
        return items

    def _check_out(self, items: list[dict[str, Any]]) -> bool:
        person, rng, life = self._person, self._rng, self._life
        amount = sum(item["quantity"] * item["price"] for item in items)
        self._tell("checkout_started", {"amount": amount})
        self._pause(14)
        if not person.bound & self._device and rng.random() < life.parameters.binds_phone_at_checkout:
            self._bind_phone()
        known = PHONE if person.bound & self._device else 0
        order = {
            "order_no": life.order_no(self._at),
            "items": items,
            "amount": amount,
            "channel": self._source,
        }
        self._tell("order_placed", order, known)
        self._pause(18)
        if rng.random() >= life.parameters.pays:
            return False
        paid = {**order, "payment": rng.choice(_PAYMENTS)}
        self._tell("order_paid", paid, known)
        person.orders += 1
        life.later.perhaps_refund(person, self._at, order, self._device | known, SITE, rng)
        return True

    def _bind_phone(self) -> None:
        person = self._person
        if person.member:
            self._tell("phone_bound", {}, PHONE)
        else:
            self._tell("signed_up", {"method": "phone"}, PHONE | MEMBER_NO)
            person.member = True
        person.bound |= self._device
        self._pause(12)


class Behaviour:
    """How people act, given what they did so far. `rng` is exchanged by the owner of the stretch of time."""

    def __init__(self, chain: Chain, later: Later, parameters: Parameters) -> None:
        self.chain = chain
        self.later = later
        self.parameters = parameters
        self.rng = Random(0)

    def come_by(self, person: Person, start: float, pace: float, out: Stretch) -> None:
        """A visit to the site or, for some, to the shop."""
        if self.rng.random() < self.parameters.shop_visit:
            self._buy_in_shop(person, start, out)
        else:
            Visit(self, person, start, pace, out).run()
        if person.friends and self.rng.random() < self.parameters.writes_per_visit_of_friend:
            self.later.message(start + 60 + 600 * self.rng.random() * pace, person, person.friends[-1])
        if self.rng.random() < self.parameters.sleep_chance_per_visit:
            person.asleep = True

    def scan(self, person: Person, at: float, out: Stretch) -> None:
        """Friends of one member of staff rarely add a second one."""
        if not person.friends or (len(person.friends) < 3 and self.rng.random() < 0.06):
            out.act(at, "add", person.index)

    def order_no(self, at: float) -> str:
        return f"HY{int(at) % 10_000_000_000}{self.rng.randrange(10_000):04d}"

    def _buy_in_shop(self, person: Person, at: float, out: Stretch) -> None:
        rng = self.rng
        sku, name, price, _weight = GOODS[_weighted(rng, _GOODS_WEIGHT)]
        quantity = 1 + (rng.random() < 0.25)
        store = self.chain.stores[person.home_store]
        shown = PHONE | MEMBER_NO if person.member else PHONE
        order = {
            "order_no": self.order_no(at),
            "amount": quantity * price,
            "channel": "store",
            "store_id": str(store.id),
            "items": [{"sku": sku, "name": name, "quantity": quantity, "price": price}],
        }
        out.tell(person, at, "order_placed", shown, order, TILL)
        out.tell(person, at + 5, "order_paid", shown, {**order, "payment": rng.choice(_PAYMENTS)}, TILL)
        person.orders += 1
        self.later.perhaps_refund(person, at, order, shown, TILL, rng)
        if rng.random() < self.parameters.scan_after_paid:
            self.scan(person, at + 30, out)


def _weighted(rng: Random, cumulative: list[int]) -> int:
    return bisect(cumulative, rng.random() * cumulative[-1])
