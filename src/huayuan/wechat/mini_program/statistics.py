"""The platform's own figures, day by day: asked for in the morning, and again for days that were missed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from huayuan.kernel.clock import Clock
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.mini_program import store
from huayuan.wechat.mini_program.client import Clients, MiniProgramClient
from huayuan.wechat.mini_program.contracts import Day
from huayuan.wechat.mini_program.limits import STATISTICS_DAYS

_CHINA = ZoneInfo("Asia/Shanghai")  # the platform's days, whatever zone the organisation has


class Statistics:
    def __init__(self, uow: UnitOfWork, clients: Clients, clock: Clock) -> None:
        self._uow = uow
        self._clients = clients
        self._clock = clock

    def fetch(self, connection_id: int) -> int:
        """Write the days up to yesterday that are not known yet; answers how many. Calls the platform."""
        yesterday = _today(self._clock.now()) - timedelta(days=1)
        first = yesterday - timedelta(days=STATISTICS_DAYS)
        with self._uow.read() as tx:
            known = store.known_days(tx.session, connection_id, first)
        wanted = [first + timedelta(days=number) for number in range(STATISTICS_DAYS + 1)]
        client, written = self._clients.of(connection_id), 0
        for day in wanted:
            if day not in known and (found := _day(client, day)) is not None:
                with self._uow.begin() as tx:
                    store.write_day(tx.session, connection_id, found)
                written += 1
        return written


def _day(client: MiniProgramClient, day: date) -> Day | None:
    """None when the platform has not counted it yet."""
    try:
        trend, summary = client.trend(day), client.summary(day)
    except Refused as refusal:
        if refusal.kind is ErrorClass.CONFLICT:
            return None
        raise
    if trend is None or summary is None:
        return None
    return Day(
        day, trend.session_cnt, trend.visit_pv, trend.visit_uv, trend.visit_uv_new, trend.stay_time_uv,
        summary.share_pv, summary.share_uv, summary.visit_total,
    )  # fmt: skip


def _today(now: datetime) -> date:
    return now.astimezone(_CHINA).date()
