"""Permissions, roles, users, keys and audit entries as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from huayuan.kernel.caller import Caller, DataScope
from huayuan.kernel.errors import Forbidden, Text

SESSION_COOKIE = "huayuan_session"
CSRF_HEADER = "X-CSRF-Token"
API_KEY_PREFIX = "hyk_"
WRITE_KEY_PREFIX = "hyw_"
EVERYTHING = frozenset({"*"})
EVERYONE = DataScope()
SCOPE_KINDS = ("all", "region", "store", "own")


class Permission(NamedTuple):
    """Something a role may allow. `group` is a key of PERMISSION_GROUPS."""

    code: str
    group: str
    label: Text


PERMISSION_GROUPS: Mapping[str, Text] = {
    "customers": Text("客户", "Customers"),
    "growth": Text("引流与触达", "Reach"),
    "data": Text("数据", "Data"),
    "organization": Text("组织与门店", "Organisation"),
    "system": Text("系统与安全", "System and security"),
}

PERMISSIONS: tuple[Permission, ...] = (
    Permission("customers.read", "customers", Text("查看客户", "See customers")),
    Permission("customers.write", "customers", Text("编辑客户资料", "Edit customers")),
    Permission("customers.reveal", "customers", Text("查看明文联系方式", "Reveal personal fields")),
    Permission("customers.export", "customers", Text("导出客户", "Export customers")),
    Permission("identity.read", "customers", Text("查看身份合并与冲突", "See merges and conflicts")),
    Permission(
        "identity.write", "customers", Text("合并、拆分与处理冲突", "Merge, split and settle conflicts")
    ),
    Permission("tags.read", "customers", Text("查看标签", "See tags")),
    Permission("tags.write", "customers", Text("管理标签与打标", "Manage and assign tags")),
    Permission(
        "traits.write", "customers", Text("管理属性与批量修改", "Manage traits and change them for many")
    ),
    Permission("segments.read", "customers", Text("查看人群", "See segments")),
    Permission("segments.write", "customers", Text("管理人群与名单", "Manage segments and lists")),
    Permission("segments.export", "customers", Text("导出人群（脱敏）", "Export segments (masked)")),
    Permission("orders.read", "customers", Text("查看订单", "See orders")),
    Permission(
        "compliance.write", "customers", Text("导出或删除个人信息", "Export or erase a person's data")
    ),
    Permission("live_codes.read", "growth", Text("查看活码", "See live codes")),
    Permission("live_codes.write", "growth", Text("管理活码", "Manage live codes")),
    Permission("communities.read", "growth", Text("查看社群", "See groups")),
    Permission("communities.write", "growth", Text("管理社群与入群码", "Manage groups and their codes")),
    Permission("messages.read", "growth", Text("查看消息记录", "See messages")),
    Permission(
        "messages.write", "growth", Text("发送消息与修改触达规则", "Send messages and set their rules")
    ),
    Permission("events.read", "data", Text("查看事件", "See events")),
    Permission("events.write", "data", Text("管理事件目录", "Manage the event catalog")),
    Permission("insights.read", "data", Text("查看分析与看板", "See analyses and dashboards")),
    Permission("insights.write", "data", Text("编辑分析与看板", "Edit analyses and dashboards")),
    Permission("imports.read", "data", Text("查看导入", "See imports")),
    Permission("imports.write", "data", Text("导入数据", "Import data")),
    Permission("stores.read", "organization", Text("查看门店与员工", "See stores and staff")),
    Permission("stores.write", "organization", Text("管理门店与员工", "Manage stores and staff")),
    Permission("users.read", "organization", Text("查看账号与角色", "See users and roles")),
    Permission("users.write", "organization", Text("管理账号", "Manage users")),
    Permission("roles.write", "organization", Text("管理角色", "Manage roles")),
    Permission("payments.read", "system", Text("查看收付款", "See payments")),
    Permission("payments.write", "system", Text("收款、退款、转账与发券", "Take, refund and send money")),
    Permission("connections.read", "system", Text("查看平台连接", "See connections")),
    Permission("connections.write", "system", Text("管理平台连接", "Manage connections")),
    Permission("keys.read", "system", Text("查看密钥", "See keys")),
    Permission("keys.write", "system", Text("创建与吊销密钥", "Create and revoke keys")),
    Permission("audit.read", "system", Text("查看与校验审计日志", "See and verify the audit log")),
    Permission("jobs.read", "system", Text("查看后台任务", "See background jobs")),
    Permission("jobs.write", "system", Text("重试与取消后台任务", "Retry and cancel background jobs")),
)
PERMISSION_CODES = frozenset(permission.code for permission in PERMISSIONS)
Forbidden.labels.update({permission.code: permission.label for permission in PERMISSIONS})


class BuiltInRole(NamedTuple):
    """A role every installation has. Its permissions follow the version, so an upgrade extends them."""

    code: str
    label: Text
    permissions: frozenset[str]


_READ_CUSTOMERS = frozenset(
    {"customers.read", "tags.read", "segments.read", "orders.read", "events.read", "stores.read"}
)
_SERVE_CUSTOMERS = _READ_CUSTOMERS | {
    "customers.write", "tags.write", "live_codes.read", "communities.read", "messages.read",
}  # fmt: skip
OWNER = "owner"
BUILT_IN_ROLES: tuple[BuiltInRole, ...] = (
    BuiltInRole(OWNER, Text("管理员", "Administrator"), EVERYTHING),
    BuiltInRole(
        "operator",
        Text("运营", "Operator"),
        _SERVE_CUSTOMERS
        | {
            "identity.read",
            "identity.write",
            "traits.write",
            "segments.write",
            "segments.export",
            "live_codes.write",
            "communities.write",
            "messages.write",
            "insights.read",
            "insights.write",
        }
        | {"imports.read", "imports.write", "connections.read", "jobs.read"},
    ),
    BuiltInRole(
        "analyst",
        Text("分析师", "Analyst"),
        _READ_CUSTOMERS
        | {
            "segments.write",
            "insights.read",
            "insights.write",
            "live_codes.read",
            "communities.read",
            "imports.read",
        }
        | {"messages.read"},
    ),
    BuiltInRole(
        "store_manager",
        Text("店长", "Store manager"),
        _SERVE_CUSTOMERS | {"customers.reveal", "live_codes.write", "insights.read"},
    ),
    BuiltInRole("guide", Text("导购", "Shopping guide"), _SERVE_CUSTOMERS),
    BuiltInRole(
        "auditor",
        Text("审计员", "Auditor"),
        frozenset({"audit.read", "users.read", "keys.read", "connections.read", "jobs.read"}),
    ),
)
BUILT_IN_BY_CODE = {role.code: role for role in BUILT_IN_ROLES}


@dataclass(frozen=True, slots=True)
class Role:
    """`code` is set for built-in roles only. `users` counts those who have it, disabled ones included."""

    id: int
    code: str | None
    name: str
    permissions: frozenset[str]
    users: int = 0

    @property
    def builtin(self) -> bool:
        return self.code is not None

    @property
    def label(self) -> Text:
        return (
            BUILT_IN_BY_CODE[self.code].label if self.code in BUILT_IN_BY_CODE else Text(self.name, self.name)
        )


@dataclass(frozen=True, slots=True)
class User:
    id: int
    login: str
    name: str
    locale: str
    role: Role
    scope: DataScope
    active: bool
    created_at: datetime
    last_login_at: datetime | None

    def caller(self, ip: str = "") -> Caller:
        return Caller("user", self.id, self.name, self.role.permissions, self.scope, ip)


@dataclass(frozen=True, slots=True)
class NewUser:
    """What creating a user takes. Without a password the user enters by a login link first."""

    login: str
    name: str
    role_id: int
    password: str | None = None
    scope: DataScope = EVERYONE
    locale: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class UserChanges:
    """What to change; None leaves a field as it is."""

    login: str | None = None
    name: str | None = None
    role_id: int | None = None
    password: str | None = None
    scope: DataScope | None = None
    locale: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class SetupForm:
    organization: str
    name: str
    login: str
    password: str
    locale: str = "zh-CN"


class SetupState(NamedTuple):
    needed: bool
    organization: str


@dataclass(frozen=True, slots=True)
class Client:
    """Where a login comes from: the address that counts for throttling, and the browser's own description."""

    ip: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    id: int
    user_id: int
    created_at: datetime
    last_used_at: datetime
    ip: str
    user_agent: str


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just opened. `token` is shown to the browser once; only its hash is kept."""

    token: str
    csrf_token: str
    session_id: int
    user: User


@dataclass(frozen=True, slots=True)
class Authenticated:
    """Who calls, and by what: a session (`user`, `csrf_token`, `session_id` set) or an API key (`key_id`).

    `stale` asks the edge to note the use, which costs a write and so happens once in a while only.
    """

    caller: Caller
    user: User | None = None
    session_id: int | None = None
    csrf_token: str = ""
    key_id: int | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """An API key or write key without its secret. `scopes` are permission codes; a write key has none."""

    id: int
    kind: str
    name: str
    prefix: str
    scopes: tuple[str, ...]
    data_scope: DataScope
    created_at: datetime
    created_by: str
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class WriteKey:
    """A verified key of the collector."""

    id: int
    name: str
    prefix: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    id: int
    at: datetime
    actor_kind: str
    actor_id: int
    actor: str
    action: str
    subject: str
    data: dict[str, Any]
    ip: str


class ChainVerdict(NamedTuple):
    """`broken_at` is the number of the first entry that does not fit; None when all do."""

    ok: bool
    checked: int
    broken_at: int | None


@dataclass(frozen=True, slots=True)
class SavedView:
    id: int
    page: str
    name: str
    state: dict[str, Any]
    shared: bool
    owner_id: int
    created_at: datetime
