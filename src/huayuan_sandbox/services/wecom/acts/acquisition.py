"""获客助手: people open links, the administrator buys quota and deletes links in the console."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acquisition import Acquisition
from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Refused, Stage


class OpenWish(msgspec.Struct, forbid_unknown_fields=True):
    """`add` false = the person only looks. `customer`: external_userid or "p12"; empty = a newcomer."""

    link_id: str
    customer: str = ""
    customer_channel: str = ""
    add: bool = True


class PromoteWish(msgspec.Struct, forbid_unknown_fields=True):
    """The channels in which the world shows the link from now on."""

    link_id: str
    channels: list[str]


class QuotaWish(msgspec.Struct, forbid_unknown_fields=True):
    """`expires_at` in unix seconds; 0 = in a year."""

    quota: int
    expires_at: float = 0.0


class DeleteWish(msgspec.Struct, forbid_unknown_fields=True):
    link_id: str


def links(stage: Stage, _: Nothing) -> dict[str, Any]:
    part = stage.corp.part(Acquisition)
    return {
        "items": [msgspec.to_builtins(link) for link in part.state.links.values()],
        "balance": part.balance,
        "brought": len(part.state.brought),
    }


def open_link(stage: Stage, wish: OpenWish) -> dict[str, Any]:
    part = stage.corp.part(Acquisition)
    link = part.link(wish.link_id)
    part.clicked(link, stage.now)
    person = stage.person(wish.customer) if wish.customer else stage.people.newcomer()
    known = {"external_userid": person.external_userid, "person": f"p{person.index}"}
    if not wish.add:
        return {**known, "added": False}
    added = stage.befriend(person, link.link_id, wish.customer_channel, "")
    if added is None:
        return {**known, "added": False}
    return {**known, "added": True, **msgspec.to_builtins(added)}


def promote(stage: Stage, wish: PromoteWish) -> dict[str, Any]:
    stage.corp.part(Acquisition).link(wish.link_id).channels = wish.channels
    return {"channels": wish.channels}


def recharge(stage: Stage, wish: QuotaWish) -> dict[str, Any]:
    if wish.quota < 1:
        raise Refused("quota must be positive")
    part = stage.corp.part(Acquisition)
    part.recharge(wish.quota, stage.now, wish.expires_at)
    return {"balance": part.balance}


def delete(stage: Stage, wish: DeleteWish) -> dict[str, Any]:
    part = stage.corp.part(Acquisition)
    part.delete_in_console(part.link(wish.link_id), stage.now)
    return {"deleted": wish.link_id}


ACTS: Acts = {
    "links": (Nothing, links),
    "links/open": (OpenWish, open_link),
    "links/promote": (PromoteWish, promote),
    "links/quota": (QuotaWish, recharge),
    "links/delete": (DeleteWish, delete),
}
