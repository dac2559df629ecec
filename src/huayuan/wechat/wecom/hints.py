"""What a person can do about an error code, in both languages. The general hint is by class."""

from __future__ import annotations

from huayuan.kernel.errors import Text
from huayuan.wechat.wecom.codes import ErrorClass, classify

_GENERAL: dict[ErrorClass, Text] = {
    ErrorClass.RETRY: Text("企业微信系统繁忙，系统会自动重试", "WeCom is busy; the system retries by itself"),
    ErrorClass.TOKEN_REFRESH: Text(
        "访问令牌反复失效，请重新检测连接", "The access token keeps failing; check the connection"
    ),
    ErrorClass.CREDENTIAL: Text(
        "企业 ID 或应用 Secret 不正确，请在连接设置中更正",
        "The corp id or app secret is wrong; correct it in the connection",
    ),
    ErrorClass.BACKOFF_MINUTE: Text(
        "调用太频繁，暂停一分钟后自动继续", "Called too often; continues after a pause of a minute"
    ),
    ErrorClass.BACKOFF_DAY: Text(
        "当天的调用额度已用完，额度恢复后再试", "Today's quota is used up; try again when it is renewed"
    ),
    ErrorClass.FIX_REQUEST: Text(
        "请求内容不被接受，请核对后修改", "The request was not accepted; check and change it"
    ),
    ErrorClass.PERMISSION: Text(
        "应用没有此权限，请在企业微信后台授权", "The app lacks this permission; grant it in the WeCom console"
    ),
    ErrorClass.USER_STATE: Text("对方当前状态不允许此操作", "The state of this person does not allow it"),
    ErrorClass.EXPIRED: Text("凭据已过期或已被使用", "The one-time code has expired or was used"),
    ErrorClass.CONFLICT: Text(
        "同一对象正在被修改，稍后自动重试", "The same object is being changed; retried shortly"
    ),
    ErrorClass.QUOTA_BIZ: Text(
        "已达到企业微信的数量上限，请清理或扩容", "A WeCom limit is reached; clean up or enlarge it"
    ),
    ErrorClass.RISK: Text(
        "内容或账号触发风控，请人工检查，不要重试",
        "Stopped by risk control; have someone check, do not retry",
    ),
    ErrorClass.IDEMPOTENT_OK: Text("已经完成，无需再次操作", "Already done"),
    ErrorClass.ALERT: Text(
        "企业微信返回了需要人工处理的错误", "WeCom answered with something that needs a person"
    ),
}

_PARTICULAR: dict[int, Text] = {
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
}


def hint_of(errcode: int) -> Text:
    return _PARTICULAR.get(errcode) or _GENERAL[classify(errcode)]
