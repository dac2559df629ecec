"""Media over the wire."""

from __future__ import annotations

from huayuan.wechat.connections.api import Answer


class Uploaded(Answer):
    """`created_at`: Unix seconds, as text."""

    media_id: str = ""
    created_at: str = ""


class Picture(Answer):
    url: str = ""
