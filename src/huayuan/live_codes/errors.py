"""What live codes refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class NoConnection(HuayuanError):
    code = "live_codes.no_connection"
    status = 409
    message = Text(
        zh="还没有连接企业微信，无法生成活码。请管理员先添加企业微信连接。",
        en="No WeCom connection exists yet, so no code can be made. Ask an administrator to add one.",
    )


class ConnectionNeeded(HuayuanError):
    code = "live_codes.connection_needed"
    status = 422
    message = Text(
        zh="已连接 {count} 个企业（{names}），需要选择其中一个。请选择后重新提交。",
        en="There are {count} connections ({names}) and one must be chosen. Choose one and submit again.",
    )


class StaffNeeded(HuayuanError):
    code = "live_codes.staff_needed"
    status = 422
    message = Text(
        zh="“单人”活码需要且只能选 1 名员工，现在选了 {given} 名。请调整员工或改用“多人”。",
        en="A single live code needs exactly one member of staff, not {given}. Change staff or rotation.",
    )


class TooManyStaff(HuayuanError):
    code = "live_codes.too_many_staff"
    status = 422
    message = Text(
        zh="一个活码最多 {limit} 名员工，现在有 {given} 名。请分成几个活码。",
        en="A live code holds at most {limit} members of staff; there are {given}. Split it into several.",
    )


class NoStaff(HuayuanError):
    code = "live_codes.no_staff"
    status = 422
    message = Text(
        zh="活码没有可用的员工。请至少选 1 名在职员工，或先同步通讯录。",
        en="Nobody is available for this code. Choose active staff, or sync the address book first.",
    )


class UnknownStaff(HuayuanError):
    code = "live_codes.unknown_staff"
    status = 422
    message = Text(
        zh="员工 {ids} 不属于这个企业或已离职。请重新选择。",
        en="Staff {ids} do not belong to this corp or have left. Choose again.",
    )


class StaffMayNotServe(HuayuanError):
    """The platform would refuse the code with 84074; `names` are theirs."""

    code = "live_codes.staff_may_not_serve"
    status = 422
    message = Text(
        zh="员工 {names} 没有企业微信的“客户联系”权限，不能用于活码。请改选其他员工，或在企业微信后台开通权限后重新同步通讯录。",
        en="{names} may not contact customers in WeCom, so no code can lead to them. Choose others, or grant the "
        "permission in WeCom and sync the address book again.",
    )


class UnknownVariable(HuayuanError):
    code = "live_codes.unknown_variable"
    status = 422
    message = Text(
        zh="欢迎语里有无法识别的变量 {names}。可用的变量：{allowed}。",
        en="The welcome text has unknown variables {names}. Allowed: {allowed}.",
    )


class WelcomeTooLong(HuayuanError):
    code = "live_codes.welcome_too_long"
    status = 422
    message = Text(
        zh="欢迎语有 {given} 字节，上限 {limit} 字节（一个汉字 3 字节）。请缩短。",
        en="The welcome text has {given} bytes of {limit} (a Chinese character has 3). Shorten it.",
    )


class RotationFixed(HuayuanError):
    code = "live_codes.rotation_fixed"
    status = 409
    message = Text(
        zh="企业微信不允许把单人活码改成多人（或相反）。请新建一个活码。",
        en="WeCom does not allow a single code to become one of several members, or back. Make a new code.",
    )


class LiveCodeArchived(HuayuanError):
    code = "live_codes.archived"
    status = 409
    message = Text(
        zh="活码“{name}”已归档，不能再修改。请新建一个。",
        en="Live code “{name}” is archived and cannot be changed. Make a new one.",
    )


class NotIssuedYet(HuayuanError):
    code = "live_codes.not_issued"
    status = 409
    message = Text(
        zh="活码“{name}”还没有生成二维码（{status}）。请稍候几秒；若为失败，请按提示修改后保存。",
        en="Live code “{name}” has no QR code yet ({status}). Wait, or if it failed change and save it.",
    )


class ContactWayRefused(HuayuanError):
    """The platform refused to make or change the code; `hint_zh` and `hint_en` say why."""

    code = "live_codes.refused"
    status = 502
    message = Text(
        zh="企业微信没有接受这个活码（{errcode}）：{hint_zh}。修改后保存即会重试。",
        en="WeCom did not accept this code ({errcode}): {hint_en}. Change it and save to try again.",
    )


class AttachmentUnfit(HuayuanError):
    code = "live_codes.attachment_unfit"
    status = 422
    message = Text(
        zh="欢迎语的第 {place} 个附件不合要求：{field}（上限或可选值：{limit}）。请修改后再保存。",
        en="Attachment {place} of the welcome does not fit: {field} (at most, or one of: {limit}). Change it and save again.",
    )
