"""A page of messages into sessions, lines, events and tags. No event says what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import api as messaging
from huayuan.messaging.contracts import MessageState, Outcome
from huayuan.profiles.api import add_many_tags, gifts_for_words
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.wecom import details
from huayuan.wechat.wecom import wire as wecom_wire
from huayuan.wechat.wecom.kf import store, wire
from huayuan.wechat.wecom.kf.contracts import KfLine, SessionState, Speaker
from huayuan.wechat.wecom.kf.models import KfSessionRow

_ENDED = 3  # change_type of a session
_CHANGES = ("enter_session", "session_status_change")


def keep(
    tx: Transaction,
    resolver: IdentityResolver,
    connection: Connection,
    open_kfid: str,
    messages: Sequence[wire.Message],
    profiles: Sequence[wire.Customer],
) -> None:
    """Harmless when repeated: events have ids of their own, states are those of the messages, in order."""
    if profiles:
        known = [details.Detail(_profile(one), ()) for one in profiles]
        details.apply(tx, resolver, connection.account, known)
    people = _people(tx, resolver, connection.account, messages)
    sessions = store.sessions(tx.session, connection.id, open_kfid, people)
    servicers = {one.servicer_userid for one in messages if one.servicer_userid}
    staff = stores.staff_by_userid(tx, connection.account, servicers) if servicers else {}
    told: list[NewEvent] = []
    said: list[tuple[int, KfLine]] = []
    for one in sorted(messages, key=lambda message: message.send_time):
        person = people.get(one.customer)
        if person is None:
            continue
        row = sessions.get(one.customer)
        if row is None:
            row = store.begin(tx.session, connection.id, open_kfid, one.customer, person)
            sessions[one.customer] = row
        _follow(row, one)
        said += [(row.id, line)] if (line := _line(one)) else []
        if _settled(tx, one):
            continue
        event = _event(connection.account, one, row, staff.get(row.servicer))
        told += [event] if event else []
    tx.session.flush()
    store.add_lines(tx.session, said)
    written = [
        (people[one.customer], one.words, _time(one))
        for one in messages
        if one.origin == wire.FROM_CUSTOMER and one.msgtype == "text" and one.customer in people
    ]
    add_many_tags(tx, gifts_for_words(tx, written))
    events.publish_all(tx, told)


def _people(
    tx: Transaction, resolver: IdentityResolver, account: str, messages: Sequence[wire.Message]
) -> dict[str, int]:
    """external userid → person."""
    seen: dict[str, Observation] = {}
    for one in messages:
        if one.customer and one.customer not in seen:
            ids = (("wecom_external_userid", one.customer),)
            seen[one.customer] = Observation(
                ids, account, _event_id(account, one), _time(one), details.SOURCE
            )
    found = resolver.resolve(tx, list(seen.values())) if seen else []
    return {
        external: one.person_id
        for external, one in zip(seen, found, strict=True)
        if isinstance(one, Resolved)
    }


def _follow(row: KfSessionRow, one: wire.Message) -> None:
    at = _time(one)
    if one.origin == wire.FROM_CUSTOMER and (row.asked_at is None or at >= row.asked_at):
        row.asked_at, row.sent = at, 0
        if row.state == SessionState.ENDED:
            row.state, row.servicer = SessionState.UNHANDLED, ""
    elif one.origin == wire.FROM_SERVICER:
        row.state, row.servicer, row.answered_at = SessionState.HUMAN, one.servicer_userid[:64], at
    elif one.event is not None and one.event.event_type == "enter_session":
        row.entered_at, row.scene = at, one.event.scene[:64]
    elif one.event is not None and one.event.event_type == "session_status_change":
        ended = one.event.change_type == _ENDED
        row.state = SessionState.ENDED if ended else SessionState.HUMAN
        row.servicer = "" if ended else one.event.new_servicer_userid[:64]


def _line(one: wire.Message) -> KfLine | None:
    if one.origin in (wire.FROM_CUSTOMER, wire.FROM_SERVICER):
        return KfLine(
            one.msgid, _time(one), Speaker(one.origin), one.msgtype, one.words, one.servicer_userid
        )  # fmt: skip
    if one.event is None or one.event.event_type not in _CHANGES:
        return None
    servicer = one.event.new_servicer_userid
    if one.event.event_type == "session_status_change":
        state = SessionState.ENDED if one.event.change_type == _ENDED else SessionState.HUMAN
        kind = state.name.lower()
    else:
        kind = "entered"
    return KfLine(one.msgid, _time(one), Speaker.SYSTEM, kind, servicer=servicer)


def _settled(tx: Transaction, one: wire.Message) -> bool:
    """A message of ours did not arrive: the ledger tells of it."""
    if one.event is None or one.event.event_type != "msg_send_fail":
        return False
    number = re.fullmatch(r"hy(\d{1,18})", one.event.fail_msgid)
    key = messaging.key_of(tx, int(number[1])) if number else None
    if key is None:
        return False
    messaging.settle(
        tx, {key: (Outcome(MessageState.FAILED, "not_delivered", one.event.fail_type), _time(one))}
    )
    return True  # also when it was told before


def _event(account: str, one: wire.Message, row: KfSessionRow, member: StaffMember | None) -> NewEvent | None:
    """What a customer wrote is told without its words; so is what the platform could not deliver."""
    if one.origin == wire.FROM_CUSTOMER:
        name, properties = "message_received", {"kind": one.msgtype, "source": "kf"}
    elif one.event is not None and one.event.event_type == "msg_send_fail":
        name, properties = "message_failed", {"code": f"kf_{one.event.fail_type}"}
    else:
        return None
    return NewEvent(
        event_id=_event_id(account, one),
        event=name,
        occurred_at=_time(one),
        ids={"wecom_external_userid": one.customer},
        account=account,
        channel=row.scene or None,
        staff_id=str(member.id) if member else None,
        store_id=member.store_code if member else None,
        properties=properties | ({"staff_id": str(member.id)} if member else {}),
    )


def _event_id(account: str, one: wire.Message) -> UUID:
    return event_uuid("wecom.kf", account, one.msgid)


def _time(one: wire.Message) -> datetime:
    return datetime.fromtimestamp(one.send_time, UTC)


def _profile(one: wire.Customer) -> wecom_wire.Profile:
    return wecom_wire.Profile(
        external_userid=one.external_userid, name=one.nickname, avatar=one.avatar, gender=one.gender,
        unionid=one.unionid,
    )  # fmt: skip
