"""What moments refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class MomentWrong(HuayuanError):
    code = "wecom.moment_wrong"
    status = 422
    message = Text(
        zh="朋友圈需要文字或附件（最多 9 张图、或 1 个视频、或 1 个链接），文字最多 {chars} 字，并至少选 1 名本企业的在职员工。请修改。",
        en="A moment needs a text of at most {chars} characters or attachments (up to 9 images, or one video, or one link), "
        "and at least one active member of this corp. Change it.",
    )


class MomentNotWaiting(HuayuanError):
    code = "wecom.moment_not_waiting"
    status = 409
    message = Text(
        zh="这条朋友圈现在是“{state}”，不能取消。",
        en="This moment is {state} and cannot be cancelled.",
    )


class MomentNotReady(HuayuanError):
    """The platform works on it, or a request was cut off so lately that it may not show yet; the task runs again."""

    code = "wecom.moment_not_ready"
    status = 503
    message = Text(
        zh="企业微信还在创建这条朋友圈，请稍候。系统会自动继续，不会重复创建。",
        en="WeCom is still making this moment. It goes on by itself and is not made twice.",
    )
