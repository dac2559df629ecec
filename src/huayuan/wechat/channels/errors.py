"""What the platform refuses with (the table of mini programs), and what we refuse ourselves."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.wechat.connections.errors import ErrorTable
from huayuan.wechat.mini_program import errors as weixin

_PLATFORM = Text("微信小店", "The shop's platform")
ERRORS = ErrorTable(_PLATFORM, weixin.ERRORS.classes, weixin.ERRORS.hints)
TOKEN_ERRORS = ErrorTable(_PLATFORM, weixin.TOKEN_ERRORS.classes, weixin.TOKEN_ERRORS.hints)


class NoSuchShop(HuayuanError):
    code = "channels.no_connection"
    status = 404
    message = Text(
        zh="没有这个微信小店连接（{connection}）。请先在“连接”中接入微信小店。",
        en="There is no shop connection {connection}. Connect the shop first.",
    )
