"""企业微信 on the phone of a member of staff: who they are, what waits for a tap, what reached them, their friends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from huayuan_sandbox.services.phone import Deed, Field, Item, Listing, Screen, Text, Word, when
from huayuan_sandbox.services.wecom.acts import corp, kf, mass, moments
from huayuan_sandbox.services.wecom.acts.stage import Stage
from huayuan_sandbox.services.wecom.app_messages import AppMessage, AppMessages
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.kf import ENDED, Kf, Session
from huayuan_sandbox.services.wecom.mass import Mass, MassMessages
from huayuan_sandbox.services.wecom.models import Relation
from huayuan_sandbox.services.wecom.moment import Moment
from huayuan_sandbox.services.wecom.moments import Moments
from huayuan_sandbox.services.wecom.phone import about, offer, pair_deeds
from huayuan_sandbox.world.stores import Staff

_TASKS_SHOWN = 10
_RECIPIENTS_SHOWN = 50
_FRIENDS_SHOWN = 50
_MESSAGES_SHOWN = 10
_SESSIONS_SHOWN = 10
_SESSIONS_LOOKED_THROUGH = 5000


def screens(stage: Stage, userid: str, send: Callable[[], None]) -> list[Screen]:
    """Raises KeyError for somebody who never was a member."""
    member = stage.corp.everybody[userid]
    if userid not in stage.corp.staff:
        return [Screen("staff.member", _lines(stage, member), [_friends(stage, userid)], send=send)]
    tapping = Screen("staff.tasks", (), _tasks(stage, userid), list(_own(stage, userid)), send)
    return [
        Screen("staff.member", _lines(stage, member), deeds=[_resign(stage, userid)], send=send),
        tapping,
        Screen("staff.kf", listings=[Listing("", list(_sessions(stage, userid)))], send=send),
        Screen("staff.app", listings=[Listing("", list(_reached(stage, userid)))], send=send),
        Screen("staff.friends", listings=[_friends(stage, userid)], send=send),
    ]


def waiting(stage: Stage, userid: str) -> int:
    """How much waits for a tap."""
    return len(stage.corp.part(MassMessages).waiting_for(userid)) + len(
        stage.corp.part(Moments).waiting_for(userid)
    )


def state(stage: Stage, member: Staff) -> Word:
    """On duty or not, or why the member serves nobody."""
    if member.userid not in stage.corp.staff:
        return Word("staff.resigned")
    if not member.activated:
        return Word("staff.not_activated")
    if not member.serves:
        return Word("staff.serves_nobody")
    return Word("staff.on_duty" if member.is_on_duty(stage.now) else "staff.off_duty")


def _lines(stage: Stage, member: Staff) -> list[tuple[str, Text]]:
    lines: list[tuple[str, Text]] = [("staff.store", member.store.name), ("staff.userid", member.userid)]
    if member.leads:
        lines.append(("staff.role", Word("staff.leads")))
    lines.append(("staff.state", state(stage, member)))
    lines.append(("staff.number", str(_number(stage, member.userid))))
    owned = [room.name for room in stage.corp.part(Groups).living() if room.owner == member.userid]
    if owned:
        lines.append(("staff.groups", "、".join(owned[:_TASKS_SHOWN])))
    return lines


def _number(stage: Stage, userid: str) -> int:
    return len(stage.corp.of_staff.get(userid, ()))


def _resign(stage: Stage, userid: str) -> Deed:
    return offer(stage, "staff.resign", corp.ResignWish, corp.resign, userid=userid)


# ---- what waits for a tap


def _tasks(stage: Stage, userid: str) -> list[Listing]:
    masses = stage.corp.part(MassMessages).waiting_for(userid)[-_TASKS_SHOWN:]
    ordered = stage.corp.part(Moments).waiting_for(userid)[-_TASKS_SHOWN:]
    return [
        Listing("staff.masses", [_mass(stage, userid, one) for one in reversed(masses)]),
        Listing("staff.moments", [_moment(stage, userid, one) for one in reversed(ordered)]),
    ]


def _mass(stage: Stage, userid: str, one: Mass) -> Item:
    targets = one.tasks[userid].targets
    given = {"msgid": one.msgid, "userid": userid}
    tells = ("sent", "no_friend", "capped")
    deeds = [offer(stage, "staff.send", mass.ConfirmWish, mass.confirm, of=one.msgid, tells=tells, **given)]
    if one.allow_select:
        names = [(target.to, _name(stage, target.to)) for target in targets[:_RECIPIENTS_SHOWN]]
        only = Field("only", "staff.recipients", names, "many")
        deeds.append(
            offer(
                stage,
                "staff.send_some",
                mass.ConfirmWish,
                mass.confirm,
                only,
                of=one.msgid,
                tells=tells,
                **given,
            )
        )
    kind = Word(f"staff.to_{one.chat_type}", (len(targets),))
    return Item(one.text or one.msgid, (kind, when(one.created_at)), deeds)


def _moment(stage: Stage, userid: str, one: Moment) -> Item:
    given = {"moment_id": one.moment_id, "userid": userid}
    deed = offer(
        stage,
        "staff.publish",
        moments.PublishWish,
        moments.publish,
        of=one.moment_id,
        tells=("seen_by",),
        **given,
    )
    chosen = Word("staff.to_single", (len(one.publications[userid].customers),))
    return Item(one.text or one.moment_id, (chosen, when(one.created_at)), [deed])


def _own(stage: Stage, userid: str) -> Iterator[Deed]:
    """Also: whether the member taps by itself at all."""
    text = Field("text", "text", needed=True)
    if stage.corp.part(MassMessages).everybody_of(userid):
        yield offer(
            stage, "staff.own_mass", mass.OwnWish, mass.own, text, tells=("sent", "capped"), userid=userid
        )
    yield offer(
        stage, "staff.own_moment", moments.OwnWish, moments.own, text, tells=("seen_by",), userid=userid
    )
    ignores = userid in stage.corp.part(MassMessages).state.never
    name = "staff.look_again" if ignores else "staff.ignore"
    yield offer(stage, name, mass.NeverWish, mass.never, userid=userid, never=not ignores)


def _name(stage: Stage, to: str) -> str:
    """Of a customer or a group."""
    if to in stage.corp.people_known:
        return stage.corp.people_known[to].nickname
    room = stage.corp.part(Groups).state.rooms.get(to)
    return room.name if room else to


# ---- the rest of the phone


def _sessions(stage: Stage, userid: str) -> Iterator[Item]:
    """Customers who wrote to an account of 微信客服 that this member serves."""
    part = stage.corp.part(Kf)
    mine = {one.open_kfid: one.name for one in part.living() if userid in one.servicers}
    newest = islice(reversed(part.state.sessions.values()), _SESSIONS_LOOKED_THROUGH)
    open_now = (one for one in newest if one.state != ENDED and one.open_kfid in mine)
    for session in islice(open_now, _SESSIONS_SHOWN):
        yield _session(stage, userid, session, mine[session.open_kfid])


def _session(stage: Stage, userid: str, session: Session, account: str) -> Item:
    customer: dict[str, Any] = {"customer": session.external_userid, "open_kfid": session.open_kfid}
    of = f"{session.open_kfid}/{session.external_userid}"
    text = Field("text", "text", needed=True)
    deeds = [offer(stage, "staff.answer", kf.AnswerWish, kf.answer, text, of=of, userid=userid, **customer)]
    if session.servicer == userid:
        deeds.append(offer(stage, "staff.end", kf.CustomerWish, kf.end, of=of, **customer))
    served = (Word("staff.served_by", (session.servicer,)),) if session.servicer else ()
    person = f"/sandbox/people/{session.person}"
    return Item(
        _name(stage, session.external_userid), (account, when(session.asked_at), *served), deeds, person
    )


def _reached(stage: Stage, userid: str) -> Iterator[Item]:
    """The newest first."""
    mine = (one for one in reversed(stage.corp.part(AppMessages).state.messages) if userid in one.userids)
    for one in islice(mine, _MESSAGES_SHOWN):
        yield Item(_shown(one), when(one.at))


def _shown(message: AppMessage) -> str:
    told = [message.content.get(name) for name in ("title", "content", "description")]
    return "\n".join(str(one) for one in told if one) or message.kind


def _friends(stage: Stage, userid: str) -> Listing:
    """The newest first."""
    relations = stage.corp.of_staff.get(userid, [])
    return Listing("", [_friend(stage, one) for one in reversed(relations[-_FRIENDS_SHOWN:])])


def _friend(stage: Stage, relation: Relation) -> Item:
    deeds = pair_deeds(stage, relation, of_customer=False)
    person = f"/sandbox/people/{relation.person}"
    name = _name(stage, relation.external_userid)
    remark = () if relation.remark == name else (relation.remark,)
    return Item(name, (*remark, *about(relation)), deeds, person)
