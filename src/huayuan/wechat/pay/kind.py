"""微信支付 as a kind of connection: what to enter, where to find it, what only it can check."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.errors import HuayuanError, Text
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import CallbackReader, Kind, refused_check
from huayuan.wechat.connections.contracts import Check, CheckState, Connection, Field, Options
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.pay.client import Clients, PayClient
from huayuan.wechat.pay.errors import ERRORS
from huayuan.wechat.pay.limits import (
    API_URL,
    API_V3_KEY,
    CERTIFICATE,
    KIND,
    PRIVATE_KEY,
    PUBLIC_KEY,
    PUBLIC_KEY_ID,
    SERIAL,
)
from huayuan.wechat.pay.platform_keys import PlatformKeys

_PEM = r"-----BEGIN [A-Z ]+-----[\s\S]{100,8000}-----END [A-Z ]+-----\s*"
MCH_ID = Field(
    "account", Text("商户号", "Merchant number"), Text("商户平台 → 账户中心 → 商户信息", "Merchant platform → Account → Merchant info"),
    pattern=r"\d{8,12}",
)  # fmt: skip
SECRETS = (
    Field(
        API_V3_KEY, Text("APIv3 密钥", "APIv3 key"), Text("账户中心 → API安全 → APIv3密钥（32 位）", "Account → API security → APIv3 key (32 characters)"),
        pattern=r"[0-9A-Za-z]{32}",
    ),
    Field(
        PRIVATE_KEY, Text("商户私钥", "Merchant private key"),
        Text("API安全 → 申请API证书后得到的 apiclient_key.pem 全文", "All of apiclient_key.pem, from API security → API certificate"),
        pattern=_PEM, multiline=True,
    ),
)  # fmt: skip
SETTINGS = (
    Field(
        SERIAL, Text("商户证书序列号", "Merchant certificate serial"), Text("API安全 → API证书 → 管理证书", "API security → API certificate → Manage"),
        pattern=r"[0-9A-Fa-f]{16,64}",
    ),
    Field(
        PUBLIC_KEY_ID, Text("微信支付公钥 ID", "WeChat Pay public key id"), Text("API安全 → 微信支付公钥（新商户）；使用平台证书的商户留空", "API security → WeChat Pay public key; empty for merchants with a platform certificate"),
        pattern=r"PUB_KEY_ID_[0-9A-Za-z]{10,60}", required=False,
    ),
    Field(
        PUBLIC_KEY, Text("微信支付公钥", "WeChat Pay public key"), Text("同一页下载的 pub_key.pem 全文", "All of pub_key.pem, from the same page"),
        pattern=_PEM, required=False, multiline=True,
    ),
    Field(
        CERTIFICATE, Text("平台证书", "Platform certificate"), Text("可留空，系统会自动下载", "May be left empty: it is fetched"),
        pattern=_PEM, required=False, multiline=True,
    ),
)  # fmt: skip
STEPS = (
    Text("在商户平台设置 APIv3 密钥并申请 API 证书（没有 APIv3 密钥时，微信支付完全不发通知）", "Set the APIv3 key and apply for an API certificate; without the key no notification is sent at all"),
    Text("在“产品中心 → AppID 账号管理”中绑定要收款的公众号或小程序", "Bind the apps that take payments under “Product centre → AppID management”"),
    Text("按需开通 JSAPI 支付、商家转账、代金券", "Enable JSAPI payment, transfers and coupons as needed"),
    Text("把 HUAYUAN_PUBLIC_URL 设为已备案的 https 地址：通知地址随每笔订单提交，无需在商户平台填写", "Set HUAYUAN_PUBLIC_URL to an https address: it goes with each order, nothing is entered at the platform"),
)  # fmt: skip


def pay_kind(reader: CallbackReader, client: type[PayClient]) -> Kind:
    return Kind(
        name=KIND,
        label=Text("微信支付", "WeChat Pay"),
        account=MCH_ID,
        secrets=SECRETS,
        settings=SETTINGS,
        errors=ERRORS,
        default_api_url=API_URL,
        sealed=False,
        reader=reader,
        client=client,
        examine=examine,
        steps=STEPS,
    )


def examine(services: Services, connection: Connection) -> Sequence[Check]:
    """Whether notifications can be verified, and whether they can reach us."""
    client = services.get(Clients).of(connection.id)
    return [
        _platform_key(client, services.get(PlatformKeys)),
        _public_address(services.get(Options).public_url),
    ]


def _platform_key(client: PayClient, platform_keys: PlatformKeys) -> Check:
    title = Text("平台公钥或证书", "Platform key")
    if client.connection.settings.get(PUBLIC_KEY):
        found = Text("使用微信支付公钥", "The WeChat Pay public key is used")
        return Check("platform_key", title, CheckState.OK, found)
    try:
        certificates = client.certificates()
    except Refused as refusal:
        return refused_check("platform_key", title, refusal)
    except HuayuanError as error:
        return Check(
            "platform_key", title, CheckState.FAILED, Text(error.text("zh"), error.text("en")),
            Text("核对 APIv3 密钥；新商户请填写微信支付公钥及其 ID", "Check the APIv3 key; new merchants enter the WeChat Pay public key and its id"),
        )  # fmt: skip
    platform_keys.learn(client.connection.id, certificates)
    found = Text(f"{len(certificates)} 张平台证书", f"{len(certificates)} platform certificates")
    return Check("platform_key", title, CheckState.OK, found)


def _public_address(public_url: str) -> Check:
    title = Text("通知地址", "Notification address")
    if public_url.startswith("https://"):
        return Check("notify_url", title, CheckState.OK, Text(public_url, public_url))
    found = Text(public_url or "没有设置", public_url or "not set")
    fix = Text("把 HUAYUAN_PUBLIC_URL 设为已备案的 https 地址", "Set HUAYUAN_PUBLIC_URL to an https address")
    return Check("notify_url", title, CheckState.WARNING, found, fix)
