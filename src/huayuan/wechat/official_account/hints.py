"""What a person can do about an error code of the 公众号 platform, where it has a remedy of its own."""

from __future__ import annotations

from huayuan.kernel.errors import Text

HINTS: dict[int, Text] = {
    40013: Text("AppID 不正确，请在“设置与开发 → 基本配置”中复制", "The AppID is wrong; copy it from the console"),
    40125: Text("AppSecret 不正确，请重置后重新填写", "The AppSecret is wrong; reset it and enter the new one"),
    40243: Text("AppSecret 已被冻结，请在公众平台解冻", "The AppSecret is frozen; release it in the console"),
    40164: Text(
        "本机出口 IP 不在“基本配置 → IP 白名单”中，请添加",
        "This machine's IP is not on the account's IP whitelist; add it",
    ),
    48001: Text(
        "账号没有此接口权限：需要已认证的服务号，或在公众平台开通该功能",
        "The account lacks this interface: it needs a verified service account or the feature enabled",
    ),
    45009: Text(
        "当天的接口额度已用完；0 点恢复，也可在公众平台清零（每月 10 次）",
        "Today's quota of this interface is used up; it is renewed at midnight or cleared in the console (10 a month)",
    ),
    45015: Text(
        "超过回复时限：用户发消息后 48 小时内、点菜单/扫码/关注后 1 分钟内才能发客服消息",
        "The reply window is over: 48 hours after a message, one minute after a tap, scan or follow",
    ),
    45047: Text("本次互动可发的客服消息条数已用完", "All messages that this interaction allows were sent"),
    45028: Text("本周期的群发次数已用完", "No mass message is left in this period"),
    45029: Text("永久二维码已达 10 万个上限，请改用临时二维码", "100,000 permanent codes are used; make temporary ones"),
    45056: Text("标签已达 100 个上限，请先清理", "The account has 100 tags; delete some first"),
    45059: Text("该粉丝已有 20 个标签", "This follower wears 20 tags already"),
    43004: Text("对方没有关注公众号，不能发送", "This person does not follow the account"),
    43101: Text("用户没有同意接收，或同意次数已用完", "The user did not agree, or every agreement is used up"),
    47003: Text("模板内容不符合要求（字段缺失、类型或长度）", "The template data is not accepted (missing field, type or length)"),
    40037: Text("模板不存在或已删除，请重新选择", "The template does not exist any more; choose another"),
    65303: Text("请先创建默认菜单，再创建个性化菜单", "Make the default menu first"),
    89503: Text("需要管理员确认本机 IP 的调用，请在微信中同意", "The administrator must confirm calls from this IP"),
    89504: Text("正在等待管理员确认", "Waiting for the administrator's confirmation"),
    61503: Text("统计数据尚未就绪，次日 8 点后再查", "The statistics are not ready; ask after 08:00 of the next day"),
}  # fmt: skip
