"""What transfers refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class TransferStaffWrong(HuayuanError):
    code = "wecom.transfer_staff_wrong"
    status = 422
    message = Text(
        zh="转出和接替必须是同一企业里两名不同的员工，接替的员工需要在职且可以联系客户。请重新选择。",
        en="Two different members of one corp are needed, and the one who takes over must be active and may contact "
        "customers. Choose again.",
    )


class TransferNobody(HuayuanError):
    code = "wecom.transfer_nobody"
    status = 422
    message = Text(
        zh="选中的客户都不是这名员工的好友，或者没有选客户。请重新选择。",
        en="No customer was chosen who is a friend of this member. Choose again.",
    )
