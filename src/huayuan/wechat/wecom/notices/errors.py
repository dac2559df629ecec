"""What app messages refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class NoticeUnfit(HuayuanError):
    code = "wecom.notice_unfit"
    status = 422
    message = Text(
        zh="员工通知不合要求：{field}（上限 {limit}）。请修改后再发。",
        en="The notice does not fit: {field} (at most {limit}). Change it and send again.",
    )
