"""Asks WeCom for the figures of the days that are over. They are corrected for a while, so a few are asked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.clock import Clock
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.service_figures import store, wire

log = get_logger("wecom.figures")
_CHINA = ZoneInfo("Asia/Shanghai")  # the platform's days, whatever zone the organisation has
FIRST_DAYS, AGAIN_DAYS, OWNERS = 30, 3, 100
_BEHAVIOR = ("chats", "messages", "reply_percentage", "reply_minutes", "blocked_by", "applied", "new_friends")
_GROUPS = (
    "groups", "groups_talking", "group_members", "groups_new", "group_joined", "group_speakers", "group_messages",
)  # fmt: skip
Row = dict[str, Any]


class FigureReader:
    def __init__(self, uow: UnitOfWork, clients: Clients, clock: Clock) -> None:
        self._uow = uow
        self._clients = clients
        self._clock = clock

    def members(self, connection_id: int) -> list[str]:
        return self._clients.of(connection_id).follow_users()

    def behavior(self, connection_id: int, userid: str) -> int:
        """A member's days; one whom the app may no longer see has none. Answers how many days."""
        client = self._clients.of(connection_id)
        first, last = self._days(client.connection.account, "chats", userid)
        try:
            found = client.behavior(userid, _begin(first), _begin(last))
        except Refused as refusal:
            if refusal.reaction not in (Reaction.GIVE_UP, Reaction.MARK) or refusal.errcode in (48001, 48002):
                raise
            log.info("wecom.no_figures", userid=userid, errcode=refusal.errcode)
            return 0
        rows = [_behavior(client.connection.account, userid, one) for one in found]
        with self._uow.begin() as tx:
            store.write(tx.session, rows, _BEHAVIOR)
        return len(rows)

    def groups(self, connection_id: int, owners: Sequence[str]) -> int:
        """The groups of owners, a day a call; answers how many rows."""
        client = self._clients.of(connection_id)
        first, last = self._days(client.connection.account, "groups")
        written, day = 0, first
        while day <= last:
            for some in _some(owners):
                rows = _groups(client, some, day)
                with self._uow.begin() as tx:
                    store.write(tx.session, rows, _GROUPS)
                written += len(rows)
            day += timedelta(days=1)
        return written

    def _days(self, account: str, column: str, userid: str = "") -> tuple[date, date]:
        """From three days before the last one known, or a month ago, to yesterday."""
        yesterday = self._clock.now().astimezone(_CHINA).date() - timedelta(days=1)
        with self._uow.read() as tx:
            known = store.last_day(tx.session, account, column, userid)
        earliest = yesterday - timedelta(days=FIRST_DAYS - 1)
        return max(earliest, known - timedelta(days=AGAIN_DAYS)) if known else earliest, yesterday


def _begin(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=_CHINA).timestamp())


def _behavior(account: str, userid: str, one: wire.Behavior) -> Row:
    return {
        "account": account, "userid": userid, "day": datetime.fromtimestamp(one.stat_time, UTC).astimezone(_CHINA).date(),
        "chats": one.chat_cnt, "messages": one.message_cnt, "reply_percentage": one.reply_percentage,
        "reply_minutes": one.avg_reply_time, "blocked_by": one.negative_feedback_cnt,
        "applied": one.new_apply_cnt, "new_friends": one.new_contact_cnt,
    }  # fmt: skip


def _groups(client: WecomClient, owners: Sequence[str], day: date) -> list[Row]:
    return [
        {
            "account": client.connection.account, "userid": one.owner, "day": day, "groups": one.data.chat_total,
            "groups_talking": one.data.chat_has_msg, "group_members": one.data.member_total,
            "groups_new": one.data.new_chat_cnt, "group_joined": one.data.new_member_cnt,
            "group_speakers": one.data.member_has_msg, "group_messages": one.data.msg_total,
        }
        for one in client.group_figures(owners, _begin(day))
    ]  # fmt: skip


def _some(owners: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(owners), OWNERS):
        yield owners[start : start + OWNERS]
