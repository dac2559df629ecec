"""Calls about figures [92132, 92133]."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.service_figures import wire

_CONTACT = "/cgi-bin/externalcontact/"


class FigureCalls(PlatformClient):
    def behavior(self, userid: str, begin: int, end: int) -> list[wire.Behavior]:
        """Days from `begin` to `end` (Unix seconds, both included), at most 30, back to 180 days ago. Of one member:
        several would be one sum."""
        body = {"userid": [userid], "start_time": begin, "end_time": end}
        return self._post(_CONTACT + "get_user_behavior_data", body, wire.Behaviors).behavior_data

    def group_figures(self, owners: Sequence[str], day: int) -> list[wire.OwnerFigures]:
        """One day of up to 100 owners."""
        body = {
            "day_begin_time": day, "day_end_time": day, "owner_filter": {"userid_list": list(owners)},
            "offset": 0, "limit": 1000,
        }  # fmt: skip
        return self._post(_CONTACT + "groupchat/statistic", body, wire.GroupStatistic).items
