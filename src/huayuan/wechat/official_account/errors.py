"""What the 公众号 platform refuses with, and what we refuse ourselves."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.wechat.connections.errors import ErrorTable, by_class
from huayuan.wechat.official_account.codes import CODES
from huayuan.wechat.official_account.hints import HINTS

ERRORS = ErrorTable(Text("公众号", "WeChat"), by_class(CODES), HINTS)
TOKEN_ERRORS = ERRORS.for_tokens(40001, HINTS[40125])


class NoSuchAccount(HuayuanError):
    code = "official_account.no_connection"
    status = 404
    message = Text(
        zh="没有这个公众号连接（{connection}）。请先在“连接”中接入公众号。",
        en="There is no connection {connection} of an official account. Connect the account first.",
    )


class MenuRefused(HuayuanError):
    code = "official_account.menu_invalid"
    status = 422
    message = Text(
        zh="菜单不符合要求：{problem}。一级 1–3 个，每个下面 1–5 个，名称一级最多 4 个汉字、二级最多 8 个汉字。",
        en="The menu is not acceptable: {problem}. 1–3 entries with 1–5 below each; names of 16 and 60 bytes.",
    )


class TagNotMade(HuayuanError):
    code = "official_account.tag_not_made"
    status = 409
    message = Text(
        zh="公众号没有创建标签 {tag}。原因见“标签 → 同步”，处理后会自动重试。",
        en="The account did not make the tag {tag}. The tag sync page says why; it is tried again by itself.",
    )


class SceneExists(HuayuanError):
    code = "official_account.scene_exists"
    status = 409
    message = Text(
        zh="场景值“{scene}”已被另一个二维码使用，请换一个。",
        en="The scene {scene!r} is used by another code; choose a different one.",
    )


class CodeNotFound(HuayuanError):
    code = "official_account.code_not_found"
    status = 404
    message = Text(zh="没有这个二维码（{id}）。", en="There is no such QR code ({id}).")


class NobodyToSend(HuayuanError):
    code = "official_account.nobody"
    status = 422
    message = Text(
        zh="按这个条件没有可以群发的粉丝（需要至少 {least} 位）。请调整标签或名单。",
        en="No followers to send to (at least {least} are needed). Change the tag or the list.",
    )


class MassNotFound(HuayuanError):
    code = "official_account.mass_not_found"
    status = 404
    message = Text(zh="没有这次群发（{id}）。", en="There is no such mass message ({id}).")


class LoginExpired(HuayuanError):
    code = "official_account.login_expired"
    status = 410
    message = Text(
        zh="微信登录已过期或已被使用，请重新打开页面登录。",
        en="This WeChat login has expired or was used; open the page again.",
    )


class ImageTooLarge(HuayuanError):
    code = "official_account.image_too_large"
    status = 413
    message = Text(
        zh="图片超过 {most} MB，请压缩后再上传。", en="The image is larger than {most} MB; make it smaller."
    )


class NotFollowing(HuayuanError):
    code = "official_account.not_following"
    status = 404
    message = Text(
        zh="客户 {person} 没有关注这个公众号。", en="Person {person} does not follow this account."
    )
