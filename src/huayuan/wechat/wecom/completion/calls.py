"""Calls about identifiers [97108]."""

from __future__ import annotations

from huayuan.wechat.connections.api import PlatformClient
from huayuan.wechat.wecom.completion import wire


class CompletionCalls(PlatformClient):
    def customer_with(self, unionid: str, openid: str) -> str:
        """The external userid; empty for somebody who is no customer. Apps that the corp made itself are refused (48002):
        they are told the unionid with each customer."""
        body = {"unionid": unionid, "openid": openid}
        return self._post(
            "/cgi-bin/idconvert/unionid_to_external_userid", body, wire.Converted
        ).external_userid
