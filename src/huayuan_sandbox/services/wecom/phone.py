"""企业微信 on the phone of a customer: friends, groups, 微信客服, moments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

import msgspec

from huayuan_sandbox.services.phone import Choices, Deed, Field, Item, Listing, Screen, Word, when
from huayuan_sandbox.services.wecom.acquisition import Acquisition
from huayuan_sandbox.services.wecom.acts import acquisition, friends, groups, kf, moments
from huayuan_sandbox.services.wecom.acts.stage import Stage
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.join_ways import JoinWays
from huayuan_sandbox.services.wecom.kf import CUSTOMER, Kf
from huayuan_sandbox.services.wecom.models import Relation
from huayuan_sandbox.services.wecom.moment import Moment, Publication
from huayuan_sandbox.services.wecom.moments import Moments
from huayuan_sandbox.services.wecom.welcomes import Welcome
from huayuan_sandbox.world.people import Person
from huayuan_sandbox.world.stores import Staff

_CHOICES = 50
_FRIENDS_SHOWN = 20
_MOMENTS_SHOWN = 5
_MOMENTS_LOOKED_THROUGH = 50
_MESSAGES_SHOWN = 5
_MESSAGES_LOOKED_THROUGH = 5000

Act = Callable[[Stage, Any], dict[str, Any]]


def offer(
    stage: Stage, name: str, wish: type[msgspec.Struct], act: Act, *asks: Field, of: str = "", proof: str = "",
    otherwise: str = "came_to_nothing", tells: tuple[str, ...] = (), **given: Any,
) -> Deed:  # fmt: skip
    return Deed(name, wish, partial(act, stage), given, asks, of, proof, otherwise, tells)


def screen(stage: Stage, person: Person, send: Callable[[], None]) -> Screen:
    relations = stage.corp.of_customer.get(person.external_userid, [])
    inside = stage.corp.part(Groups).rooms_with(person)
    seen = stage.corp.part(Moments).visible_to(person, _MOMENTS_LOOKED_THROUGH)[:_MOMENTS_SHOWN]
    welcomes = stage.corp.welcomes.of_customer(person.external_userid)
    shown = [_friend(stage, one, welcomes.get(one.userid)) for one in reversed(relations[-_FRIENDS_SHOWN:])]
    listings = [
        Listing("wecom.friends", shown),
        Listing("wecom.groups", [_group(stage, person, one) for one in inside]),
        Listing("wecom.moments", [_moment(stage, person, *one) for one in seen]),
        Listing("wecom.kf_talk", list(_kf_talk(stage, person))),
    ]
    deeds = [*_adding(stage, person, relations), *_joining(stage, person, inside), *_asking(stage, person)]
    return Screen("wecom", listings=listings, deeds=deeds, send=send)


def pair_deeds(stage: Stage, relation: Relation, *, of_customer: bool) -> list[Deed]:
    """What the two can do to each other, as the customer sees it; or the member's part, as the member does."""
    pair: dict[str, Any] = {"external_userid": relation.external_userid, "userid": relation.userid}
    of = f"{relation.userid}/{relation.external_userid}"
    deeds = []
    if of_customer and not relation.left_by_customer:
        deeds.append(
            offer(stage, "wecom.write", friends.PairWish, friends.chat, of=of, proof="written", **pair)
        )
        deeds.append(offer(stage, "wecom.leave", friends.PairWish, friends.leave, of=of, **pair))
    if relation.userid in stage.corp.staff:
        if not relation.half:
            deeds.append(
                offer(
                    stage,
                    "wecom.edit" if of_customer else "staff.edit",
                    friends.PairWish,
                    friends.edit,
                    of=of,
                    **pair,
                )
            )
        deeds.append(
            offer(
                stage,
                "wecom.drop" if of_customer else "staff.drop",
                friends.PairWish,
                friends.drop,
                of=of,
                **pair,
            )
        )
    return deeds


def about(relation: Relation) -> tuple[str | Word, ...]:
    """Since when, by which code, and what is unusual."""
    told: list[str | Word] = [Word("since", (when(relation.created_at),))]
    if relation.state:
        told.append(relation.state)
    if relation.half:
        told.append(Word("wecom.half"))
    if relation.left_by_customer:
        told.append(Word("wecom.has_left"))
    if relation.chatting and relation.spoke_at:
        told.append(Word("wecom.spoke", (when(relation.spoke_at),)))
    return tuple(told)


def _friend(stage: Stage, relation: Relation, welcome: Welcome | None) -> Item:
    member = stage.corp.everybody[relation.userid]
    note = about(relation)
    if welcome is not None and welcome.text:
        note = (*note, Word("wecom.welcome", (welcome.text,)))
    deeds = pair_deeds(stage, relation, of_customer=True)
    return Item(_called(member), note, deeds, f"/sandbox/staff/{member.userid}")


def _called(member: Staff) -> str:
    return f"{member.name} · {member.store.name}"


def _group(stage: Stage, person: Person, chat_id: str) -> Item:
    room, customer = stage.corp.part(Groups).state.rooms[chat_id], f"p{person.index}"
    deeds = [
        offer(stage, "wecom.talk", groups.TalkWish, groups.talk, of=chat_id, chat_id=chat_id, speaker=customer),
        offer(
            stage, "wecom.quit", groups.LeaveWish, groups.leave, of=chat_id, proof="left", chat_id=chat_id,
            customer=customer,
        ),
    ]  # fmt: skip
    since = Word("since", (when(room.members[person.external_userid].joined_at),))
    return Item(room.name, (Word("wecom.members", (len(room.members),)), since), deeds)


def _moment(stage: Stage, person: Person, moment: Moment, publication: Publication) -> Item:
    of = moment.moment_id
    who: dict[str, Any] = {"moment_id": of, "who": f"p{person.index}"}
    deeds = []
    if person.external_userid not in publication.likes:
        deeds.append(
            offer(stage, "wecom.like", moments.ReactWish, moments.react, of=of, proof="reacted", **who)
        )
    text = Field("text", "text", needed=True)
    deeds.append(
        offer(stage, "wecom.comment", moments.ReactWish, moments.react, text, of=of, proof="reacted", **who)
    )
    shown_by = stage.corp.everybody[publication.userid].name
    return Item(moment.text or moment.moment_id, (shown_by, when(publication.published_at)), deeds)


def _kf_talk(stage: Stage, person: Person) -> Iterator[Item]:
    """What was said in 微信客服; WeCom keeps nothing of what an app sent. The newest first."""
    last = islice(reversed(stage.corp.part(Kf).state.kept), _MESSAGES_LOOKED_THROUGH)
    mine = (
        one for one in last
        if one.body["msgtype"] != "event" and one.body.get("external_userid") == person.external_userid
    )  # fmt: skip
    for one in islice(mine, _MESSAGES_SHOWN):
        text = str(one.body.get("text", {}).get("content", one.body["msgtype"]))
        speaker = Word("wecom.customer" if one.body["origin"] == CUSTOMER else "wecom.servicer")
        yield Item(text, (speaker, when(one.at)))


def _adding(stage: Stage, person: Person, relations: list[Relation]) -> Iterator[Deed]:
    customer, corp = f"p{person.index}", stage.corp
    known = {one.userid for one in relations if not one.left_by_customer}
    members = [corp.staff[one] for one in corp.serving if one not in known]
    members.sort(key=lambda one: one.store is not corp.chain.stores[person.home_store])
    told: dict[str, Any] = {"proof": "added", "otherwise": "wecom.not_added"}
    if members:
        staff = Field("staff", "wecom.member", [(one.userid, _called(one)) for one in members], "one")
        yield offer(stage, "wecom.add", friends.AddWish, friends.add, staff, **told, customer=customer)
    if corp.ways:
        ways: Choices = [
            (one.config_id, one.remark or one.state or one.config_id[:8])
            for one in islice(reversed(corp.ways.values()), _CHOICES)
        ]
        code = Field("config_id", "wecom.code", ways, "one")
        yield offer(stage, "wecom.scan", friends.AddWish, friends.add, code, **told, customer=customer)
    links = list(islice(reversed(corp.part(Acquisition).state.links.values()), _CHOICES))
    if links:
        link = Field("link_id", "wecom.link", [(one.link_id, one.name) for one in links], "one")
        yield offer(
            stage, "wecom.open_link", acquisition.OpenWish, acquisition.open_link, link,
            Field("customer_channel", "wecom.channel"), **told, customer=customer,
        )  # fmt: skip


def _joining(stage: Stage, person: Person, inside: Any) -> Iterator[Deed]:
    customer, part = f"p{person.index}", stage.corp.part(Groups)
    told: dict[str, Any] = {"proof": "joined", "otherwise": "not_joined"}
    near = [part.state.rooms[one] for one in part.rooms_of(stage.corp.chain.stores[person.home_store].id)]
    rooms = {
        room.chat_id: room.name
        for room in [*near, *islice(part.living(), _CHOICES)]
        if room.chat_id not in inside
    }
    if rooms:
        room = Field("chat_id", "wecom.group", list(rooms.items()), "one")
        yield offer(
            stage,
            "wecom.join",
            groups.JoinWish,
            groups.join,
            room,
            **told,
            customer=customer,
            scene="invited",
        )
    ways: Choices = [
        (one.config_id, one.remark or one.state or one.config_id[:8])
        for one in islice(reversed(stage.corp.part(JoinWays).state.ways.values()), _CHOICES)
    ]
    if ways:
        code = Field("code", "wecom.group_code", ways, "one")
        yield offer(
            stage, "wecom.join_by_code", groups.JoinWish, groups.join, code, **told, customer=customer
        )


def _asking(stage: Stage, person: Person) -> Iterator[Deed]:
    accounts = [(one.open_kfid, one.name) for one in stage.corp.part(Kf).living()[:_CHOICES]]
    if accounts:
        account = Field("open_kfid", "wecom.kf", accounts, "one")
        customer = f"p{person.index}"
        yield offer(
            stage,
            "wecom.ask",
            kf.WriteWish,
            kf.write,
            account,
            Field("text", "wecom.kf_text"),
            customer=customer,
        )
