"""What pages inside WeCom refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class LoginStale(HuayuanError):
    """The login was begun in another browser, too long ago, or has been used."""

    code = "wecom.login_stale"
    status = 400
    message = Text(
        zh="这次登录已失效，或不是在这个浏览器里开始的。请回到登录页重新用企业微信登录。",
        en="This login is over, or was begun in another browser. Go back to the login page and log in with WeCom again.",
    )


class LoginStranger(HuayuanError):
    """Not a member of the corp, or one who is not among the active staff."""

    code = "wecom.login_stranger"
    status = 403
    message = Text(
        zh="没有找到你的在职员工记录。请确认用企业成员身份登录，并请管理员同步通讯录、检查应用的可见范围。",
        en="You are not known as active staff. Log in as a member of the company, and ask an administrator to synchronise "
        "the address book and check the app's visible range.",
    )


class LoginNotAllowed(HuayuanError):
    code = "wecom.login_not_allowed"
    status = 403
    message = Text(
        zh="这个连接没有开放员工登录，或你的账号已停用。请联系管理员。",
        en="This connection does not let staff log in, or your account is disabled. Ask an administrator.",
    )


class PageNotOurs(HuayuanError):
    code = "wecom.page_not_ours"
    status = 422
    message = Text(
        zh="只能为本系统的页面签名，{host} 不是本系统的域名。",
        en="Only pages of this system are signed; {host} is not its domain.",
    )


class MemberLinked(HuayuanError):
    code = "wecom.member_linked"
    status = 409
    message = Text(
        zh="企业微信成员 {userid} 已关联账号“{login}”。请先解除。",
        en="The WeCom member {userid} is linked to the user “{login}” already. Take that link away first.",
    )
