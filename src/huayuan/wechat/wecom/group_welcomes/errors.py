"""What group welcomes refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class GroupWelcomeEmpty(HuayuanError):
    code = "wecom.group_welcome_empty"
    status = 422
    message = Text(
        zh="入群欢迎语至少要有文字或一个附件。请填写后再保存。",
        en="A group welcome needs words or an attachment. Fill in one of them and save again.",
    )


class GroupWelcomeTooLong(HuayuanError):
    code = "wecom.group_welcome_too_long"
    status = 422
    message = Text(
        zh="入群欢迎语有 {given} 字节，上限 {limit} 字节（一个汉字 3 字节）。请缩短。",
        en="The group welcome has {given} bytes of {limit} (a Chinese character has 3). Shorten it.",
    )


class GroupWelcomeGone(HuayuanError):
    code = "wecom.group_welcome_gone"
    status = 409
    message = Text(
        zh="入群欢迎语“{name}”已删除，不能再修改。请新建一个。",
        en="Group welcome “{name}” was deleted and cannot be changed. Make a new one.",
    )
