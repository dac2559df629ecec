"""The door of 微信客服."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from huayuan.kernel.errors import NotFound
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction
from huayuan.messaging import api as messaging
from huayuan.messaging.api import Placed
from huayuan.messaging.contracts import ChannelRegistry, Intent, Purpose
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Visibility
from huayuan.wechat.wecom.kf import rules, store
from huayuan.wechat.wecom.kf.contracts import (
    CHANNEL,
    KfAccount,
    KfConversation,
    KfLine,
    SessionState,
    Speaker,
)
from huayuan.wechat.wecom.kf.errors import KfTextUnfit, KfWindowClosed
from huayuan.wechat.wecom.kf.limits import CATCH_UP_SECONDS, KEPT_DAYS, QUIET_MINUTES, SHOWN, TEXT_BYTES

__all__ = [
    "PRIVACY",
    "accounts",
    "by_state",
    "catch_up",
    "conversation",
    "conversations",
    "forget_old",
    "last_words",
    "learn_accounts",
    "lines",
    "people_moved",
    "reply",
    "told",
]

LEARN_TASK = "wecom.kf_accounts"
PRIVACY = PrivacyHooks("wechat.wecom.kf", tables=("wecom_kf_session",))


def told(tx: Transaction, connection_id: int, open_kfid: str, token: str) -> None:
    """A callback said that something waits at an account. What an account is called is asked when it is first heard of,
    and once only: of one that the app may not manage the platform does not say."""
    if not store.want(tx.session, connection_id, open_kfid, token, tx.now):
        learn_accounts(tx, connection_id, f"heard:{open_kfid}")


def learn_accounts(tx: Transaction, connection_id: int, occasion: str) -> None:
    """Have the connection's accounts listed with their names, once for each occasion."""
    key = f"{LEARN_TASK}:{connection_id}:{occasion}"
    tx.enqueue(LEARN_TASK, {"connection_id": connection_id}, dedup_key=key)


def catch_up(tx: Transaction, connection_ids: Collection[int]) -> int:
    """Have accounts read whose callbacks may have been lost; answers how many. Without a token the platform answers
    seldom, and a refusal would rest the reading of all, so they come one after the other."""
    quiet = [
        one
        for one in store.accounts(tx.session)
        if one.active and one.connection_id in connection_ids and not _read_lately(one, tx.now)
    ]
    for place, one in enumerate(quiet):
        due = tx.now + timedelta(seconds=place * CATCH_UP_SECONDS)
        store.want(tx.session, one.connection_id, one.open_kfid, "", due)
    return len(quiet)


def accounts(tx: Transaction, connection_id: int | None = None) -> list[KfAccount]:
    return store.accounts(tx.session, connection_id)


def conversations(
    tx: Transaction,
    visibility: Visibility,
    *,
    open_kfid: str | None,
    state: SessionState | None = None,
    limit: int,
    offset: int,
) -> tuple[list[KfConversation], int]:
    """The newest question first, and how many in all."""
    people = profiles.visible_query(visibility)
    return store.conversations(tx.session, people, open_kfid, state, limit, offset)


def by_state(tx: Transaction, visibility: Visibility, open_kfid: str | None) -> dict[SessionState, int]:
    """How many conversations there are; states without any are absent."""
    return store.by_state(tx.session, profiles.visible_query(visibility), open_kfid)


def conversation(tx: Transaction, session_id: int, visibility: Visibility) -> KfConversation:
    """Raises NotFound, also for a customer whom the caller may not see."""
    found = store.conversation(tx.session, session_id)
    if found is None or not profiles.visible_people(tx, [found.person_id], visibility):
        raise NotFound(what="conversation")
    return found


def lines(tx: Transaction, one: KfConversation) -> list[KfLine]:
    """What was said and happened lately, oldest first."""
    return store.lines(tx.session, one.id, SHOWN)


def last_words(tx: Transaction, session_ids: Collection[int]) -> dict[int, KfLine]:
    """conversation → the newest that somebody said in it."""
    return store.last_words(tx.session, session_ids)


def forget_old(tx: Transaction) -> int:
    """What was said longer ago than we keep it; answers how many lines."""
    return store.forget_lines(tx.session, tx.now - timedelta(days=KEPT_DAYS))


def reply(
    tx: Transaction, channels: ChannelRegistry, one: KfConversation, account: str, text: str, key: str
) -> Placed:
    """Through the gate, once for each `key`. Raises KfTextUnfit and KfWindowClosed."""
    size = len(text.encode())
    if not text.strip() or size > TEXT_BYTES:
        raise KfTextUnfit(given=size, limit=TEXT_BYTES)
    if not rules.messages_left(one, tx.now):
        raise KfWindowClosed()
    intent = Intent(
        key=f"{CHANNEL}:{one.id}:{key}"[:200],
        channel=CHANNEL,
        purpose=Purpose.SERVICE,
        account=account,
        person_id=one.person_id,
        text=text,
        caused_at=tx.now,
        expires_at=rules.answerable_until(one),
        address={
            "connection_id": one.connection_id, "open_kfid": one.open_kfid,
            "external_userid": one.external_userid, "session_id": one.id,
        },
    )  # fmt: skip
    placed = messaging.send(tx, channels, intent)
    if placed.fresh:
        said = KfLine(f"hy{placed.id}", tx.now, Speaker.US, "text", text, key=placed.key)
        store.add_lines(tx.session, [(one.id, said)])
    return placed


def people_moved(tx: Transaction, moves: Mapping[int, int]) -> None:
    for origin, to in moves.items():
        store.repoint(tx.session, origin, to)


def _read_lately(one: KfAccount, now: datetime) -> bool:
    return one.read_at is not None and now - one.read_at < timedelta(minutes=QUIET_MINUTES)


@PRIVACY.export
def _export(tx: Transaction, person_id: int) -> dict[str, Any]:
    return {"kf_sessions": store.of_person(tx.session, person_id)}


@PRIVACY.erase
def _erase(tx: Transaction, person_id: int) -> int:
    return store.forget_person(tx.session, person_id)
