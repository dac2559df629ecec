"""Friendships: a customer adds a member, writes, deletes; the member edits the remark or deletes."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Refused, Stage
from huayuan_sandbox.world.people import Person


class AddWish(msgspec.Struct, forbid_unknown_fields=True):
    """Through the live code `config_id`, or `staff` directly; neither = by chance."""

    customer: str
    config_id: str = ""
    staff: str = ""


class PairWish(msgspec.Struct, forbid_unknown_fields=True):
    external_userid: str
    userid: str


def add(stage: Stage, wish: AddWish) -> dict[str, Any]:
    """Outcomes that are no mistakes are plain: `added` is false when the two are friends already."""
    person = stage.person(wish.customer)
    staff = stage.staff(wish.staff) if wish.staff else ""
    added = stage.befriend(person, wish.config_id, "", "" if wish.config_id else staff)
    known = {
        "external_userid": person.external_userid, "person": f"p{person.index}", "name": person.nickname,
    }  # fmt: skip
    if added is None:
        return {**known, "added": False, "welcome_code": None}
    return {**known, "added": True, **msgspec.to_builtins(added)}


def chat(stage: Stage, wish: PairWish) -> dict[str, Any]:
    """The customer writes to the member now; a welcome after that is refused with 41051."""
    return {"written": stage.corp.customer_writes(_customer(stage, wish), wish.userid, stage.now)}


def leave(stage: Stage, wish: PairWish) -> dict[str, Any]:
    """The customer deletes the member: del_follow_user."""
    person = _customer(stage, wish)
    _part(person, wish.userid)
    stage.corp.customer_leaves(person, wish.userid, stage.now)
    return {}


def drop(stage: Stage, wish: PairWish) -> dict[str, Any]:
    """The member deletes the customer: del_external_contact."""
    person = _customer(stage, wish)
    _part(person, wish.userid)
    stage.corp.staff_drops(person, wish.userid, stage.now)
    return {}


def edit(stage: Stage, wish: PairWish) -> dict[str, Any]:
    """The member notes name and number: edit_external_contact."""
    stage.corp.staff_edits(_customer(stage, wish), wish.userid, stage.now)
    return {}


def _customer(stage: Stage, wish: PairWish) -> Person:
    """Raises Refused."""
    person = stage.corp.people_known.get(wish.external_userid)
    if person is None or (wish.userid, wish.external_userid) not in stage.corp.relations:
        raise Refused("these two are not friends")
    return person


def _part(person: Person, userid: str) -> None:
    person.friends = [staff for staff in person.friends if staff != userid]


# mounted beside the acts of the world, where they have always been
ACTS: Acts = {
    "chat": (PairWish, chat),
    "leave": (PairWish, leave),
    "drop": (PairWish, drop),
    "edit": (PairWish, edit),
}
