"""What `insights` refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class BadPeriod(HuayuanError):
    code = "insights.bad_period"
    status = 422
    message = Text(
        zh="时间范围不可用：{reason}。请选择不超过 {limit} 天、结束不早于开始的范围。",
        en="The period cannot be used: {reason}. Choose at most {limit} days, ending no earlier than it starts.",
    )
