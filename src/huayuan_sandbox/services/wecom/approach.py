"""How a customer comes to a member of staff: a live code, an acquisition link, or one of the other ways."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from huayuan_sandbox.services.wecom.acquisition import Acquisition, Link
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import ContactWay
from huayuan_sandbox.world.people import Person

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

BY_CODE, BY_LINK = 1, 16
# card share, group chat, address book, search of the mobile number: none of them carries a state
_OTHER_WAYS = (1, 2, 3, 4, 6)


@dataclass(frozen=True, slots=True)
class Approach:
    """`userid` is empty when nobody can serve. `open` = the friendship needs no confirmation at first."""

    userid: str
    add_way: int
    state: str = ""
    open: bool = False
    link_id: str = ""


def choose(corp: Corp, person: Person, rng: Random, way: str, staff: str, state: str) -> Approach:
    """Through `way` (config_id or link_id), to `staff`, or by chance, some by a code or link.

    `state` is the customer_channel of a link. Raises 41044 for a way that does not exist.
    """
    acquisition = corp.part(Acquisition)
    links = acquisition.state.links
    if way:
        if way in corp.ways:
            return _by_code(corp, corp.ways[way], rng)
        if way in links:
            return _by_link(corp, links[way], person, rng, state)
        raise WeComError(41044)
    if staff:
        return Approach(staff, BY_CODE)
    shown = links.values() if acquisition.balance else ()  # nobody advertises a link that adds nobody
    if (corp.ways or shown) and rng.random() < corp.share_of_codes:
        popular = _popular([*corp.ways.values(), *shown], rng)
        if isinstance(popular, Link):
            return _by_link(corp, popular, person, rng, rng.choice(popular.channels or [""]))
        return _by_code(corp, popular, rng)
    home = corp.chain.stores[person.home_store].id
    near = [one.userid for one in corp.staff.values() if one.store.id == home and one.userid in corp.serving]
    return Approach(rng.choice(near or corp.serving), rng.choice(_OTHER_WAYS))


def _by_code(corp: Corp, way: ContactWay, rng: Random) -> Approach:
    members = corp.members_of_way(way.user, way.party)
    return Approach(rng.choice(members) if members else "", BY_CODE, way.state, way.skip_verify)


def _by_link(corp: Corp, link: Link, person: Person, rng: Random, channel: str) -> Approach:
    members = corp.part(Acquisition).members_for(link, person)
    userid = rng.choice(members) if members else ""
    return Approach(userid, BY_LINK, cut_channel(channel), link.skip_verify, link.link_id)


def cut_channel(channel: str) -> str:
    """customer_channel keeps 64 bytes."""
    return channel.encode()[:64].decode(errors="ignore")


def _popular(ways: list[ContactWay | Link], rng: Random) -> ContactWay | Link:
    """Codes differ in how much they are seen: weights 1, 1/2, 1/3 … in an order drawn per code."""
    weights = list(accumulate(1 / (1 + way.number * 7 % 5) for way in ways))
    return ways[bisect(weights, rng.random() * weights[-1])]
