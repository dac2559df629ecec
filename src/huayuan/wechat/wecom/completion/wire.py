"""Conversions over the wire."""

from __future__ import annotations

from huayuan.wechat.connections.api import Answer


class Converted(Answer):
    """`external_userid` of a customer; `pending_id` of somebody who is none yet."""

    external_userid: str = ""
    pending_id: str = ""
