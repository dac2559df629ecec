"""What a platform refuses with, what that asks of us, and what we refuse ourselves.

Branch on the class of a code, never on `errmsg`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.wechat.connections.limits import OFF_SECONDS


class ErrorClass(StrEnum):
    """What a code means for the caller."""

    RETRY = "retry"
    TOKEN_REFRESH = "token_refresh"
    CREDENTIAL = "credential"
    BACKOFF_MINUTE = "backoff_minute"
    BACKOFF_DAY = "backoff_day"
    FIX_REQUEST = "fix_request"
    PERMISSION = "permission"
    USER_STATE = "user_state"
    EXPIRED = "expired"
    CONFLICT = "conflict"
    QUOTA_BIZ = "quota_biz"
    RISK = "risk"
    IDEMPOTENT_OK = "idempotent_ok"
    ALERT = "alert"


class Reaction(StrEnum):
    """What the client or its caller does about a class."""

    AGAIN = "again"  # the client repeats by itself, with growing pauses
    NEW_TOKEN = "new_token"  # the client drops the token, asks for one, repeats once
    STOP_CONNECTION = (
        "stop_connection"  # nothing is sent with this secret for a while; the connection shows it
    )
    PAUSE = "pause"  # this path rests, then goes on
    GIVE_UP = "give_up"  # never the same request again; shown to the operator
    MARK = "mark"  # the record takes the new state; not an error of ours
    SUCCEED = "succeed"  # already done: as good as a yes


REACTIONS: dict[ErrorClass, Reaction] = {
    ErrorClass.RETRY: Reaction.AGAIN,
    ErrorClass.CONFLICT: Reaction.AGAIN,
    ErrorClass.TOKEN_REFRESH: Reaction.NEW_TOKEN,
    ErrorClass.CREDENTIAL: Reaction.STOP_CONNECTION,
    ErrorClass.BACKOFF_MINUTE: Reaction.PAUSE,
    ErrorClass.BACKOFF_DAY: Reaction.PAUSE,
    ErrorClass.FIX_REQUEST: Reaction.GIVE_UP,
    ErrorClass.PERMISSION: Reaction.GIVE_UP,
    ErrorClass.QUOTA_BIZ: Reaction.GIVE_UP,
    ErrorClass.RISK: Reaction.GIVE_UP,
    ErrorClass.ALERT: Reaction.GIVE_UP,
    ErrorClass.USER_STATE: Reaction.MARK,
    ErrorClass.EXPIRED: Reaction.MARK,
    ErrorClass.IDEMPOTENT_OK: Reaction.SUCCEED,
}

GENERAL_HINTS: dict[ErrorClass, Text] = {
    ErrorClass.RETRY: Text(
        "平台系统繁忙，系统会自动重试", "The platform is busy; the system retries by itself"
    ),
    ErrorClass.TOKEN_REFRESH: Text(
        "访问令牌反复失效，请重新检测连接", "The access token keeps failing; check the connection"
    ),
    ErrorClass.CREDENTIAL: Text(
        "账号 ID 或密钥不正确，请在连接设置中更正",
        "The account id or secret is wrong; correct it in the connection",
    ),
    ErrorClass.BACKOFF_MINUTE: Text(
        "调用太频繁，暂停一分钟后自动继续", "Called too often; continues after a pause of a minute"
    ),
    ErrorClass.BACKOFF_DAY: Text(
        "当天的调用额度已用完，额度恢复后再试", "Today's quota is used up; try again when it is renewed"
    ),
    ErrorClass.FIX_REQUEST: Text(
        "请求内容不被接受，请核对后修改", "The request was not accepted; check and change it"
    ),
    ErrorClass.PERMISSION: Text(
        "应用没有此权限，请在平台后台授权",
        "The app lacks this permission; grant it in the platform's console",
    ),
    ErrorClass.USER_STATE: Text("对方当前状态不允许此操作", "The state of this person does not allow it"),
    ErrorClass.EXPIRED: Text("凭据已过期或已被使用", "The one-time code has expired or was used"),
    ErrorClass.CONFLICT: Text(
        "同一对象正在被修改，稍后自动重试", "The same object is being changed; retried shortly"
    ),
    ErrorClass.QUOTA_BIZ: Text(
        "已达到平台的数量上限，请清理或扩容", "A limit of the platform is reached; clean up or enlarge it"
    ),
    ErrorClass.RISK: Text(
        "内容或账号触发风控，请人工检查，不要重试",
        "Stopped by risk control; have someone check, do not retry",
    ),
    ErrorClass.IDEMPOTENT_OK: Text("已经完成，无需再次操作", "Already done"),
    ErrorClass.ALERT: Text(
        "平台返回了需要人工处理的错误", "The platform answered with something that needs a person"
    ),
}


@dataclass(frozen=True, slots=True)
class ErrorTable:
    """The codes of one platform: `platform` names it to people, `classes` sorts its codes, `hints` tells what to do
    about those that have a remedy of their own."""

    platform: Text
    classes: Mapping[int, ErrorClass]
    hints: Mapping[int, Text] = field(default_factory=dict)

    def for_tokens(self, code: int, remedy: Text) -> ErrorTable:
        """For where tokens are issued. There `code`, which of a call means the token, means the secret."""
        classes = {**self.classes, code: ErrorClass.CREDENTIAL}
        return ErrorTable(self.platform, classes, {**self.hints, code: remedy})

    def classify(self, errcode: int) -> ErrorClass:
        """The class of a code. One that is not in the table is an alert: someone has to look."""
        return self.classes.get(errcode, ErrorClass.ALERT)

    def hint(self, errcode: int) -> Text:
        return self.hints.get(errcode) or GENERAL_HINTS[self.classify(errcode)]


def by_class(codes: Mapping[ErrorClass, tuple[int, ...]]) -> dict[int, ErrorClass]:
    """Code → class, from a table of codes by class."""
    return {code: kind for kind, listed in codes.items() for code in listed}


class Refused(HuayuanError):
    """The platform answered with an error code. `errcode` and `kind` say which and what to do."""

    code = "wechat.refused"
    status = 502
    message = Text(
        zh="{platform_zh}没有接受（{errcode}）：{hint_zh}。",
        en="{platform_en} did not accept it ({errcode}): {hint_en}.",
    )

    def __init__(self, table: ErrorTable, errcode: int, path: str, retry_after: float | None = None) -> None:
        self.errcode = errcode
        self.kind = table.classify(errcode)
        self.reaction = REACTIONS[self.kind]
        self.retry_after = retry_after
        self.platform = table.platform
        self.hint = hint = table.hint(errcode)
        super().__init__(
            errcode=errcode, path=path, kind=self.kind.value, hint_zh=hint.zh, hint_en=hint.en,
            platform_zh=table.platform.zh, platform_en=table.platform.en,
        )  # fmt: skip


class Paused(HuayuanError):
    """We do not ask now, since the platform told us to wait. `retry_after` is in seconds."""

    code = "wechat.paused"
    status = 503
    message = Text(
        zh="对平台的调用已暂停（{reason}），约 {seconds} 秒后自动恢复。",
        en="Calls to the platform are paused ({reason}); they go on by themselves in about {seconds} seconds.",
    )

    def __init__(self, reason: str, seconds: float) -> None:
        self.retry_after = seconds
        super().__init__(reason=reason, seconds=round(seconds))


class ConnectionOff(Paused):
    """Whatever waits for its turn asks again after a while; it may be switched on by then."""

    code = "wechat.connection_off"
    status = 409
    message = Text(
        zh="连接“{name}”已停用：不调用平台，收到的回调只保存不处理。需要使用时，请在连接页面启用。",
        en="The connection “{name}” is switched off: the platform is not called, and callbacks are kept but not processed. "
        "Switch it on in its page to use it.",
    )

    def __init__(self, name: str) -> None:
        self.retry_after = OFF_SECONDS
        HuayuanError.__init__(self, name=name)


class AnswerBroken(HuayuanError):
    code = "wechat.answer_broken"
    status = 502
    message = Text(
        zh="平台接口 {path} 返回了无法识别的内容（HTTP {status}）。请检查接口地址与代理。",
        en="The platform's {path} answered something unreadable (HTTP {status}). Check address and proxy.",
    )


class CallbackForbidden(HuayuanError):
    code = "wechat.callback_forbidden"
    status = 403
    message = Text(
        zh="回调校验没有通过（{reason}），内容未保存。请核对 Token、EncodingAESKey 与账号 ID。",
        en="The callback did not verify ({reason}) and was not stored. Check token, key and account id.",
    )


class CallbackMalformed(HuayuanError):
    code = "wechat.callback_malformed"
    status = 400
    message = Text(
        zh="回调内容不完整或无法识别（{reason}），未保存。",
        en="The callback is cut short or unreadable ({reason}) and was not stored.",
    )


class ConnectionExists(HuayuanError):
    code = "wechat.connection_exists"
    status = 409
    message = Text(
        zh="这个账号（{account} {app}）已经接入。请在已有连接中修改。",
        en="This account ({account} {app}) is connected already. Change the existing connection.",
    )


class ConnectionUsed(HuayuanError):
    code = "wechat.connection_used"
    status = 409
    message = Text(
        zh="连接“{name}”已经使用过，不能移除：它的客户和记录需要它。不再使用时，请停用它。",
        en="The connection “{name}” has been used and cannot be removed: customers and records need it. "
        "To stop using it, switch it off.",
    )


class UnknownKind(HuayuanError):
    code = "wechat.unknown_kind"
    status = 422
    message = Text(
        zh="没有“{kind}”这种连接。可选：{known}。",
        en="There is no kind of connection called {kind!r}. Known: {known}.",
    )


class FieldMissing(HuayuanError):
    code = "wechat.field_missing"
    status = 422
    message = Text(
        zh="连接缺少或不认识这些项：{fields}。请按接入向导填写。",
        en="These fields of the connection are missing or unknown: {fields}. Fill them in as the wizard says.",
    )
