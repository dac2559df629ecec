"""What 微信客服 refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class KfTextUnfit(HuayuanError):
    code = "wecom.kf_text_unfit"
    status = 422
    message = Text(
        zh="客服消息有 {given} 字节，需在 1 到 {limit} 字节之间（一个汉字 3 字节）。",
        en="The message has {given} bytes; 1 to {limit} are possible (a Chinese character has 3).",
    )


class KfWindowClosed(HuayuanError):
    """The customer did not write within 48 hours, five messages went already, or a servicer has the session."""

    code = "wecom.kf_window_closed"
    status = 409
    message = Text(
        zh="现在不能通过接口回复：客户 48 小时内没有来信、已回复满 5 条，或会话在人工接待中。请等客户来信，或请接待人员在企业微信里回复。",
        en="This cannot be answered through the interface now: the customer did not write within 48 hours, five answers "
        "went already, or a servicer has the session. Wait for the customer, or have the servicer answer in WeCom.",
    )


class KfServicerNeeded(HuayuanError):
    code = "wecom.kf_servicer_needed"
    status = 422
    message = Text(
        zh="转人工时请选择一位接待人员。",
        en="Choose a servicer when a session is handed to a person.",
    )
