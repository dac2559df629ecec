"""One visit to the web shop: look around, want something, buy it, meet the brand in WeChat."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from huayuan_sandbox.world.births import SECOND_DEVICE
from huayuan_sandbox.world.effects import SITE, Stretch
from huayuan_sandbox.world.goods import SHELF
from huayuan_sandbox.world.people import DEVICE_1, DEVICE_2, MEMBER_NO, OA_OPENID, PHONE, UNIONID, Person
from huayuan_sandbox.world.season import day_number

if TYPE_CHECKING:
    from huayuan_sandbox.world.behaviour import Behaviour

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
PAYMENTS = ("wechat_pay", "wechat_pay", "wechat_pay", "alipay", "card")
# How much dearness keeps people from buying on a plain day, and makes them buy at a festival.
_THRIFT, _BARGAIN = 0.5, 0.8


class Reason(NamedTuple):
    """Why somebody comes. `good` = needs this one of the shelf again; `link` of the message `letter` was followed."""

    source: str = ""
    good: int | None = None
    sharer: str = ""
    content: str = ""
    link: str = ""
    letter: str = ""

    @property
    def on_web(self) -> bool:
        return bool(self.link or self.sharer)


NO_REASON = Reason()


class Visit:
    """`pace` < 1 shortens the pauses (live life)."""

    def __init__(
        self, life: Behaviour, person: Person, start: float, pace: float, out: Stretch, reason: Reason
    ) -> None:
        self._life = life
        self._rng = life.rng
        self._person = person
        self._pace = pace
        self._out = out
        self._at = start
        self._reason = reason
        self._account = SITE
        self._login = 0  # the account that the site names beside a number
        self._shown: dict[int, dict[str, str]] = {}
        second = self._rng.random() < 0.35 and person.has(SECOND_DEVICE)
        self._device = DEVICE_2 if second else DEVICE_1
        self._session = f"s{self._rng.getrandbits(48):012x}"
        self._source = (
            reason.source or _SOURCES[bisect(_SOURCE_WEIGHT, self._rng.random() * _SOURCE_WEIGHT[-1])]
        )

    def run(self) -> None:
        settings, rng, needs = self._life.parameters, self._rng, self._reason.good is not None
        self._arrive()
        self._browse()
        scan, paid = settings.scan_after_page, False
        if needs or rng.random() < settings.sees_product:
            scan = settings.scan_after_product
            chosen = self._look_at_goods()
            self._perhaps_share(chosen[-1], settings.shares_after_product)
            if rng.random() < (settings.need_adds_to_cart if needs else settings.adds_to_cart):
                scan = settings.scan_after_cart
                wanted = self._fill_cart(chosen)
                if rng.random() < self._checks_out(needs) and self._check_out(wanted):
                    scan, paid = settings.scan_after_paid, True
                    self._perhaps_share(wanted[0][0], settings.shares_after_paid)
        self._meet(scan, paid=paid)

    # ---- what differs between shops

    def _arrive(self) -> None:
        """Nothing but the pages tells of a visit to the web, unless a link led here."""
        reason = self._reason
        if reason.link:
            self._tell("link_clicked", {"link_id": reason.link, "message_id": reason.letter})
        if reason.sharer:
            viewed = {"content_id": reason.content, "sharer": reason.sharer, "duration_ms": 4000}
            self._tell("content_viewed", viewed)

    def _log_in(self) -> None:
        """In WeChat's browser the login is that of the 公众号, so it shows the openid there."""
        person, account = self._person, self._life.doors.official_account
        if person.unionid:
            through = account is not None and self._source in ("oa_menu", "oa_article", "moments")
            if account is not None and through:
                self._tell("logged_in", {"method": "wechat"}, UNIONID | OA_OPENID, account.appid)
            else:
                self._tell("logged_in", {"method": "wechat"}, UNIONID)
        elif person.member and self._may_give_phone():
            self._tell("logged_in", {"method": "phone"}, PHONE)
        else:
            return
        person.logged_in |= self._device
        self._pause(6)

    def _logs_in(self) -> float:
        return self._life.parameters.logs_in

    def _binds_phone(self) -> float:
        return self._life.parameters.binds_phone_at_checkout

    def _place(self, order: dict[str, Any], known: int) -> None:
        self._tell("order_placed", order, known)

    def _pay(self, order: dict[str, Any], known: int) -> None:
        life, payment = self._life, self._rng.choice(PAYMENTS)
        self._tell("order_paid", {**order, "payment": payment}, known)
        if payment == "wechat_pay" and life.doors.pay is not None:
            detail = {"order_no": order["order_no"], "amount": order["amount"]}
            life.later.plan(self._at, "wechat_pay", self._person.index, "", detail)
        shown = self._device | known
        life.later.perhaps_refund(
            self._person.index, self._at, order, shown, SITE, self._rng, by_wechat=payment == "wechat_pay"
        )

    def _not_paid(self, order: dict[str, Any]) -> None:
        """The web shop forgets unpaid orders by itself."""

    # ---- what all shops share

    def _pause(self, mean: float) -> float:
        self._at += self._pace * mean * (0.4 + 1.2 * self._rng.random())
        return self._at

    def _tell(self, event: str, properties: dict[str, Any], extra: int = 0, account: str = "") -> None:
        mask = self._device | extra
        ids = self._shown.get(mask)
        if ids is None:
            self._person.show(mask)
            ids = self._shown[mask] = self._person.ids(mask)
        self._out.tell_of(ids, self._at, event, properties, account or self._account, self._session)

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
        if not self._person.logged_in & self._device and rng.random() < self._logs_in():
            self._log_in()

    def _look_at_goods(self) -> list[int]:
        rng, person, seen = self._rng, self._person, []
        interest, sensitivity = person.interest, person.price_sensitivity
        for number in range(1 + int(rng.expovariate(1 / (self._life.parameters.products_mean - 0.5)))):
            choice = self._reason.good
            if choice is None or number:
                choice = self._life.taste.choose(interest, sensitivity, rng)
            good = SHELF[choice]
            viewed = {"product_id": good.sku, "price": good.price, "name": good.name, "channel": self._source}
            self._tell("product_viewed", viewed)
            seen.append(choice)
            self._pause(22)
        return seen[::-1] if self._reason.good is not None else seen

    def _fill_cart(self, seen: list[int]) -> list[tuple[int, int]]:
        """(index on the shelf, pieces) of what is wanted."""
        rng = self._rng
        wanted = []
        for choice in dict.fromkeys(seen[-1 - int(rng.random() * 1.6) :]):
            good, quantity = SHELF[choice], 1 + (rng.random() < 0.18)
            self._tell(
                "cart_added",
                {"product_id": good.sku, "name": good.name, "price": good.price, "quantity": quantity},
            )
            wanted.append((choice, quantity))
            self._pause(7)
        return wanted

    def _checks_out(self, needs: bool) -> float:
        """Dear goods wait for a festival when somebody looks at prices; a need does not wait."""
        settings = self._life.parameters
        if needs:
            return settings.need_checks_out
        day = self._life.season.of(self._at)
        leaning = self._person.price_sensitivity - 0.5
        thrift = 1 + _BARGAIN * leaning if day.festival else 1 - _THRIFT * leaning
        bought_long_ago = day_number(self._at) - self._person.bought_day >= settings.satisfied_days
        wish = 1.0 if bought_long_ago else settings.satisfied_checks_out
        return settings.checks_out * day.buying * thrift * wish

    def _check_out(self, wanted: list[tuple[int, int]]) -> bool:
        person, rng, life = self._person, self._rng, self._life
        lines = [(SHELF[choice], quantity) for choice, quantity in wanted]
        items = [
            {"sku": good.sku, "name": good.name, "quantity": quantity, "price": good.price}
            for good, quantity in lines
        ]
        amount = sum(good.price * quantity for good, quantity in lines)
        self._tell("checkout_started", {"amount": amount})
        self._pause(14)
        if not person.bound & self._device and rng.random() < self._binds_phone() and self._may_give_phone():
            self._bind_phone()
        known = PHONE | self._login if person.bound & self._device else 0
        order = {
            "order_no": life.order_no(self._at),
            "items": items,
            "amount": amount,
            "channel": self._source,
        }
        self._place(order, known)
        self._pause(18)
        if rng.random() >= life.parameters.pays:
            self._not_paid(order)
            return False
        self._pay(order, known)
        life.bought(person, self._at, wanted)
        return True

    def _may_give_phone(self) -> bool:
        """On a household's device people log in as themselves first, and the site then knows whose number it is."""
        person, device = self._person, self._device
        if device != DEVICE_1 or not person.shares_first_device:
            return True
        if self._rng.random() < self._life.parameters.shared_device_mixups:
            return True
        if not person.unionid:
            return False
        if not person.logged_in & device:
            self._log_in()
        self._login = UNIONID
        return True

    def _bind_phone(self) -> None:
        person = self._person
        if person.member:
            self._tell("phone_bound", {}, PHONE | self._login)
        else:
            self._tell("signed_up", {"method": "phone"}, PHONE | MEMBER_NO | self._login)
            person.member = True
        person.bound |= self._device
        self._pause(12)

    def _perhaps_share(self, choice: int, chance: float) -> None:
        if self._rng.random() < chance:
            sharer, content = self._person.devices[0], SHELF[choice].sku
            if self._life.share(self._person, self._at + 20, sharer, content):
                self._tell("content_shared", {"content_id": content, "to": "friend"})

    def _meet(self, scan: float, *, paid: bool) -> None:
        """A live code or the code of the 公众号 or of a group on the last page, or in the parcel."""
        life, settings = self._life, self._life.parameters
        if self._rng.random() < scan:
            life.scan(self._person, self._pause(8))
        life.perhaps_follow(
            self._person, self._pause(5), settings.follows_after_paid if paid else settings.follows_after_page
        )
        if paid:
            life.perhaps_join(
                self._person, self._pause(20), settings.joins_after_paid, invited_by_staff=False
            )
