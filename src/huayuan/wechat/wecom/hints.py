"""What a person can do about an error code of WeCom, where it has a remedy of its own."""

from __future__ import annotations

from huayuan.kernel.errors import Text

HINTS: dict[int, Text] = {
    60020: Text(
        "服务器出口 IP 不在应用的“企业可信 IP”中，请添加后重试",
        "This server's IP is not among the app's trusted IPs; add it",
    ),
    48002: Text(
        "应用未加入“客户联系 → 可调用接口的应用”，请在后台勾选",
        "The app is not among those allowed to call the customer contact API; tick it",
    ),
    40003: Text("成员账号不存在或大小写不一致", "No such member, or its case differs"),
    41054: Text(
        "成员未激活（需登录并实名），请换人或提醒激活",
        "The member has not been activated; remind them or choose another",
    ),
    84074: Text(
        "成员没有客户联系权限，请在后台开通", "The member may not contact customers; enable it in the console"
    ),
    41041: Text("一个活码最多 100 名成员", "A live code holds at most 100 members"),
    41045: Text(
        "企业的联系我二维码数量已达上限，请归档不用的活码",
        "The corp has no contact ways left; archive unused live codes",
    ),
    41050: Text("欢迎语凭证已过期（20 秒）或已被使用", "The welcome code is past its 20 seconds or was used"),
    41051: Text("客户已开始聊天，不能再发欢迎语", "The customer is chatting already; no welcome is allowed"),
    41096: Text("欢迎语正由管理后台或其他应用发送", "The console or another app is sending the welcome"),
    40013: Text(
        "企业 ID 不正确，请在“我的企业”中复制", "The corp id is wrong; copy it from the WeCom console"
    ),
    40001: Text("应用 Secret 不正确，请重新复制", "The app secret is wrong; copy it again"),
    40126: Text(
        "企业客户标签已达 10,000 个上限，请在企业微信后台清理后重试",
        "The corp has 10,000 customer tags; delete some in the WeCom console",
    ),
    40144: Text(
        "该客户的企业标签已达 3,000 个上限，请去掉一些", "This customer wears 3,000 corp tags; take some off"
    ),
    81011: Text(
        "该标签是在企业微信后台创建的，应用不能改名或删除，请在后台修改",
        "This tag was made in the WeCom console, so the app cannot change it; rename it there",
    ),
}
