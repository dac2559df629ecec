"""A world with plain doors: services that only remember what was done in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.corp import Corp
from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.doors import Doors, JoinScene, LeaveScene, Purchase
from huayuan_sandbox.world.letters import LetterBox
from huayuan_sandbox.world.parameters import Parameters, default_parameters
from huayuan_sandbox.world.people import Person, Population
from huayuan_sandbox.world.stores import open_stores
from huayuan_sandbox.world.world import World

# 2026-03-02 10:00 in China, a Monday
MONDAY = 1_772_416_800.0


@dataclass
class Record:
    """(second, door and verb, index of the person, what) in the order of the calls."""

    rows: list[tuple[float, str, int, Any]] = field(default_factory=list)

    def add(self, at: float, verb: str, person: Person, what: Any = "") -> None:
        self.rows.append((at, verb, person.index, what))

    def of(self, verb: str) -> list[tuple[float, str, int, Any]]:
        return [row for row in self.rows if row[1] == verb]


class Rooms:
    """One group in every store."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.members: dict[str, dict[int, float]] = defaultdict(dict)
        self._inside: dict[int, list[str]] = defaultdict(list)

    def rooms_of(self, store: int) -> Sequence[str]:
        return [f"room{store}"]

    def rooms_with(self, person: Person) -> Sequence[str]:
        return self._inside.get(person.index, ())

    def join(
        self, person: Person, at: float, rng: Random, scene: JoinScene, *, live: bool, room: str = "",
        code: str = "", inviter: Person | None = None,
    ) -> str | None:  # fmt: skip
        chosen = room or f"room{101 + person.home_store}"
        if person.index in self.members[chosen]:
            return None
        self.members[chosen][person.index] = at
        self._inside[person.index].append(chosen)
        self._record.add(at, "group.join", person, scene)
        return chosen

    def leave(self, person: Person, room: str, at: float, scene: LeaveScene, *, live: bool) -> bool:
        self._inside[person.index].remove(room)
        self._record.add(at, f"group.{scene.name.lower()}", person, self.members[room].pop(person.index))
        return True

    def talk(self, person: Person, room: str, at: float, kind: str) -> bool:
        self._record.add(at, "group.talk", person, kind)
        return True


class Account:
    """A 公众号 with a menu and two articles."""

    appid = "wx-oa"

    def __init__(self, record: Record) -> None:
        self._record = record
        self.followers: set[int] = set()

    def openid_of(self, person: Person) -> str:
        return person.openid(self.appid)

    def follows(self, person: Person) -> bool:
        return person.index in self.followers

    def follow(self, person: Person, at: float, rng: Random, *, live: bool, scene: str = "") -> str | None:
        if person.index in self.followers:
            return None
        self.followers.add(person.index)
        self._record.add(at, "oa.follow", person)
        return ""

    def unfollow(self, person: Person, at: float, *, live: bool) -> None:
        self.followers.discard(person.index)
        self._record.add(at, "oa.unfollow", person)

    def scan(self, person: Person, at: float, rng: Random, *, live: bool, scene: str = "") -> bool:
        self._record.add(at, "oa.scan", person)
        return person.index in self.followers

    def say(self, person: Person, at: float, text: str, *, live: bool) -> bool:
        self._record.add(at, "oa.say", person, text)
        return True

    def menu_keys(self, person: Person) -> Sequence[str]:
        return ("shop", "member")

    def click_menu(self, person: Person, at: float, key: str, *, live: bool) -> bool:
        self._record.add(at, "oa.menu", person, key)
        return True

    def articles(self, at: float) -> Sequence[str]:
        return ("a2", "a1")

    def read_article(self, person: Person, at: float, article: str, *, shared: bool) -> None:
        self._record.add(at, "oa.read", person, article)


class Program:
    """A mini program that is on air all day."""

    appid = "wx-mp"

    def __init__(self, record: Record) -> None:
        self._record = record

    def openid_of(self, person: Person) -> str:
        return person.openid(self.appid)

    def launch(self, person: Person, at: float, *, path: str, scene: int, link: str = "") -> None:
        self._record.add(at, "mp.launch", person, scene)

    def links(self) -> Sequence[str]:
        return ()

    def subscribe(self, person: Person, at: float, *, live: bool) -> None:
        self._record.add(at, "mp.subscribe", person)

    def order(self, person: Person, at: float, purchase: Purchase, *, live: bool) -> None:
        self._record.add(at, "mp.order", person, purchase)

    def pay(self, person: Person, at: float, order_no: str, *, live: bool) -> None:
        self._record.add(at, "mp.pay", person, order_no)

    def cancel(self, person: Person, at: float, order_no: str, *, live: bool) -> None:
        self._record.add(at, "mp.cancel", person, order_no)

    def refund(self, person: Person, at: float, order_no: str, amount: int, *, live: bool) -> None:
        self._record.add(at, "mp.refund", person, order_no)

    def live_rooms(self, at: float) -> Sequence[str]:
        return ("live1",)

    def watch_live(self, person: Person, at: float, room: str, seconds: int, *, live: bool) -> None:
        self._record.add(at, "mp.watch", person, seconds)

    def leave_lead(self, person: Person, at: float, room: str, *, live: bool) -> None:
        self._record.add(at, "mp.lead", person)


class Cashbox:
    """WeChat Pay."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def pay(self, person: Person, at: float, order_no: str, amount: int, *, appid: str, live: bool) -> bool:
        self._record.add(at, "pay.pay", person, order_no)
        return True

    def prepared(self) -> Sequence[tuple[Person, str, int]]:
        return ()

    def refund(self, person: Person, at: float, order_no: str, amount: int, *, live: bool) -> bool:
        self._record.add(at, "pay.refund", person, order_no)
        return True


class Moments:
    def __init__(self, record: Record) -> None:
        self._record = record

    def like(self, person: Person, at: float, moment: str) -> bool:
        self._record.add(at, "moment.like", person, moment)
        return True

    def comment(self, person: Person, at: float, moment: str, text: str) -> bool:
        self._record.add(at, "moment.comment", person, text)
        return True


class Phones:
    """The members who looked at their phones."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, tuple[str, ...]]] = []

    def on_duty(self, staff: Sequence[str], at: float, rng: Random, *, live: bool) -> None:
        self.rows.append((at, tuple(staff)))


@dataclass
class Life:
    """A world, what was done in it and what it told the collector (as builtins)."""

    world: World
    corp: Corp
    record: Record
    letters: LetterBox
    phones: Phones
    events: list[dict[str, Any]]


def live_through(
    seed: int = 1,
    customers: int = 300,
    days: int = 5,
    now: float = MONDAY,
    parameters: Parameters | None = None,
    *,
    only_wecom: bool = False,
    play: bool = True,
) -> Life:
    """A history of its own, without any network."""
    settings = parameters or default_parameters()
    chain = open_stores(seed, customers)
    corp = Corp(seed, chain, settings, now - (days + 30) * DAY)
    people = Population(seed, customers, len(chain.stores), days, settings)
    record, letters, phones = Record(), LetterBox(), Phones()
    doors = Doors(wecom=corp)
    if not only_wecom:
        doors = Doors(
            corp, Rooms(record), Account(record), Program(record), Cashbox(record), Moments(record), phones
        )
    world = World(people, chain, doors, corp.credentials.corp_id, letters, settings)
    life = Life(world, corp, record, letters, phones, [])
    if play:
        play_days(life, days, now)
    return life


def play_days(life: Life, days: int, now: float) -> None:
    for day in life.world.days.plan(days, now):
        for _ in life.world.days.steps(day):
            life.events += msgspec.to_builtins(day.events())
        life.events += msgspec.to_builtins(day.events())
