"""What access refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class LoginFailed(HuayuanError):
    code = "access.login_failed"
    status = 401
    message = Text(
        zh="没有登录成功：账号或密码不对，或账号已停用。请核对后重试，忘记密码请联系管理员。",
        en="Not logged in: the login or password is wrong, or the account is disabled. Check and try "
        "again, or ask an administrator.",
    )


class LoginThrottled(HuayuanError):
    code = "access.login_throttled"
    status = 429
    message = Text(
        zh="尝试次数过多，为防止有人猜密码，登录已暂停。请在 {seconds} 秒后再试。",
        en="Too many attempts, so logging in is paused to stop password guessing. Try again in {seconds} "
        "seconds.",
    )

    def __init__(self, *, seconds: int) -> None:
        self.retry_after = seconds
        super().__init__(seconds=seconds)


class LoginLinkInvalid(HuayuanError):
    code = "access.login_link_invalid"
    status = 401
    message = Text(
        zh="登录链接不可用：它已用过、已过期或不完整。请重新生成一个链接，或用账号密码登录。",
        en="The login link cannot be used: it was used before, has expired or is incomplete. Make a new "
        "one, or log in with a password.",
    )


class CsrfMismatch(HuayuanError):
    code = "access.csrf"
    status = 403
    message = Text(
        zh="请求没有执行：它没有带上本次登录的校验码，可能来自别的网站或过期的页面。请刷新页面后再操作。",
        en="Nothing was done: the request lacks this session's token, so it may come from another site "
        "or a stale page. Reload and retry.",
    )


class KeyInvalid(HuayuanError):
    code = "access.key_invalid"
    status = 401
    message = Text(
        zh="密钥不可用：它不存在或已被吊销。请在“设置 → 密钥”中核对，或新建一个。",
        en="The key cannot be used: it does not exist or was revoked. Check it under Settings → Keys, or "
        "create a new one.",
    )


class AlreadySetUp(HuayuanError):
    code = "access.already_set_up"
    status = 409
    message = Text(
        zh="初始化已经完成，不能再做一次。请用已有账号登录。",
        en="Set-up was already done and cannot be repeated. Log in with an existing account.",
    )


class LoginTaken(HuayuanError):
    code = "access.login_taken"
    status = 409
    message = Text(
        zh="账号“{login}”已有人使用，没有保存。请换一个账号名。",
        en="The login “{login}” is already in use, so nothing was saved. Choose another.",
    )


class RoleNameTaken(HuayuanError):
    code = "access.role_name_taken"
    status = 409
    message = Text(
        zh="已有名为“{name}”的角色，没有保存。请换一个名称。",
        en="There is already a role named “{name}”, so nothing was saved. Choose another name.",
    )


class PasswordWeak(HuayuanError):
    code = "access.password_weak"
    status = 422
    message = Text(
        zh="密码没有保存：它少于 {minimum} 个字符、过于常见，或与账号相同。请换一个更长的密码。",
        en="The password was not saved: it has fewer than {minimum} characters, is too common, or equals "
        "the login. Choose a longer one.",
    )


class PasswordMismatch(HuayuanError):
    code = "access.password_mismatch"
    status = 403
    message = Text(
        zh="密码没有修改：当前密码不对。请重新输入当前密码。",
        en="The password was not changed: the current password is wrong. Enter the current one again.",
    )


class GrantTooWide(HuayuanError):
    code = "access.grant_too_wide"
    status = 403
    message = Text(
        zh="没有保存：不能授予或管理自己没有的权限（{permissions}）。请由拥有这些权限的人操作。",
        en="Nothing was saved: you cannot grant or manage permissions you lack ({permissions}). Ask "
        "someone who has them.",
    )


class ScopeTooWide(HuayuanError):
    code = "access.scope_too_wide"
    status = 403
    message = Text(
        zh="没有保存：对方的数据范围超出了您自己的范围。请缩小范围，或由范围更大的管理员操作。",
        en="Nothing was saved: that data scope is wider than your own. Narrow it, or ask an "
        "administrator with a wider one.",
    )


class LastOwner(HuayuanError):
    code = "access.last_owner"
    status = 409
    message = Text(
        zh="没有保存：这是最后一个启用的管理员，停用或更换角色后将无人能管理系统。请先添加另一位管理员。",
        en="Nothing was saved: this is the last active administrator, and nobody could manage the system "
        "without one. Add another first.",
    )


class RoleBuiltIn(HuayuanError):
    code = "access.role_built_in"
    status = 409
    message = Text(
        zh="内置角色“{name}”不能修改，它的权限随版本更新。请新建一个角色再调整。",
        en="The built-in role “{name}” cannot be changed; its permissions follow the version. Create a "
        "role of your own instead.",
    )


class RoleInUse(HuayuanError):
    """`people` are names of those who have the role."""

    code = "access.role_in_use"
    status = 409
    message = Text(
        zh="角色“{name}”没有删除：还有 {count} 人在用（{people}）。请先给他们换一个角色，再删除。",
        en="The role “{name}” was not deleted: {count} people have it ({people}). Give them another role first.",
    )


class UnknownPermission(HuayuanError):
    code = "access.unknown_permission"
    status = 422
    message = Text(
        zh="没有保存：不存在名为 {permissions} 的权限。请从权限列表中选择。",
        en="Nothing was saved: there is no permission named {permissions}. Choose from the list of "
        "permissions.",
    )


class ViewsNeedUser(HuayuanError):
    code = "access.views_need_user"
    status = 403
    message = Text(
        zh="保存的视图属于登录用户，接口密钥没有自己的视图。请用账号登录后再试。",
        en="Saved views belong to users who log in; an API key has none of its own. Log in and try again.",
    )


class TooManyViews(HuayuanError):
    code = "access.too_many_views"
    status = 409
    message = Text(
        zh="视图没有保存：每个页面最多保存 {limit} 个视图。请先删除不用的视图。",
        en="The view was not saved: a page keeps at most {limit} views. Delete some that are not used.",
    )
