"""Bad actors: bonus hunters with many accounts on one device, and crawlers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

from huayuan_sandbox.world.clock import DAY
from huayuan_sandbox.world.effects import Stretch
from huayuan_sandbox.world.people import DEVICE_1, MEMBER_NO, PHONE, UNIONID, Person, Population

if TYPE_CHECKING:
    from huayuan_sandbox.world.behaviour import Behaviour

SECONDS_BETWEEN_ACCOUNTS = 90.0
_GONE_WITHIN_DAYS = 1.5
_ADVERTISES = 0.3
_UNNOTICED = 3 * 3600.0
_CRAWLED = (
    "/",
    "/new",
    "/skincare",
    "/home",
    "/gift",
    "/story",
    "/stores",
    "/member",
    "/robots.txt",
    "/sitemap.xml",
)


def raid(life: Behaviour, person: Person, start: float, out: Stretch) -> None:
    """One account of a ring comes for the bonus: one look, signs up, adds a member, is gone in a day or two.

    Some advertise in a group on the way, until staff put them out.

    The program of the ring logs in with WeChat each time, so every event names the account beside the cookie.
    """
    rng, at = life.rng, start
    session = f"s{rng.getrandbits(48):012x}"
    account = UNIONID if person.unionid else MEMBER_NO
    page = {"path": "/gift", "title": "节日礼盒", "referrer": "", "duration_ms": 900, "channel": "direct"}
    out.tell(person, at, "page_viewed", DEVICE_1 | account, page, session=session)
    if not person.member:
        person.member = True
        shown = DEVICE_1 | account | PHONE | MEMBER_NO
        out.tell(person, at + 4, "signed_up", shown, {"method": "phone"}, session=session)
    if not person.friends:
        life.later.plan(at + 12, "add", person.index)
    life.perhaps_follow(person, at + 20, 0.8)
    life.perhaps_join(person, at + 30, _ADVERTISES, invited_by_staff=False)
    life.later.plan(at + 90, "talk", person.index, "", {"kind": "link"})
    life.later.plan(at + 90 + _UNNOTICED * rng.random(), "remove", person.index)
    life.later.plan(at + DAY * (0.3 + _GONE_WITHIN_DAYS * rng.random()), "leave", person.index)


def rings(people: Population) -> list[list[int]]:
    """The accounts of each ring."""
    found: dict[int, list[int]] = {}
    column = people.column("ring")
    for index in (column >= 0).nonzero()[0].tolist():
        found.setdefault(int(column[index]), []).append(index)
    return list(found.values())


def bots(people: Population, per_customer: float) -> Iterator[tuple[str, str]]:
    """(name in the truth, cookie) of each crawler of this world."""
    for number in range(int(people.history_size * per_customer)):
        yield f"bot{number}", people.digest(number, b"bot", 16).hex()


def crawl(cookie: str, at: float, pages: tuple[int, int], rng: Random, out: Stretch) -> None:
    """Page after page, as fast as they come, in the order of the sitemap."""
    ids, session = {"anonymous_id": cookie}, f"s{rng.getrandbits(48):012x}"
    for number in range(rng.randint(*pages)):
        path = _CRAWLED[number % len(_CRAWLED)]
        page = {"path": path, "title": "", "referrer": "", "duration_ms": 300, "channel": "direct"}
        out.tell_of(ids, at, "page_viewed", page, session=session)
        at += 0.6 + 0.1 * rng.random()
