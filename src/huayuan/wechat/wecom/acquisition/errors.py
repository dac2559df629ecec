"""What acquisition links refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class LinkStaffWrong(HuayuanError):
    code = "wecom.link_staff_wrong"
    status = 422
    message = Text(
        zh="获客链接需要 1 到 {limit} 名在职、可以联系客户的本企业员工。请重新选择。",
        en="An acquisition link needs 1 to {limit} active members of this corp who may contact customers. Choose again.",
    )


class LinkGone(HuayuanError):
    code = "wecom.link_gone"
    status = 409
    message = Text(
        zh="获客链接“{name}”已删除，不能再修改。请新建一个。",
        en="Acquisition link “{name}” was deleted and cannot be changed. Make a new one.",
    )
