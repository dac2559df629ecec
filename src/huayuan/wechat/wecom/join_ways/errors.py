"""What join ways refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class JoinWayGroupsWrong(HuayuanError):
    code = "wecom.join_way_groups_wrong"
    status = 422
    message = Text(
        zh="群活码需要 1 到 {limit} 个还没有解散的群，且都属于这个企业。请重新选择。",
        en="A group code needs 1 to {limit} groups that have not ended, all of this corp. Choose again.",
    )


class JoinWayNotMade(HuayuanError):
    code = "wecom.join_way_not_made"
    status = 409
    message = Text(
        zh="群活码“{name}”还没有在企业微信生成，暂时没有二维码。请先保存重试。",
        en="WeCom has not made group code “{name}” yet, so it has no QR code. Save it again first.",
    )


class JoinWayGone(HuayuanError):
    code = "wecom.join_way_gone"
    status = 409
    message = Text(
        zh="群活码“{name}”已删除，不能再修改。请新建一个。",
        en="Group code “{name}” was deleted and cannot be changed. Make a new one.",
    )
