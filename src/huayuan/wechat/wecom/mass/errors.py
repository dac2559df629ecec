"""What mass messages refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class MassEmpty(HuayuanError):
    code = "wecom.mass_empty"
    status = 422
    message = Text(
        zh="群发没有内容或没有收件人。请填写文字或附件，并选择客户、员工或社群。",
        en="The mass message has no content or nobody to go to. Give it a text or an attachment, and customers, staff or groups.",
    )


class MassMixed(HuayuanError):
    code = "wecom.mass_mixed"
    status = 422
    message = Text(
        zh="一次群发不能同时发给客户和社群。请分成两次。",
        en="One mass message cannot go to customers and to groups. Make two.",
    )


class MassTooLong(HuayuanError):
    code = "wecom.mass_too_long"
    status = 422
    message = Text(
        zh="群发文字有 {given} 字节，上限 {limit} 字节（一个汉字 3 字节）；附件最多 {attachments} 个。请缩短。",
        en="The text has {given} bytes of {limit} (a Chinese character has 3), and at most {attachments} attachments go "
        "along. Shorten it.",
    )


class MassAudienceUnknown(HuayuanError):
    """`count` of those named do not exist or are outside the caller's data scope."""

    code = "wecom.mass_audience_unknown"
    status = 404
    message = Text(
        zh="有 {count} 个收件对象不存在，或不在你的数据权限内。请重新选择。",
        en="{count} of those named do not exist or are outside your data scope. Choose again.",
    )


class MassNotWaiting(HuayuanError):
    code = "wecom.mass_not_waiting"
    status = 409
    message = Text(
        zh="这次群发现在是“{state}”，不能再提醒或取消。",
        en="This mass message is {state}; it can be neither reminded nor cancelled.",
    )


class MassRemindedOften(HuayuanError):
    code = "wecom.mass_reminded_often"
    status = 429
    message = Text(
        zh="24 小时内最多提醒员工 3 次，请稍后再试。",
        en="Staff can be reminded three times within 24 hours; try again later.",
    )


class MassInFlight(HuayuanError):
    """A request was cut off so lately that the platform may not show it yet; the task runs again."""

    code = "wecom.mass_in_flight"
    status = 503
    message = Text(
        zh="与企业微信的连接中断，正在确认任务是否已创建，请稍候。系统会自动继续，不会重复发送。",
        en="The connection to WeCom broke; whether the task was made is being found out. It goes on by itself and sends "
        "nothing twice.",
    )
