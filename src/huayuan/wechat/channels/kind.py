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
from huayuan.wechat.channels.wire import Orders
from huayuan.wechat.connections.api import CallbackReader, Kind, app_id, app_secret, asked, seals
from huayuan.wechat.connections.contracts import Check, Connection

APP_ID = app_id(
    Text("AppID（小店ID）", "AppID"),
    Text("微信小店后台 → 服务市场 → 自研 → 开发配置", "Shop console → Service market → Self-developed → Configuration"),
)  # fmt: skip
SECRETS = (
    app_secret(),
    *seals(Text("消息推送", "Message push"), key=Text("消息加密密钥 EncodingAESKey", "EncodingAESKey")),
)
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
    clock = services.get(Clock)
    return [_orders(client, clock), _lives(client, clock), _leads(client)]


def _orders(client: ShopClient, clock: Clock) -> Check:
    now = clock.now()
    return asked(
        "orders",
        Text("订单", "Orders"),
        lambda: client.changed_orders(now - timedelta(days=7), now),
        _changed,
    )


def _changed(page: Orders) -> Text:
    number = f"{len(page.order_id_list)}{'+' if page.has_more else ''}"
    return Text(f"最近 7 天有 {number} 笔订单变动", f"{number} orders changed within 7 days")


def _lives(client: ShopClient, clock: Clock) -> Check:
    now = clock.now()
    return asked(
        "lives", Text("直播数据", "Broadcasts"), lambda: client.lives(now - timedelta(days=7), now),
        lambda page: Text(f"最近 7 天有 {len(page.item)} 场直播", f"{len(page.item)} broadcasts within 7 days"),
    )  # fmt: skip


def _leads(client: ShopClient) -> Check:
    return asked(
        "leads", Text("留资组件", "Lead forms"), client.lead_components,
        lambda page: Text(f"{len(page.item)} 个留资组件", f"{len(page.item)} lead forms"),
    )  # fmt: skip
