"""WeCom as a kind of connection: what to enter, where to find it, what only it can check."""

from __future__ import annotations

from collections.abc import Sequence

from huayuan.kernel.errors import Text
from huayuan.kernel.services import Services
from huayuan.wechat.connections.api import CallbackReader, Kind, asked, seals
from huayuan.wechat.connections.contracts import SECRET, Check, CheckState, Connection, Field
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.errors import ERRORS
from huayuan.wechat.wecom.limits import KIND

CORP_ID = Field(
    "account",
    Text("企业 ID", "Corp ID"),
    Text("管理后台 → 我的企业 → 企业信息", "Console → My company → Company info"),
)
AGENT_ID = Field(
    "app", Text("应用 AgentId", "App AgentId"), Text("应用管理 → 自建应用", "Apps → your own app")
)
SECRETS = (
    Field(SECRET, Text("应用 Secret", "App Secret"), Text("应用管理 → 自建应用 → Secret", "Apps → your own app → Secret")),
    *seals(Text("接收消息 → 设置 API 接收", "Receive messages → API"), token=Text("回调 Token", "Callback token")),
)  # fmt: skip
SETTINGS = (
    Field(
        "welcome_text", Text("默认欢迎语", "Default welcome"),
        Text("没有活码欢迎语时使用；可用 {customer_name} {staff_name}", "Used without a live code's own; {customer_name} {staff_name} work"),
        required=False, multiline=True,
    ),
    Field(
        "staff_login", Text("员工用企业微信登录", "Staff log in with WeCom"),
        Text("在职员工可登录，只能看到自己的客户；填 off 关闭", "Active staff may log in and see their own customers only; “off” ends it"),
        required=False,
    ),
    Field(
        "chat_archive", Text("会话存档", "Chat archive"),
        Text("填 on 才接收存档进程送来的消息；须已取得员工和客户同意", "“on” takes what the archive process sends; staff and customers must have agreed"),
        required=False,
    ),
)  # fmt: skip
STEPS = (
    Text("在企业微信管理后台创建自建应用，把要使用的导购放进可见范围", "Make an app of your own in the WeCom console; put the staff into its visible range"),
    Text("在“客户联系 → API → 可调用接口的应用”中勾选这个应用", "Tick the app under “Customer contact → API → apps that may call”"),
    Text("在应用的“企业可信 IP”中加入本机的出口 IP（需先设置可信域名）", "Add this machine's outgoing IP to the app's trusted IPs (set the trusted domain first)"),
)  # fmt: skip
CALLBACK_STEPS = (
    Text("打开自建应用的“接收消息 → 设置 API 接收”，填入下面三项并保存，企业微信会立即验证", "Open “Receive messages → API” of your app, enter the three below and save; WeCom verifies them at once"),
    Text("在同一页勾选“外部联系人变更回调”，否则收不到客户的任何消息", "Tick “External contact changes” on the same page: without it nothing about customers comes"),
)  # fmt: skip


def wecom_kind(reader: CallbackReader, default_api_url: str) -> Kind:
    return Kind(
        name=KIND,
        label=Text("企业微信", "WeCom"),
        account=CORP_ID,
        app=AGENT_ID,
        secrets=SECRETS,
        settings=SETTINGS,
        errors=ERRORS,
        default_api_url=default_api_url,
        reader=reader,
        client=WecomClient,
        examine=examine,
        sync_task="wecom.sync",
        compare_task="wecom.reconcile",
        steps=STEPS,
        callback_steps=CALLBACK_STEPS,
    )


def examine(services: Services, connection: Connection) -> Sequence[Check]:
    """Whether the app may see members, departments and customers, one step each."""
    client = services.get(Clients).of(connection.id)
    return [_address_book(client), _customer_contact(client)]


def _address_book(client: WecomClient) -> Check:
    title = Text("通讯录可见范围", "Address book")
    none = Check("address_book", title, CheckState.FAILED, Text("看不到任何部门", "No department is visible"), Text(
        "在应用的“可见范围”中加入导购所在的部门", "Add the departments of your staff to the app's visible range"
    ))  # fmt: skip
    return asked(
        "address_book", title, client.departments,
        lambda found: Text(f"可见 {len(found)} 个部门", f"{len(found)} departments are visible") if found else none,
    )  # fmt: skip


def _customer_contact(client: WecomClient) -> Check:
    title = Text("客户联系", "Customer contact")
    nobody = Check("customer_contact", title, CheckState.FAILED, Text("没有可以服务客户的成员", "No member may serve customers"), Text(
        "在“客户联系 → 权限配置”中为导购开通，并确认他们在应用的可见范围内",
        "Allow your staff under “Customer contact → permissions” and check that the app may see them",
    ))  # fmt: skip
    return asked(
        "customer_contact", title, client.follow_users,
        lambda found: Text(f"{len(found)} 名成员可以服务客户", f"{len(found)} members may serve customers")
        if found else nobody,
    )  # fmt: skip
