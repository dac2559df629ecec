"""What webhooks refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class WebhookNotFound(HuayuanError):
    code = "marketplaces.webhook_not_found"
    status = 404
    message = Text(
        zh="没有这个推送地址，它可能已被删除。请在“系统设置 → 数据推送”核对地址。",
        en="There is no such webhook; it may have been deleted. Check the address under Settings → Webhooks.",
    )


class WebhookInactive(HuayuanError):
    code = "marketplaces.webhook_inactive"
    status = 403
    message = Text(
        zh="推送“{name}”已停用，没有接收任何内容。请在“系统设置 → 数据推送”启用后重新发送。",
        en="The webhook “{name}” is switched off and took nothing. Switch it on under Settings → Webhooks and send again.",
    )


class BadSignature(HuayuanError):
    code = "marketplaces.bad_signature"
    status = 401
    message = Text(
        zh='签名不对，没有接收任何内容。签名应是 HMAC-SHA256(密钥, 时间戳 + "." + 请求体原文) 的十六进制，放在 X-Huayuan-Signature 里。',
        en='The signature is wrong, so nothing was taken. It is the hex HMAC-SHA256 of timestamp + "." + the raw body, in X-Huayuan-Signature.',
    )


class StaleDelivery(HuayuanError):
    code = "marketplaces.stale_delivery"
    status = 401
    message = Text(
        zh="时间戳与服务器相差超过 {limit} 秒，没有接收任何内容。请校准发送方的时钟，并在每次发送时重新签名。",
        en="The timestamp is more than {limit} seconds from the server's clock, so nothing was taken. Set the sender's clock, and sign anew for each attempt.",
    )


class BadPayload(HuayuanError):
    code = "marketplaces.bad_payload"
    status = 400
    message = Text(
        zh="请求体无法读取：{reason_zh}。没有接收任何内容，请改正后重新发送。",
        en="The body cannot be read: {reason_en}. Nothing was taken; correct it and send again.",
    )


class TooManyItems(HuayuanError):
    code = "marketplaces.too_many_items"
    status = 413
    message = Text(
        zh="一次推送了 {items} 条，超过 {limit} 条的上限，没有接收任何内容。请分批发送。",
        en="The request holds {items} items; the limit is {limit}. Nothing was taken; send it in parts.",
    )


class BadPath(HuayuanError):
    code = "marketplaces.bad_path"
    status = 422
    message = Text(
        zh="“{path}”不是可用的 JSON 路径。写法如 buyer.phone、items[0].id；每件商品一行用 items[].title；固定值写成 =paid。",
        en="“{path}” is not a usable JSON path. Write buyer.phone or items[0].id; items[].title for each line; =paid for a fixed value.",
    )


class SecretsInUse(HuayuanError):
    code = "marketplaces.secrets_in_use"
    status = 409
    message = Text(
        zh="上一个密钥还有效，现在换会让它立即失效。请先确认发送方已改用新密钥，并结束上一个密钥。",
        en="The previous secret is still valid and would stop at once. See that the sender uses the new one, end the previous one, then rotate.",
    )
