"""Group welcomes over the wire."""

from __future__ import annotations

from huayuan.wechat.connections.api import Answer


class MadeTemplate(Answer):
    template_id: str = ""
