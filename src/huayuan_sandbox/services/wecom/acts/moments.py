"""朋友圈: staff publish, on order or of their own; customers like and comment."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.acts.stage import Acts, Nothing, Refused, Stage
from huayuan_sandbox.services.wecom.moment import BY_STAFF, PUBLIC, Moment, Publication, Reaction
from huayuan_sandbox.services.wecom.moments import Moments


class PublishWish(msgspec.Struct, forbid_unknown_fields=True):
    """`userid` empty = everybody whose task waits."""

    moment_id: str
    userid: str = ""


class OwnWish(msgspec.Struct, forbid_unknown_fields=True):
    userid: str
    text: str


class ReactWish(msgspec.Struct, forbid_unknown_fields=True):
    """`who`: a customer, or a member of staff who published. `text` empty = a like."""

    moment_id: str
    who: str
    text: str = ""


def moments(stage: Stage, _: Nothing) -> dict[str, Any]:
    rows = [
        {"moment_id": one.moment_id, "text": one.text, "cancelled": one.cancelled,
         "waiting": [task.userid for task in one.publications.values() if not task.published_at],
         "published": [task.userid for task in one.publications.values() if task.published_at]}
        for one in stage.corp.part(Moments).state.moments.values()
    ]  # fmt: skip
    return {"items": rows}


def publish(stage: Stage, wish: PublishWish) -> dict[str, Any]:
    part, moment = stage.corp.part(Moments), _moment(stage, wish.moment_id)
    if moment.cancelled:
        raise Refused("the task was cancelled")
    waiting = [one.userid for one in moment.publications.values() if not one.published_at]
    chosen = [wish.userid] if wish.userid else waiting
    if not set(chosen) <= set(waiting):
        raise Refused(f"nothing waits for {wish.userid}")
    return {"seen_by": sum(part.publish(moment, userid, stage.now, live=True) for userid in chosen)}


def own(stage: Stage, wish: OwnWish) -> dict[str, Any]:
    """Everybody sees it."""
    part, userid = stage.corp.part(Moments), stage.staff(wish.userid)
    friends = [one.external_userid for one in stage.corp.of_staff.get(userid, ()) if not one.half]
    moment = Moment("", 0, int(stage.now), wish.text, [], PUBLIC, create_type=BY_STAFF, creator=userid)
    moment.publications[userid] = Publication(1, userid, friends)
    part.keep(moment)
    return {"moment_id": moment.moment_id, "seen_by": part.publish(moment, userid, stage.now, live=True)}


def react(stage: Stage, wish: ReactWish) -> dict[str, Any]:
    part, moment = stage.corp.part(Moments), _moment(stage, wish.moment_id)
    if wish.who in moment.publications:
        publication = moment.publications[wish.who]
        reaction = Reaction(int(stage.now), userid=wish.who, text=wish.text)
        if wish.text:
            publication.comments.append(reaction)
        else:
            publication.likes[wish.who] = reaction
        return {"reacted": True}
    person = stage.person(wish.who)
    if wish.text:
        return {"reacted": part.comment(person, stage.now, wish.moment_id, wish.text)}
    return {"reacted": part.like(person, stage.now, wish.moment_id)}


def _moment(stage: Stage, moment_id: str) -> Moment:
    moment = stage.corp.part(Moments).state.moments.get(moment_id)
    if moment is None:
        raise Refused(f"no moment {moment_id}")
    return moment


ACTS: Acts = {
    "moments": (Nothing, moments),
    "moments/publish": (PublishWish, publish),
    "moments/own": (OwnWish, own),
    "moments/react": (ReactWish, react),
}
