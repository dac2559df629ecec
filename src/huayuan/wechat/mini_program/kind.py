"""小程序 as a kind of connection: what to enter, where to find it, what only it can check."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import CallbackReader, Kind, app_id, app_secret, asked, seals
from huayuan.wechat.connections.contracts import Check, CheckState, Connection
from huayuan.wechat.mini_program.client import Clients, MiniProgramClient
from huayuan.wechat.mini_program.errors import ERRORS
from huayuan.wechat.mini_program.limits import API_URL, DAILY_LIMITS, KIND

APP_ID = app_id(
    Text("AppID（小程序ID）", "AppID"),
    Text("公众平台 → 开发 → 开发管理 → 开发设置", "Console → Development → Development settings"),
)
SECRETS = (
    app_secret(),
    *seals(
        Text("开发设置 → 消息推送", "Development settings → Message push"),
        key=Text("消息加密密钥 EncodingAESKey", "EncodingAESKey"),
    ),
)
STEPS = (
    Text("确认小程序已发布（没有发布版本就生成不了链接和小程序码）", "Make sure a version is released: without one there are no links and codes"),
    Text("在“开发设置”取得 AppID 与 AppSecret，把本机出口 IP 加入 IP 白名单", "Get AppID and AppSecret under “Development settings”; put this machine's IP on the whitelist"),
    Text("在“服务器域名 → request 合法域名”中加入本系统的域名，供登录与埋点使用", "Add this system's domain to the request domains, for login and the tracker"),
    Text("在微信开放平台绑定该小程序，才能取得 unionid", "Bind the mini program at the WeChat open platform; without it there is no unionid"),
)  # fmt: skip
CALLBACK_STEPS = (
    Text("打开“开发设置 → 消息推送”，填入下面三项，方式选“安全模式”，格式 JSON 或 XML 均可，提交", "Open “Message push”, enter the three below, choose safe mode, JSON or XML, and submit"),
)  # fmt: skip


def mini_program_kind(reader: CallbackReader) -> Kind:
    return Kind(
        name=KIND,
        label=Text("小程序", "Mini program"),
        account=APP_ID,
        secrets=SECRETS,
        errors=ERRORS,
        default_api_url=API_URL,
        reader=reader,
        client=MiniProgramClient,
        examine=examine,
        sync_task="mini_program.sync",
        daily_limits=DAILY_LIMITS,
        steps=STEPS,
        callback_steps=CALLBACK_STEPS,
    )


def examine(services: Services, connection: Connection) -> Sequence[Check]:
    """Whether links can be made and which subscribe message templates there are."""
    client = services.get(Clients).of(connection.id)
    return [_links(client), _templates(client)]


def _links(client: MiniProgramClient) -> Check:
    return asked(
        "links", Text("链接与小程序码", "Links and codes"), client.opens_left,
        lambda left: Text(f"今天还可被打开 {left} 次", f"{left} opens are left today"),
    )  # fmt: skip


def _templates(client: MiniProgramClient) -> Check:
    title = Text("订阅消息", "Subscribe messages")
    none = Check(
        "templates", title, CheckState.WARNING, Text("还没有订阅消息模板", "There is no template yet"),
        Text("在“功能 → 订阅消息”中从公共模板库选用，然后同步", "Choose some from the public library under “Subscribe messages”, then synchronise"),
    )  # fmt: skip
    return asked(
        "templates", title, client.templates,
        lambda found: Text(f"{len(found)} 个模板", f"{len(found)} templates") if found else none,
    )  # fmt: skip
