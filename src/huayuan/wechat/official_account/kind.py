"""公众号 as a kind of connection: what to enter, where to find it, what only it can check."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import (
    CallbackReader,
    Kind,
    app_id,
    app_secret,
    asked,
    refused_check,
    seals,
)
from huayuan.wechat.connections.contracts import Check, CheckState, Connection, Field
from huayuan.wechat.connections.errors import Refused
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.door import MODE, PLAIN
from huayuan.wechat.official_account.errors import ERRORS
from huayuan.wechat.official_account.limits import DAILY_LIMITS, KIND
from huayuan.wechat.official_account.replies import WELCOME

APP_ID = app_id(
    Text("AppID", "AppID"),
    Text(
        "公众平台 → 设置与开发 → 开发接口管理 → 基本配置",
        "Console → Settings → Development → Basic configuration",
    ),
)
SECRETS = (
    app_secret(),
    *seals(
        Text("基本配置 → 服务器配置", "Basic configuration → Server"),
        key=Text("消息加解密密钥 EncodingAESKey", "EncodingAESKey"),
    ),
)
SETTINGS = (
    Field(
        WELCOME, Text("关注后的欢迎语", "Welcome after a follow"),
        Text("在 5 秒内作为被动回复发出；留空则不回复", "Sent as the passive reply within 5 s; empty = none"),
        required=False, multiline=True, pattern=r"[\s\S]{0,600}",
    ),
    Field(
        MODE, Text("消息加解密方式", "Callback mode"),
        Text("safe（安全或兼容模式，推荐）或 plain（明文模式）", "safe (safe or compatible mode, recommended) or plain"),
        required=False, pattern=rf"safe|{PLAIN}",
    ),
)  # fmt: skip
STEPS = (
    Text(
        "确认公众号是已认证的服务号（订阅号没有模板消息、带参二维码和网页授权）",
        "Make sure it is a verified service account: subscription accounts have no template messages, QR codes or web login",
    ),
    Text(
        "在“基本配置”中取得 AppID 与 AppSecret，并把本机出口 IP 加入 IP 白名单",
        "Get AppID and AppSecret under “Basic configuration” and put this machine's IP on the whitelist",
    ),
    Text(
        "在微信开放平台绑定该公众号，才能取得 unionid",
        "Bind the account at the WeChat open platform; without it there is no unionid",
    ),
)
CALLBACK_STEPS = (
    Text("把生成的 URL、Token、EncodingAESKey 填到“基本配置 → 服务器配置”，方式选“安全模式”，提交后启用", "Enter the URL, token and key at “Basic configuration → Server”, choose safe mode, submit and enable it"),
    Text("启用后，公众平台后台里的自定义菜单与自动回复会停用：请在这里重新设置菜单", "Once enabled, menus and automatic replies of the console stop working: set the menu here"),
    Text("点“检测”，逐项修复；全部通过后点“同步”", "Press “Check” and mend what it names; then press “Synchronise”"),
)  # fmt: skip


def official_account_kind(reader: CallbackReader, default_api_url: str) -> Kind:
    return Kind(
        name=KIND,
        label=Text("公众号", "Official account"),
        account=APP_ID,
        secrets=SECRETS,
        settings=SETTINGS,
        errors=ERRORS,
        default_api_url=default_api_url,
        reader=reader,
        client=OfficialAccountClient,
        examine=examine,
        sync_task="official_account.sync",
        compare_task="official_account.sync",
        daily_limits=DAILY_LIMITS,
        steps=STEPS,
        callback_steps=CALLBACK_STEPS,
    )


def examine(services: Services, connection: Connection) -> Sequence[Check]:
    """Whether followers can be read, whether they have a unionid, whether service-account interfaces are open."""
    client = services.get(Clients).of(connection.id)
    return [*_followers(client), _templates(client)]


def _followers(client: OfficialAccountClient) -> list[Check]:
    title = Text("粉丝列表", "Followers")
    try:
        page = client.followers()
        sample = client.follower(page.data.openid[-1]) if page.data.openid else None
    except Refused as refusal:
        return [refused_check("followers", title, refusal)]
    found = Text(f"{page.total} 位粉丝", f"{page.total} followers")
    checks = [Check("followers", title, CheckState.OK, found)]
    if sample is not None:
        checks.append(_union(bool(sample.unionid)))
    return checks


def _union(there: bool) -> Check:
    title = Text("UnionID", "UnionID")
    if there:
        return Check("unionid", title, CheckState.OK, Text("可以取得", "It is told"))
    return Check(
        "unionid", title, CheckState.WARNING, Text("抽查的粉丝没有 unionid", "A sampled follower has none"),
        Text("在微信开放平台（open.weixin.qq.com）绑定该公众号，以便与企业微信、小程序的客户合并",
             "Bind the account at open.weixin.qq.com, so that followers can be joined with customers elsewhere"),
    )  # fmt: skip


def _templates(client: OfficialAccountClient) -> Check:
    return asked(
        "templates", Text("模板消息", "Template messages"), client.templates,
        lambda found: Text(f"{len(found)} 个模板", f"{len(found)} templates"),
    )  # fmt: skip
