"""Asks the platform for an account's days. They are corrected for a while, so a few are asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huayuan.kernel.clock import Clock
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.warehouse import Warehouse
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.days import store
from huayuan.wechat.official_account.figures import carry
from huayuan.wechat.official_account.limits import STATISTICS_READY_HOUR

log = get_logger("official_account.days")
_CHINA = ZoneInfo("Asia/Shanghai")  # the platform's days, whatever zone the organisation has
FIRST_DAYS, AGAIN_DAYS, MESSAGE_DAYS = 30, 3, 7
_TOTAL = "全部"  # the platform's name for all sources together
_KINDS = {1: "text", 2: "image", 3: "voice", 4: "video", 6: "link"}
_SINGLE = (
    "readers",
    "sharers",
    "likers",
    "keepers",
    "comments",
    "published",
    "callbacks",
    "callback_failures",
)
Row = dict[str, Any]


class DayReader:
    """What changed goes to the warehouse first, then to our own books: after a crash it is told again."""

    def __init__(self, uow: UnitOfWork, clients: Clients, clock: Clock) -> None:
        self._uow = uow
        self._clients = clients
        self._clock = clock

    def read(self, connection_id: int, warehouse: Warehouse) -> int:
        """From three days before the last one known, or a month ago, to the last one that is ready; answers how many
        days changed. Raises Refused and WarehouseDown.
        """
        client = self._clients.of(connection_id)
        first, last = self._span(client.connection.account)
        rows = _days(client, first, last)
        with self._uow.read() as tx:
            rows = store.changed(tx.session, rows)
            version = int(tx.now.timestamp())
        carry(warehouse, list(_figures(rows)), version)
        with self._uow.begin() as tx:
            store.write(tx.session, rows)
        return len(rows)

    def _span(self, account: str) -> tuple[date, date]:
        ready = self._clock.now().astimezone(_CHINA) - timedelta(hours=STATISTICS_READY_HOUR)
        yesterday = ready.date() - timedelta(days=1)
        with self._uow.read() as tx:
            known = store.last_day(tx.session, account)
        earliest = yesterday - timedelta(days=FIRST_DAYS - 1)
        return max(earliest, known - timedelta(days=AGAIN_DAYS)) if known else earliest, yesterday


def _days(client: OfficialAccountClient, first: date, last: date) -> list[Row]:
    """One row a day. A day the platform was asked for and did not mention is one on which nothing happened."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    account = client.connection.account
    read = _granted(lambda: _reads(client, days))
    written = _granted(lambda: _messages(client, days))
    called = _granted(lambda: _callbacks(client, days))
    nothing: Row = dict.fromkeys(_SINGLE) | {
        "reads_by_source": {}, "messages": None, "messages_by_kind": {}, "slowest_ms": None,
    }  # fmt: skip
    return [
        {"account": account, "day": day}
        | nothing
        | read.get(day, {})
        | written.get(day, {})
        | called.get(day, {})
        for day in days
    ]


def _granted(ask: Callable[[], dict[date, Row]]) -> dict[date, Row]:
    """An account without the permission (48001), or days before there were figures (61501), has none."""
    try:
        return ask()
    except Refused as refusal:
        if refusal.reaction is not Reaction.GIVE_UP:
            raise
        log.info("official_account.no_day_figures", errcode=refusal.errcode)
        return {}


def _reads(client: OfficialAccountClient, days: Sequence[date]) -> dict[date, Row]:
    answer = client.biz_summary(days[0], days[-1])
    told = {row.ref_date: row.detail for row in answer.rows}
    found: dict[date, Row] = {}
    for day in days:
        one = told.get(day.isoformat())
        if one is not None:
            sources = {source.scene_desc: source.user_count for source in one.read_user_source}
            sources.pop(_TOTAL, None)
            found[day] = {
                "readers": one.read_user, "sharers": one.share_user, "likers": one.like_user,
                "keepers": one.collection_user, "comments": one.comment_count, "published": one.send_page_count,
                "reads_by_source": sources,
            }  # fmt: skip
        elif not answer.is_delay:
            found[day] = dict.fromkeys(
                ("readers", "sharers", "likers", "keepers", "comments", "published"), 0
            )
    return found


def _messages(client: OfficialAccountClient, days: Sequence[date]) -> dict[date, Row]:
    found: dict[date, Row] = {day: {"messages": 0, "messages_by_kind": {}} for day in days}
    for start in range(0, len(days), MESSAGE_DAYS):
        part = days[start : start + MESSAGE_DAYS]
        for row in client.upstream_messages(part[0], part[-1]):
            day = found[date.fromisoformat(row.ref_date)]
            kind = _KINDS.get(row.msg_type, "other")
            day["messages"] += row.msg_count
            day["messages_by_kind"][kind] = day["messages_by_kind"].get(kind, 0) + row.msg_count
    return found


def _callbacks(client: OfficialAccountClient, days: Sequence[date]) -> dict[date, Row]:
    found: dict[date, Row] = {
        day: {"callbacks": 0, "callback_failures": 0, "slowest_ms": None} for day in days
    }
    for row in client.interface_summary(days[0], days[-1]):
        found[date.fromisoformat(row.ref_date)] = {
            "callbacks": row.callback_count, "callback_failures": row.fail_count,
            "slowest_ms": row.max_time_cost or None,
        }  # fmt: skip
    return found


def _figures(rows: Iterable[Row]) -> Iterator[tuple[str, str, str, date, int]]:
    """(account, figure, item, day, value)"""
    for row in rows:
        account, day = row["account"], row["day"]
        for name in _SINGLE:
            if row[name] is not None:
                yield account, f"account_{name}", "", day, row[name]
        for source, number in row["reads_by_source"].items():
            yield account, "account_readers_by_source", source, day, number
        for kind, number in row["messages_by_kind"].items():
            yield account, "account_messages", kind, day, number
