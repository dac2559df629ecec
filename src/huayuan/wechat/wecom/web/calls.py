"""Calls about pages inside WeCom [91023, 95833, 90506]."""

from __future__ import annotations

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.web import wire

_API = "/cgi-bin/"


class WebCalls(PlatformClient):
    def page_visitor(self, code: str) -> wire.Visitor:
        """Who came back with this code, which works once and for five minutes."""
        return self._get(_API + "auth/getuserinfo", {"code": code}, wire.Visitor)

    def page_visitor_detail(self, user_ticket: str) -> wire.Detail:
        """For a ticket of half an hour, from a login that asked for private information."""
        return self._post(_API + "auth/getuserdetail", {"user_ticket": user_ticket}, wire.Detail)

    def corp_ticket(self) -> wire.Ticket:
        """At most 100 times an hour."""
        return self._get(_API + "get_jsapi_ticket", {}, wire.Ticket)

    def app_ticket(self) -> wire.Ticket:
        """As `corp_ticket`, for what only this app may do on a page."""
        return self._get(_API + "ticket/get", {"type": "agent_config"}, wire.Ticket)
