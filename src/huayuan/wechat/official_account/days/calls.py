"""Calls about an account's days. All are of days before today, and told from eight o'clock on."""

from __future__ import annotations

from datetime import date

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.official_account.days import wire


class DayCalls(PlatformClient):
    def biz_summary(self, first: date, last: date) -> wire.BizDays:
        """Readers and sharers of all articles; at most 30 days, none before 2025-11-01."""
        return self._post("/datacube/getbizsummary", _span(first, last), wire.BizDays)

    def upstream_messages(self, first: date, last: date) -> list[wire.UpstreamDay]:
        """What followers wrote, by kind; at most seven days."""
        return self._post("/datacube/getupstreammsg", _span(first, last), wire.UpstreamDays).rows

    def interface_summary(self, first: date, last: date) -> list[wire.InterfaceDay]:
        """Callbacks to us and those that failed; at most 30 days."""
        return self._post("/datacube/getinterfacesummary", _span(first, last), wire.InterfaceDays).rows


def _span(first: date, last: date) -> dict[str, str]:
    return {"begin_date": first.isoformat(), "end_date": last.isoformat()}
