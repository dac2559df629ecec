"""What Huayuan refuses with: a class, a stable code, an HTTP status, data, and a sentence in Chinese and English.

A sentence says what happened, why, and what to do.
"""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple


class Text(NamedTuple):
    """A sentence or name in both interface languages; may hold `{placeholders}` filled from the error's data."""

    zh: str
    en: str

    def filled(self, data: dict[str, Any]) -> dict[str, str]:
        zh = {name: value.zh if isinstance(value, Text) else value for name, value in data.items()}
        en = {name: value.en if isinstance(value, Text) else value for name, value in data.items()}
        return {"zh": self.zh.format_map(_Lenient(zh)), "en": self.en.format_map(_Lenient(en))}

    def as_dict(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class HuayuanError(Exception):
    """Base of every refusal. `data` goes to the caller, so it holds nothing secret or personal; of a `Text` in it each
    message takes its own language."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    message: ClassVar[Text] = Text(
        zh="服务内部出错，数据没有丢失。请重试；若仍失败，把请求编号发给管理员。",
        en="Something failed inside the server; no data was lost. Retry, or send the request number to your administrator.",
    )

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(f"{self.code}: {self.message.filled(data)['en']}")

    def text(self, language: str) -> str:
        return self.message.filled(self.data)["en" if language.startswith("en") else "zh"]

    def as_dict(self) -> dict[str, Any]:
        data = {name: one.as_dict() if isinstance(one, Text) else one for name, one in self.data.items()}
        return {"code": self.code, "message": self.message.filled(self.data), "data": data}


class NotFound(HuayuanError):
    code = "not_found"
    status = 404
    message = Text(
        zh="没有找到{what}。它可能已被删除，或链接已过期。请刷新列表后再试。",
        en="There is no such {what}. It may have been deleted or the link is stale. Refresh the list and try again.",
    )


class Invalid(HuayuanError):
    code = "invalid"
    status = 422
    message = Text(
        zh="{field} 的值不可用：{reason}。请改正后重新提交。",
        en="The value of {field} cannot be used: {reason}. Correct it and submit again.",
    )


class Conflict(HuayuanError):
    code = "conflict"
    status = 409
    message = Text(
        zh="{what}已存在或已被别人修改。请刷新后再试。",
        en="This {what} already exists or was changed by someone else. Refresh and try again.",
    )


class Forbidden(HuayuanError):
    """`data.permission` is the code; the sentence says its name, as `access` registers it in `labels`."""

    code = "forbidden"
    status = 403
    message = Text(
        zh="您没有“{permission_zh}”权限，操作没有执行。请向管理员申请。",
        en="You lack the permission “{permission_en}”, so nothing was done. Ask your administrator for it.",
    )
    labels: ClassVar[dict[str, Text]] = {}

    def __init__(self, permission: str) -> None:
        label = self.labels.get(permission, Text(permission, permission))
        super().__init__(permission=permission, permission_zh=label.zh, permission_en=label.en)


class Unauthenticated(HuayuanError):
    code = "unauthenticated"
    status = 401
    message = Text(
        zh="登录已过期或尚未登录。请重新登录，未提交的内容仍保留在页面上。",
        en="You are not logged in, or the session has ended. Log in again; what you typed is still on the page.",
    )


class TooSlow(HuayuanError):
    code = "too_slow"
    status = 408
    message = Text(
        zh="请求体在 {seconds} 秒内没有传完，没有处理。请检查网络后重试。",
        en="The request body did not arrive within {seconds} seconds and was not processed. Check the network and try again.",
    )


class TooLarge(HuayuanError):
    code = "too_large"
    status = 413
    message = Text(
        zh="请求体超过 {limit} 字节的上限，没有处理。请分批提交。",
        en="The request body is larger than the limit of {limit} bytes and was not processed. Send it in parts.",
    )


class Unavailable(HuayuanError):
    code = "unavailable"
    status = 503
    message = Text(
        zh="服务正在启动、停止或过载，内容没有写入。请在几秒后用相同的编号重试。",
        en="The server is starting, stopping or overloaded and stored nothing. Retry in a few seconds with the same ids.",
    )
