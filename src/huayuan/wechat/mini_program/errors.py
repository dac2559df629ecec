"""What the platform refuses with, and what we refuse ourselves."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.wechat.connections.errors import ErrorTable, by_class
from huayuan.wechat.mini_program.codes import CODES
from huayuan.wechat.mini_program.hints import HINTS

ERRORS = ErrorTable(Text("小程序", "The mini program platform"), by_class(CODES), HINTS)
TOKEN_ERRORS = ERRORS.for_tokens(40001, HINTS[40125])


class NoSuchProgram(HuayuanError):
    code = "mini_program.no_connection"
    status = 404
    message = Text(
        zh="没有这个小程序连接（{connection}）。请先在“连接”中接入小程序。",
        en="There is no mini program connection {connection}. Connect the mini program first.",
    )


class LoginRefused(HuayuanError):
    code = "mini_program.login_refused"
    status = 401
    message = Text(
        zh="微信登录没有成功：{hint_zh}。请重新打开小程序。",
        en="The WeChat login did not succeed: {hint_en}. Open the mini program again.",
    )


class SessionEnded(HuayuanError):
    code = "mini_program.session_ended"
    status = 401
    message = Text(
        zh="登录已过期，请在小程序中重新登录（wx.login）。",
        en="The session has ended; log in again with wx.login.",
    )


class TooManyLogins(HuayuanError):
    code = "mini_program.too_many_logins"
    status = 429
    message = Text(
        zh="来自同一地址的登录太频繁，请一分钟后再试。",
        en="Too many logins from one address; try again in a minute.",
    )


class NoSuchTemplate(HuayuanError):
    code = "mini_program.no_template"
    status = 404
    message = Text(
        zh="没有这个订阅消息模板（{template}）。请同步模板后再选。",
        en="There is no subscribe message template {template}. Synchronise the templates and choose again.",
    )


class TemplateValueRefused(HuayuanError):
    code = "mini_program.template_value"
    status = 422
    message = Text(
        zh="模板字段“{field}”的内容不合要求：{rule_zh}。",
        en="The value of the field {field} does not fit: {rule_en}.",
    )


class NotAVisitor(HuayuanError):
    code = "mini_program.not_a_visitor"
    status = 409
    message = Text(
        zh="这位客户没有登录过这个小程序，无法发送订阅消息。",
        en="This customer has never logged in to this mini program, so no message can reach them there.",
    )


class LinkNotFound(HuayuanError):
    code = "mini_program.link_not_found"
    status = 404
    message = Text(zh="没有这个小程序链接（{id}）。", en="There is no mini program link {id}.")
