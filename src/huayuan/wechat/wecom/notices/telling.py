"""Staff are told: written in the caller's transaction, sent by a job after it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffNotice
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.limits import KIND
from huayuan.wechat.wecom.notices import store
from huayuan.wechat.wecom.notices.errors import NoticeUnfit
from huayuan.wechat.wecom.notices.limits import (
    CARD_CHARS,
    NOBODY,
    RECIPIENTS,
    TEXT_BYTES,
    TITLE_CHARS,
    URL_BYTES,
)

_TRY_AGAIN = (Reaction.AGAIN, Reaction.NEW_TOKEN, Reaction.PAUSE, Reaction.STOP_CONNECTION)


class WecomNotices:
    """Fills `StaffNotices` of stores."""

    def __init__(self, uow: UnitOfWork, connections: Connections, clients: Clients) -> None:
        self._uow = uow
        self._connections = connections
        self._clients = clients

    def tell(self, tx: Transaction, notice: StaffNotice) -> int:
        """Raises NoticeUnfit. Those who left, and those of a corp that is not connected, are not reached."""
        _check(notice)
        by_account: dict[str, list[str]] = {}
        for member in stores.staff_by_id(tx, set(notice.staff_ids)).values():
            if member.active:
                by_account.setdefault(member.account, []).append(member.userid)
        reached = 0
        for connection in sorted(self._connections.all(KIND), key=lambda one: one.id):
            userids = sorted(by_account.pop(connection.account, []))
            for start in range(0, len(userids), RECIPIENTS):
                some = userids[start : start + RECIPIENTS]
                self._write(tx, notice, connection.id, start, some)
                reached += len(some)
        return reached

    def send(self, notice_id: int) -> None:
        """Raises what another try may mend."""
        with self._uow.read() as tx:
            one = store.notice(tx.session, notice_id)
        if one is None or one.state != "waiting":
            return
        state, missed, errcode = "sent", list[str](), None
        try:
            answer = self._clients.of(one.connection_id).tell_staff(one.userids, *_content(one))
            missed = _names(answer.invaliduser) + _names(answer.unlicenseduser)
        except Refused as refusal:
            if refusal.reaction in _TRY_AGAIN:
                raise
            state, errcode = "failed", refusal.errcode
            missed = list(one.userids) if refusal.errcode == NOBODY else []
        with self._uow.begin() as tx:
            store.settle(tx.session, notice_id, state, missed=missed, errcode=errcode, now=tx.now)

    def _write(
        self, tx: Transaction, notice: StaffNotice, connection_id: int, start: int, userids: list[str]
    ) -> None:
        notice_id = store.add(
            tx.session, key=f"{notice.key}:{connection_id}:{start}"[:200], connection_id=connection_id,
            userids=userids, title=notice.title, text=notice.text, url=notice.url, button=notice.button[:16],
            created_at=tx.now,
        )  # fmt: skip
        if notice_id is not None:
            key = f"wecom.notice_send:{notice_id}"
            tx.enqueue("wecom.notice_send", {"notice_id": notice_id}, dedup_key=key, priority=5)


def _check(notice: StaffNotice) -> None:
    """Longer ones would be cut by the platform without a word."""
    if not notice.text.strip():
        raise NoticeUnfit(field="text", limit=TEXT_BYTES)
    if not notice.url:
        if len(notice.text.encode()) > TEXT_BYTES:
            raise NoticeUnfit(field="text", limit=TEXT_BYTES)
        return
    if not notice.title.strip() or len(notice.title) > TITLE_CHARS:
        raise NoticeUnfit(field="title", limit=TITLE_CHARS)
    if len(notice.text) > CARD_CHARS:
        raise NoticeUnfit(field="text", limit=CARD_CHARS)
    if len(notice.url.encode()) > URL_BYTES or urlsplit(notice.url).scheme not in ("http", "https"):
        raise NoticeUnfit(field="url", limit=URL_BYTES)


def _content(one: store.Notice) -> tuple[str, dict[str, Any]]:
    if not one.url:
        return "text", {"content": one.text}
    card = {"title": one.title, "description": one.text, "url": one.url}
    return "textcard", card | ({"btntxt": one.button} if one.button else {})


def _names(listed: str) -> list[str]:
    return [name for name in listed.split("|") if name]
