"""What compliance refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class ReasonMissing(HuayuanError):
    code = "compliance.reason_missing"
    status = 422
    message = Text(
        zh="操作没有执行：没有写明原因，而原因要记入审计日志。请写 2 到 200 个字，不要包含客户的个人信息。",
        en="Nothing was done: a reason is missing, and it goes into the audit log. "
        "Write 2 to 200 characters without personal data of the customer.",
    )


class ScopeTooNarrow(HuayuanError):
    code = "compliance.scope_too_narrow"
    status = 403
    message = Text(
        zh="操作没有执行：导出或删除会涉及客户在所有门店的数据，而您的数据范围只是一部分。"
        "请由数据范围为“全部”的管理员操作。",
        en="Nothing was done: this touches the customer's data in all stores, and your scope is only a part. "
        "Ask an administrator whose scope is everything.",
    )
