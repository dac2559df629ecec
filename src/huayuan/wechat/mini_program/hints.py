"""What a person can do about an error code, where it has a remedy of its own."""

from __future__ import annotations

from huayuan.kernel.errors import Text

HINTS: dict[int, Text] = {
    40013: Text("AppID 不正确，请核对连接设置", "The app id is wrong; check the connection"),
    40125: Text(
        "AppSecret 不正确或已被重置，请在连接设置中更换", "The app secret is wrong or was reset; replace it"
    ),
    40243: Text(
        "AppSecret 已被冻结，请在公众平台解冻", "The app secret is frozen; unfreeze it at the platform"
    ),
    40164: Text(
        "服务器出口 IP 不在白名单，请在“开发管理 → IP 白名单”中添加",
        "This server's IP is not on the whitelist; add it under development settings",
    ),
    45035: Text(
        "服务器出口 IP 不在微信小店的白名单，请在小店后台添加",
        "This server's IP is not on the shop's whitelist; add it in the shop's console",
    ),
    40029: Text(
        "登录凭证已过期（5 分钟）或不正确，请重新打开", "The code is past its 5 minutes or wrong; open again"
    ),
    40163: Text("登录凭证已被使用，请重新打开", "The code was used already; open again"),
    40226: Text("微信拦截了这位高风险用户的登录", "WeChat blocks this high-risk user from logging in"),
    40165: Text("页面路径不存在于已发布的版本中", "There is no such page in the released version"),
    41030: Text("页面路径不存在于已发布的版本中", "There is no such page in the released version"),
    40169: Text("场景值须为 1–32 个可见字符", "A scene has 1 to 32 visible characters"),
    40212: Text(
        "参数含有不允许的字符，请先做 URL 编码",
        "The query holds characters that are not allowed; encode them",
    ),
    85079: Text(
        "小程序还没有发布版本，请先发布", "The mini program has no released version; release it first"
    ),
    85400: Text(
        "有效期超过 30 天，或长期链接数量已用完", "Longer than 30 days, or no lasting links are left"
    ),
    43101: Text(
        "客户没有（或不再）同意接收这条消息", "The customer has not (or no longer) agreed to this message"
    ),
    40037: Text(
        "没有这个订阅消息模板，请重新同步模板", "There is no such template; synchronise the templates"
    ),
    47003: Text("模板内容不符合字段要求（长度或类型）", "A value does not fit its field (length or kind)"),
    45168: Text("内容含有被禁止的词语", "The content holds forbidden words"),
    200012: Text(
        "订阅消息模板已达上限，请删除不用的模板", "No more templates are allowed; delete unused ones"
    ),
    1400001: Text(
        "手机号快速验证额度已用完，请在公众平台购买",
        "No phone number checks are left; buy more at the platform",
    ),
    61503: Text("统计数据要到早上 8 点后才有", "Statistics are ready after 8 in the morning"),
    48001: Text(
        "账号没有此接口的权限，请在公众平台开通", "The account may not use this interface; enable it"
    ),
    10080001: Text("微信小店已关闭", "The shop is closed"),
}
