"""Calls about app messages [90236]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.notices import wire
from huayuan.wechat.wecom.notices.limits import SAME_SECONDS


class NoticeCalls(PlatformClient):
    def tell_staff(self, userids: Sequence[str], kind: str, content: dict[str, Any]) -> wire.SentNotice:
        """`kind`: text, textcard. The platform sends the same message to the same members once in four hours, so a
        cut-off call is safely repeated."""
        app = self.connection.app
        body = {
            "touser": "|".join(userids), "msgtype": kind, "agentid": int(app) if app.isdigit() else 0, kind: content,
            "enable_duplicate_check": 1, "duplicate_check_interval": SAME_SECONDS,
        }  # fmt: skip
        return self._post("/cgi-bin/message/send", body, wire.SentNotice)
