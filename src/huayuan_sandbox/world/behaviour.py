"""What people do when they think of the brand: habits in WeChat, then a visit to a shop of one kind or another."""

from __future__ import annotations

from random import Random
from typing import Any

from huayuan_sandbox.world.births import IN_MINI_PROGRAM
from huayuan_sandbox.world.doors import Doors
from huayuan_sandbox.world.effects import TILL, Stretch
from huayuan_sandbox.world.goods import SHELF, Taste
from huayuan_sandbox.world.hunters import raid
from huayuan_sandbox.world.later import Later
from huayuan_sandbox.world.mini_program import MiniProgramVisit
from huayuan_sandbox.world.names import CHAT_KEYWORDS
from huayuan_sandbox.world.parameters import Parameters
from huayuan_sandbox.world.people import MEMBER_NO, PHONE, Person, Population
from huayuan_sandbox.world.season import Season, day_number
from huayuan_sandbox.world.stores import Chain, Staff
from huayuan_sandbox.world.visit import NO_REASON, PAYMENTS, Reason, Visit

_TALK = ("text", "text", "text", "text", "image", "emotion", "link")
_MOST_FRIENDS = 3


class Behaviour:
    """How people act, given what they did so far. `rng` and `live` belong to the owner of the stretch of time."""

    def __init__(
        self,
        people: Population,
        chain: Chain,
        later: Later,
        doors: Doors,
        season: Season,
        parameters: Parameters,
    ) -> None:
        self.people = people
        self.chain = chain
        self.later = later
        self.doors = doors
        self.season = season
        self.parameters = parameters
        self.taste = Taste(parameters.interest_factor)
        self.staff = {one.userid: one for one in chain.staff}
        self.rng = Random(0)
        self.live = False
        self._present: tuple[int, list[Staff], dict[int, list[Staff]]] = (0, [], {})

    def come_by(
        self, person: Person, start: float, pace: float, out: Stretch, reason: Reason = NO_REASON
    ) -> None:
        """One visit: to the till, the mini program or the web shop."""
        if person.ring >= 0:
            raid(self, person, start, out)
            return
        rng, settings = self.rng, self.parameters
        if reason.good is None and person.needs(day_number(start)):
            reason = reason._replace(good=person.wanted)
        reason = self._in_wechat(person, start, reason)
        cashier = None if reason.source else self._cashier(person, start)
        if cashier is not None and rng.random() < settings.shop_visit * self.season.of(start).stores:
            self._buy_in_shop(person, start, out, reason, cashier)
        else:
            self._visit_online(person, start, pace, out, reason)
        if person.friends and rng.random() < settings.writes_per_visit_of_friend:
            self.later.plan(
                start + 60 + 600 * rng.random() * pace, "message", person.index, person.friends[-1]
            )
        person.warm(settings.warmth_of_plain_visit)
        if rng.random() < settings.sleep_chance_per_visit / person.warmth:
            person.asleep = True

    def scan(self, person: Person, at: float) -> None:
        """Friends of one member of staff rarely add a second one."""
        friends = len(person.friends)
        if not friends or (friends < _MOST_FRIENDS and self.rng.random() < self.parameters.second_friend):
            self.later.plan(at, "add", person.index)

    def perhaps_follow(self, person: Person, at: float, chance: float) -> None:
        """Scans the code of the 公众号; who follows already is greeted by it again."""
        account = self.doors.official_account
        if account is not None and self.rng.random() < chance:
            self.later.plan(at, "scan" if account.follows(person) else "follow", person.index)

    def perhaps_join(self, person: Person, at: float, chance: float, invited_by_staff: bool) -> None:
        """Into a group of the home store, if it has any."""
        if self.doors.groups is not None and self.rng.random() < chance:
            detail = {"invited": invited_by_staff}
            self.later.plan(at, "join", person.index, "", detail)

    def bought(self, person: Person, at: float, wanted: list[tuple[int, int]]) -> None:
        """Remembers the purchase, and that one of the goods (index on the shelf, pieces) will run out."""
        rng, settings = self.rng, self.parameters
        person.orders += 1
        person.warm(settings.warmth_of_purchase)
        person.bought_day = day_number(at)
        person.need(0, 0)
        for good, quantity in wanted:
            lasts = SHELF[good].lasts
            if lasts and rng.random() < settings.repurchases * person.warmth:
                spread = 1 + settings.cycle_spread * (2 * rng.random() - 1)
                person.need(day_number(at) + max(1, int(lasts * quantity * spread)), good)

    def share(self, person: Person, at: float, sharer: str, content: str) -> bool:
        """Shows something to somebody of the circle, who perhaps comes by to look."""
        friend = self.acquaintance(person)
        if friend is None:
            return False
        if self.rng.random() < self.parameters.friend_follows_share:
            detail = {"source": "friend", "sharer": sharer, "content": content}
            self.later.plan(at + self.rng.expovariate(1 / 5400), "visit", friend.index, "", detail)
        return True

    def acquaintance(self, person: Person) -> Person | None:
        circle = self.people.circle(person.index)
        other = circle[int(self.rng.random() * len(circle))]
        return None if other == person.index else self.people[other]

    def greet(self, person: Person) -> None:
        """Somebody hears of the brand, or remembers it."""
        person.asleep = False
        person.arrives = 0

    def store_of(self, person: Person) -> int:
        """Department id of the store near by."""
        return self.chain.stores[person.home_store].id

    def on_duty(self, at: float) -> list[Staff]:
        """Shifts begin and end with the hour."""
        hour = int(at // 3600)
        if self._present[0] != hour:
            here, by_store = self.chain.on_duty(at), dict[int, list[Staff]]()
            for one in here:
                by_store.setdefault(one.store.id, []).append(one)
            self._present = (hour, here, by_store)
        return self._present[1]

    def order_no(self, at: float) -> str:
        return f"HY{int(at) % 10_000_000_000}{self.rng.randrange(10_000):04d}"

    # ---- inside

    def _visit_online(self, person: Person, start: float, pace: float, out: Stretch, reason: Reason) -> None:
        shop = self.doors.mini_program
        uses_it = shop is not None and person.has(IN_MINI_PROGRAM) and not reason.on_web
        if shop is not None and uses_it and self.rng.random() < self.parameters.mini_program_visits:
            MiniProgramVisit(self, shop, person, start, pace, out, reason).run()
        else:
            Visit(self, person, start, pace, out, reason).run()

    def _in_wechat(self, person: Person, at: float, reason: Reason) -> Reason:
        """Habits of followers and members of groups; they may be what brings somebody here."""
        rng, settings = self.rng, self.parameters
        if self.doors.groups is not None and self.doors.groups.rooms_with(person):
            if rng.random() < settings.talks_per_visit:
                self.later.plan(
                    at + 300 * rng.random(), "talk", person.index, "", {"kind": rng.choice(_TALK)}
                )
            if rng.random() < settings.invites_per_visit:
                self.later.plan(at + 300 * rng.random(), "invite", person.index)
        account = self.doors.official_account
        if account is None or not account.follows(person):
            return reason
        if rng.random() < settings.says_per_visit:
            text = f"请问{rng.choice(CHAT_KEYWORDS)}"
            self.later.plan(at + 30 * rng.random(), "say", person.index, "", {"text": text})
        if reason.source:
            return reason
        draw = rng.random()
        if draw < settings.menu_per_visit:
            keys = account.menu_keys(person)
            if keys and account.click_menu(person, at, rng.choice(keys), live=self.live):
                return reason._replace(source="oa_menu")
        elif draw < settings.menu_per_visit + settings.reads_per_visit:
            articles = account.articles(at)
            if articles:
                shared = rng.random() < settings.shares_article
                account.read_article(person, at, rng.choice(articles), shared=shared)
                return reason._replace(source="oa_article")
        return reason

    def _cashier(self, person: Person, at: float) -> Staff | None:
        """A member on duty in the store near by; None when it is closed."""
        self.on_duty(at)
        near = self._present[2].get(self.store_of(person))
        return near[person.index % len(near)] if near else None

    def _buy_in_shop(self, person: Person, at: float, out: Stretch, reason: Reason, cashier: Staff) -> None:
        rng = self.rng
        choice = reason.good
        if choice is None:
            choice = self.taste.choose(person.interest, person.price_sensitivity, rng)
        good, quantity = SHELF[choice], 1 + (rng.random() < 0.25)
        shown = PHONE | MEMBER_NO if person.member else PHONE
        order: dict[str, Any] = {
            "order_no": self.order_no(at),
            "amount": quantity * good.price,
            "channel": "store",
            "store_id": str(cashier.store.id),
            "staff_id": cashier.userid,
            "items": [{"sku": good.sku, "name": good.name, "quantity": quantity, "price": good.price}],
        }
        out.tell(person, at, "order_placed", shown, order, TILL)
        out.tell(person, at + 5, "order_paid", shown, {**order, "payment": rng.choice(PAYMENTS)}, TILL)
        self.bought(person, at, [(choice, quantity)])
        self.later.perhaps_refund(person.index, at, order, shown, TILL, rng)
        if rng.random() < self.parameters.scan_after_paid:
            self.scan(person, at + 30)
        self.perhaps_follow(person, at + 60, self.parameters.follows_after_paid)
        self.perhaps_join(person, at + 90, self.parameters.joins_after_paid, invited_by_staff=False)
