"""What WeCom refuses with, what that asks of us, and what we refuse ourselves.

Branch on the class of a code (`codes.py`), never on `errmsg`.
"""

from __future__ import annotations

from enum import StrEnum

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.wechat.wecom.codes import ErrorClass, classify
from huayuan.wechat.wecom.hints import hint_of


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


class WecomRefused(HuayuanError):
    """WeCom answered with an error code. `errcode` and `kind` say which and what to do."""

    code = "wecom.refused"
    status = 502
    message = Text(
        zh="企业微信没有接受（{errcode}）：{hint_zh}。",
        en="WeCom did not accept it ({errcode}): {hint_en}.",
    )

    def __init__(self, errcode: int, path: str, retry_after: float | None = None) -> None:
        self.errcode = errcode
        self.kind = classify(errcode)
        self.retry_after = retry_after
        hint = hint_of(errcode)
        super().__init__(errcode=errcode, path=path, kind=self.kind.value, hint_zh=hint.zh, hint_en=hint.en)


class WecomPaused(HuayuanError):
    """We do not ask now, since WeCom told us to wait. `retry_after` is in seconds."""

    code = "wecom.paused"
    status = 503
    message = Text(
        zh="对企业微信的调用已暂停（{reason}），约 {seconds} 秒后自动恢复。",
        en="Calls to WeCom are paused ({reason}); they go on by themselves in about {seconds} seconds.",
    )

    def __init__(self, reason: str, seconds: float) -> None:
        self.retry_after = seconds
        super().__init__(reason=reason, seconds=round(seconds))


class WecomAnswerBroken(HuayuanError):
    code = "wecom.answer_broken"
    status = 502
    message = Text(
        zh="企业微信接口 {path} 返回了无法识别的内容（HTTP {status}）。请检查接口地址与代理。",
        en="WeCom's {path} answered something unreadable (HTTP {status}). Check address and proxy.",
    )


class CallbackForbidden(HuayuanError):
    code = "wecom.callback_forbidden"
    status = 403
    message = Text(
        zh="回调校验没有通过（{reason}），内容未保存。请核对 Token、EncodingAESKey 与企业 ID。",
        en="The callback did not verify ({reason}) and was not stored. Check token, key and corp id.",
    )


class CallbackMalformed(HuayuanError):
    code = "wecom.callback_malformed"
    status = 400
    message = Text(
        zh="回调内容不完整或无法识别（{reason}），未保存。",
        en="The callback is cut short or unreadable ({reason}) and was not stored.",
    )


class ConnectionNameTaken(HuayuanError):
    code = "wecom.connection_exists"
    status = 409
    message = Text(
        zh="这个企业的应用（{corp_id} / {agent_id}）已经接入。请在已有连接中修改。",
        en="This app ({corp_id} / {agent_id}) is connected already. Change the existing connection.",
    )
