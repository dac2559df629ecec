"""客户群: people come, talk and leave; staff open, rename, hand over and dismiss."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Refused, Stage
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.opengid import opengid_of
from huayuan_sandbox.services.wecom.room import Room
from huayuan_sandbox.world.doors import JoinScene, LeaveScene

_SCENES = {"invited": JoinScene.INVITED, "link": JoinScene.LINK, "code": JoinScene.CODE}


class OpenWish(msgspec.Struct, forbid_unknown_fields=True):
    owner: str
    name: str = "新群"


class JoinWish(msgspec.Struct, forbid_unknown_fields=True):
    """`code` = config_id of a join way, `chat_id` = a room, neither = a room of the person's store.

    `scene`: invited, link or code. `inviter`: the customer who invited, if it was one.
    """

    customer: str
    chat_id: str = ""
    code: str = ""
    scene: str = "code"
    inviter: str = ""


class LeaveWish(msgspec.Struct, forbid_unknown_fields=True):
    chat_id: str
    customer: str
    removed: bool = False


class TalkWish(msgspec.Struct, forbid_unknown_fields=True):
    """`speaker`: a customer or a member of staff."""

    chat_id: str
    speaker: str
    messages: int = 1


class ChangeWish(msgspec.Struct, forbid_unknown_fields=True):
    """What is named changes: `name`, `notice`, `owner`; `dismiss` ends the group."""

    chat_id: str
    name: str | None = None
    notice: str | None = None
    owner: str | None = None
    dismiss: bool = False


def groups(stage: Stage, _: Nothing) -> dict[str, Any]:
    rooms = stage.corp.part(Groups).state.rooms.values()
    return {"items": [_shown(room) for room in rooms]}


def open_group(stage: Stage, wish: OpenWish) -> dict[str, Any]:
    return _shown(stage.corp.part(Groups).open_room(wish.name, stage.staff(wish.owner), stage.now))


def join(stage: Stage, wish: JoinWish) -> dict[str, Any]:
    if wish.scene not in _SCENES:
        raise Refused("scene must be invited, link or code")
    person = stage.person(wish.customer)
    inviter = stage.person(wish.inviter) if wish.inviter else None
    chat_id = stage.corp.part(Groups).join(
        person, stage.now, stage.rng, _SCENES[wish.scene], live=True, room=wish.chat_id, code=wish.code,
        inviter=inviter,
    )  # fmt: skip
    return {"joined": chat_id is not None, "chat_id": chat_id, "external_userid": person.external_userid}


def leave(stage: Stage, wish: LeaveWish) -> dict[str, Any]:
    scene = LeaveScene.REMOVED if wish.removed else LeaveScene.BY_ITSELF
    person = stage.person(wish.customer)
    return {"left": stage.corp.part(Groups).leave(person, wish.chat_id, stage.now, scene, live=True)}


def talk(stage: Stage, wish: TalkWish) -> dict[str, Any]:
    part = stage.corp.part(Groups)
    room = part.room(wish.chat_id)
    speaker = wish.speaker
    if speaker not in stage.corp.staff:
        speaker = stage.person(speaker).external_userid
    if speaker not in room.members:
        raise Refused(f"{wish.speaker} is not in the group")
    for _ in range(wish.messages):
        part.say(room, speaker, stage.now)
    return {"said": wish.messages}


def change(stage: Stage, wish: ChangeWish) -> dict[str, Any]:
    part = stage.corp.part(Groups)
    room = part.room(wish.chat_id)
    if wish.name is not None:
        part.rename(room, wish.name, stage.now)
    if wish.notice is not None:
        part.announce(room, wish.notice, stage.now)
    if wish.owner is not None:
        part.hand_over(room, stage.staff(wish.owner), stage.now)
    if wish.dismiss:
        part.dismiss(room, stage.now)
    return _shown(room)


def _shown(room: Room) -> dict[str, Any]:
    return {
        "chat_id": room.chat_id, "name": room.name, "owner": room.owner, "members": len(room.members),
        "status": room.status, "dismissed": bool(room.dismissed_at), "opengid": opengid_of(room.chat_id),
    }  # fmt: skip


ACTS: Acts = {
    "groups": (Nothing, groups),
    "groups/open": (OpenWish, open_group),
    "groups/join": (JoinWish, join),
    "groups/leave": (LeaveWish, leave),
    "groups/talk": (TalkWish, talk),
    "groups/change": (ChangeWish, change),
}
