"""企业群发: staff confirm, never confirm, or send something of their own."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Refused, Stage
from huayuan_sandbox.services.wecom.mass import BY_STAFF, TASK_WAITING, Mass, MassMessages


class ConfirmWish(msgspec.Struct, forbid_unknown_fields=True):
    """`userid` empty = everybody whose task waits. `only`: recipients, where the task allows a choice."""

    msgid: str
    userid: str = ""
    only: list[str] | None = None


class NeverWish(msgspec.Struct, forbid_unknown_fields=True):
    userid: str
    never: bool = True


class OwnWish(msgspec.Struct, forbid_unknown_fields=True):
    """A member sends a mass message of its own, to all friends when nobody is named."""

    userid: str
    text: str
    external_userid: list[str] = []


def tasks(stage: Stage, _: Nothing) -> dict[str, Any]:
    rows = [
        {"msgid": mass.msgid, "chat_type": mass.chat_type, "userid": task.userid, "status": task.status,
         "targets": len(task.targets), "text": mass.text, "cancelled": mass.cancelled}
        for mass in stage.corp.part(MassMessages).state.masses.values() for task in mass.tasks.values()
    ]  # fmt: skip
    return {"items": rows}


def confirm(stage: Stage, wish: ConfirmWish) -> dict[str, Any]:
    part = stage.corp.part(MassMessages)
    mass = part.find(wish.msgid, stage.now)
    if mass.cancelled:
        raise Refused("the task was cancelled")
    if wish.only is not None and not mass.allow_select:
        raise Refused("this task allows no choice among its recipients")
    waiting = [task.userid for task in mass.tasks.values() if task.status == TASK_WAITING]
    chosen = [wish.userid] if wish.userid else waiting
    if not set(chosen) <= set(waiting):
        raise Refused(f"nothing waits for {wish.userid}")
    counts = {"sent": 0, "no_friend": 0, "capped": 0, "waiting": 0}
    for userid in chosen:
        for name, number in part.confirm(mass, userid, stage.now, live=True, only=wish.only).items():
            counts[name] += number
    return counts


def never(stage: Stage, wish: NeverWish) -> dict[str, Any]:
    state = stage.corp.part(MassMessages).state
    others = [userid for userid in state.never if userid != stage.staff(wish.userid)]
    state.never = [*others, wish.userid] if wish.never else others
    return {"never": state.never}


def own(stage: Stage, wish: OwnWish) -> dict[str, Any]:
    part, userid = stage.corp.part(MassMessages), stage.staff(wish.userid)
    targets = wish.external_userid or part.everybody_of(userid)
    mass = Mass("", 0, "single", stage.now, wish.text, [], creator=userid, create_type=BY_STAFF)
    part.create(mass, {userid: targets})
    return {"msgid": mass.msgid, **part.confirm(mass, userid, stage.now, live=True)}


ACTS: Acts = {
    "mass": (Nothing, tasks),
    "mass/confirm": (ConfirmWish, confirm),
    "mass/never": (NeverWish, never),
    "mass/own": (OwnWish, own),
}
