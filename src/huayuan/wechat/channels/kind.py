"""微信小店 as a kind of connection: what to enter, where to find it, what only it can check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from huayuan.kernel.clock import Clock
from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.wechat.channels.client import Clients, ShopClient
from huayuan.wechat.channels.errors import ERRORS
from huayuan.wechat.channels.limits import API_URL, KIND
from huayuan.wechat.connections.api import CallbackReader, Kind, refused_check
from huayuan.wechat.connections.contracts import (
    AES_KEY,
    CALLBACK_TOKEN,
    SECRET,
    Check,
    CheckState,
    Connection,
    Field,
)
from huayuan.wechat.connections.errors import Refused

APP_ID = Field(
    "account", Text("AppID（小店ID）", "AppID"),
    Text("微信小店后台 → 服务市场 → 自研 → 开发配置", "Shop console → Service market → Self-developed → Configuration"),
    pattern=r"wx[0-9a-zA-Z]{6,30}",
)  # fmt: skip
SECRETS = (
    Field(SECRET, Text("AppSecret", "AppSecret"), Text("同一页；只显示一次，忘记需重置", "The same page; shown once, reset it when lost")),
    Field(
        CALLBACK_TOKEN, Text("令牌 Token", "Token"),
        Text("由本系统生成，填到“消息推送”", "Made here; enter it at “Message push”"),
        pattern=r"[A-Za-z0-9]{3,32}", generated=True,
    ),
    Field(
        AES_KEY, Text("消息加密密钥 EncodingAESKey", "EncodingAESKey"),
        Text("由本系统生成，填到“消息推送”", "Made here; enter it at “Message push”"),
        pattern=r"[A-Za-z0-9]{43}", generated=True,
    ),
)  # fmt: skip
STEPS = (
    Text("在微信小店后台的“服务市场 → 自研”中启用自研开发，取得 AppID 与 AppSecret", "Enable self-development in the shop's service market; get the AppID and AppSecret"),
    Text("把本机出口 IP 加入 IP 白名单", "Put this machine's outgoing IP on the whitelist"),
    Text("在微信开放平台绑定该小店，才能取得买家的 unionid", "Bind the shop at the WeChat open platform; without it buyers have no unionid"),
)  # fmt: skip
CALLBACK_STEPS = (
    Text("打开“消息推送”，填入下面三项，方式选“安全模式”、格式 JSON，订阅订单与售后事件", "Open “Message push”, enter the three below, choose safe mode and JSON, subscribe to order and after-sale events"),
)  # fmt: skip


def channels_kind(reader: CallbackReader) -> Kind:
    return Kind(
        name=KIND,
        label=Text("微信小店 / 视频号", "WeChat shop and Channels"),
        account=APP_ID,
        secrets=SECRETS,
        errors=ERRORS,
        default_api_url=API_URL,
        reader=reader,
        client=ShopClient,
        examine=examine,
        sync_task="channels.sync",
        steps=STEPS,
        callback_steps=CALLBACK_STEPS,
    )


def examine(services: Services, connection: Connection) -> Sequence[Check]:
    """Whether orders, broadcasts and leads may be read."""
    client = services.get(Clients).of(connection.id)
    clock = services.get(Clock)  # type: ignore[type-abstract]
    return [_orders(client, clock), _lives(client, clock), _leads(client)]


def _orders(client: ShopClient, clock: Clock) -> Check:
    title, now = Text("订单", "Orders"), clock.now()
    try:
        page = client.changed_orders(now - timedelta(days=7), now)
    except Refused as refusal:
        return refused_check("orders", title, refusal)
    many = "+" if page.has_more else ""
    number = f"{len(page.order_id_list)}{many}"
    found = Text(f"最近 7 天有 {number} 笔订单变动", f"{number} orders changed within 7 days")
    return Check("orders", title, CheckState.OK, found)


def _lives(client: ShopClient, clock: Clock) -> Check:
    title, now = Text("直播数据", "Broadcasts"), clock.now()
    try:
        page = client.lives(now - timedelta(days=7), now)
    except Refused as refusal:
        return refused_check("lives", title, refusal)
    found = Text(f"最近 7 天有 {len(page.item)} 场直播", f"{len(page.item)} broadcasts within 7 days")
    return Check("lives", title, CheckState.OK, found)


def _leads(client: ShopClient) -> Check:
    title = Text("留资组件", "Lead forms")
    try:
        page = client.lead_components()
    except Refused as refusal:
        return refused_check("leads", title, refusal)
    found = Text(f"{len(page.item)} 个留资组件", f"{len(page.item)} lead forms")
    return Check("leads", title, CheckState.OK, found)
