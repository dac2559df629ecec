"""What WeChat Pay refuses with, and what we refuse ourselves."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.wechat.connections.errors import ErrorClass, ErrorTable, Refused
from huayuan.wechat.pay.codes import NAMES, STATUSES

_PLATFORM = Text("微信支付", "WeChat Pay")
_BAD_KEYS = Text(
    "商户号、证书序列号或商户私钥不正确，或本机时间有误，请在连接设置中更正",
    "Merchant number, certificate serial or private key is wrong, or this clock is; correct it in the connection",
)
HINTS: dict[str, Text] = {
    "SIGN_ERROR": _BAD_KEYS,
    "NO_AUTH": Text(
        "商户号没有开通此产品，请在商户平台申请",
        "The product is not enabled; apply for it at the merchant platform",
    ),
    "NOT_ENOUGH": Text(
        "商户余额或券预算不足，请充值；充值后用原单号重试",
        "Balance or budget is not enough; top up and retry with the same number",
    ),
    "APPID_MCHID_NOT_MATCH": Text(
        "AppID 没有与商户号绑定，请在商户平台绑定", "The app id is not bound to the merchant; bind it"
    ),
    "OPENID_MISMATCH": Text("openid 不属于这个 AppID", "The openid belongs to another app"),
    "RULE_LIMIT": Text("已达到用户或当日上限", "A limit of the user or the day is reached"),
    "ORDER_CLOSED": Text("订单已关闭，请用新的订单号", "The order is closed; use a new number"),
}
ERRORS = ErrorTable(_PLATFORM, STATUSES, {401: _BAD_KEYS, 403: HINTS["NO_AUTH"]})


class PayRefused(Refused):
    """A refusal of API v3. `name` is its code; `errcode` the HTTP status, since its codes are words."""

    code = "pay.refused"
    status = 502
    message = Text(
        zh="微信支付没有接受（{errcode}）：{hint_zh}。",
        en="WeChat Pay did not accept it ({errcode}): {hint_en}.",
    )

    def __init__(self, name: str, status: int, path: str, said: str) -> None:
        kind = NAMES.get(name) or STATUSES.get(status, ErrorClass.ALERT)
        hints = {status: HINTS[name]} if name in HINTS else {}
        super().__init__(ErrorTable(_PLATFORM, {status: kind}, hints), status, path)
        self.name = name
        self.data["errcode"] = f"{name} {said}".strip() or status


class AnswerForged(HuayuanError):
    code = "pay.answer_forged"
    status = 502
    message = Text(
        zh="微信支付应答的签名不正确（{reason}），已丢弃。请核对平台公钥，并检查网络中是否有代理改写内容。",
        en="The answer's signature is wrong ({reason}); it was dropped. Check the platform key and proxies.",
    )


class KeyUnreadable(HuayuanError):
    code = "pay.key_unreadable"
    status = 422
    message = Text(
        zh="“{field}”不是可用的 PEM 密钥或证书。请粘贴完整内容，含首尾两行。",
        en="“{field}” is no usable PEM key or certificate. Paste all of it, with first and last line.",
    )


class NoPublicAddress(HuayuanError):
    code = "pay.no_public_address"
    status = 409
    message = Text(
        zh="没有设置公网地址，微信支付无法通知结果。请设置 HUAYUAN_PUBLIC_URL（https，已备案域名）。",
        en="No public address is set, so WeChat Pay could not notify us. Set HUAYUAN_PUBLIC_URL (https).",
    )


class NoSuchMerchant(HuayuanError):
    code = "pay.no_connection"
    status = 404
    message = Text(
        zh="没有这个微信支付连接（{connection}）。请先在“连接”中接入微信支付。",
        en="There is no WeChat Pay connection {connection}. Connect WeChat Pay first.",
    )


class NoSuchEntry(HuayuanError):
    code = "pay.not_found"
    status = 404
    message = Text(zh="没有这个单号（{number}）。", en="There is no such number ({number}).")


class PayeeUnknown(HuayuanError):
    code = "pay.payee_unknown"
    status = 409
    message = Text(
        zh="这位客户还没有在应用 {appid} 里出现过，微信支付不知道付给谁。请换一个应用，或请客户先打开它。",
        en="This customer was never seen in the app {appid}, so WeChat Pay would not know whom to pay. Choose another "
        "app, or have the customer open it first.",
    )


class NumberTaken(HuayuanError):
    code = "pay.number_taken"
    status = 409
    message = Text(
        zh="单号 {number} 已用于另一笔内容不同的业务，请换一个。",
        en="The number {number} is taken by something else; use a different one.",
    )


class NotRefundable(HuayuanError):
    code = "pay.not_refundable"
    status = 409
    message = Text(
        zh="订单 {number} 可退 {left} 分，不能退 {amount} 分。",
        en="Of the order {number} {left} fen can be refunded, not {amount}.",
    )


class NameNeeded(HuayuanError):
    code = "pay.name_needed"
    status = 422
    message = Text(
        zh="转账满 2000 元须填写收款人真实姓名。",
        en="From 2,000 yuan the receiver's real name is required.",
    )


class ReportWrong(HuayuanError):
    code = "pay.report_wrong"
    status = 422
    message = Text(
        zh="转账场景 {scene} 的报备信息须依次为：{wanted}。",
        en="The report of the transfer scene {scene} must be, in this order: {wanted}.",
    )


class StockWrong(HuayuanError):
    code = "pay.stock_wrong"
    status = 422
    message = Text(
        zh="券批次不合要求：{problem_zh}。", en="The coupon batch is not acceptable: {problem_en}."
    )
