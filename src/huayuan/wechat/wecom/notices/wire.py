"""App messages over the wire."""

from __future__ import annotations

from huayuan.wechat.connections.api import Answer


class SentNotice(Answer):
    """`invaliduser`: those who cannot get it, "|" between them, in lower case."""

    invaliduser: str = ""
    unlicenseduser: str = ""
    msgid: str = ""
