"""JSON of access: what its routes take and answer."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from huayuan.access.contracts import (
    EVERYTHING,
    PERMISSION_CODES,
    PERMISSION_GROUPS,
    AuditEntry,
    Key,
    Permission,
    Role,
    SavedView,
    SessionInfo,
    User,
)
from huayuan.kernel.caller import DataScope

Locale = Literal["zh-CN", "en-US", "zh", "en"]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SetupStateOut(BaseModel):
    needed: bool
    organization: str


class SetupIn(Form):
    organization: str = Field(max_length=200)
    name: str = Field(max_length=200)
    login: str = Field(max_length=200)
    password: str = Field(max_length=1000)
    locale: Locale = "zh-CN"


class LoginIn(Form):
    login: str = Field(max_length=200)
    password: str = Field(max_length=1000)


class LoginLinkIn(Form):
    token: str = Field(max_length=200)


class ScopeShape(BaseModel):
    kind: Literal["all", "region", "store", "own"] = "all"
    ids: list[int] = Field(default=[], max_length=1000)

    def value(self) -> DataScope:
        return DataScope(self.kind, tuple(self.ids))

    @staticmethod
    def of(scope: DataScope) -> "ScopeShape":
        return ScopeShape.model_validate({"kind": scope.kind, "ids": list(scope.ids)})


class Bilingual(BaseModel):
    zh: str
    en: str


class RoleRef(BaseModel):
    id: int
    name: str
    label: Bilingual

    @staticmethod
    def of(role: Role) -> "RoleRef":
        return RoleRef(id=role.id, name=role.name, label=Bilingual(**role.label.as_dict()))


class SessionUser(BaseModel):
    id: int
    login: str
    name: str
    locale: str
    role: RoleRef
    scope: ScopeShape


class OrganizationOut(BaseModel):
    name: str
    timezone: str


class SessionOut(BaseModel):
    user: SessionUser
    permissions: list[str]
    csrf_token: str
    organization: OrganizationOut

    @staticmethod
    def of(user: User, csrf_token: str, organization: str, timezone: str) -> "SessionOut":
        return SessionOut(
            user=SessionUser(
                id=user.id,
                login=user.login,
                name=user.name,
                locale=user.locale,
                role=RoleRef.of(user.role),
                scope=ScopeShape.of(user.scope),
            ),
            permissions=sorted(shown_permissions(user.role.permissions)),
            csrf_token=csrf_token,
            organization=OrganizationOut(name=organization, timezone=timezone),
        )


def shown_permissions(permissions: frozenset[str]) -> frozenset[str]:
    """`*` spelled out, so that a client need not know what it means."""
    return permissions | PERMISSION_CODES if permissions >= EVERYTHING else permissions


class SessionInfoOut(BaseModel):
    id: int
    created_at: datetime
    last_used_at: datetime
    ip: str
    user_agent: str
    current: bool

    @staticmethod
    def of(info: SessionInfo, current: int | None) -> "SessionInfoOut":
        return SessionInfoOut(
            id=info.id,
            created_at=info.created_at,
            last_used_at=info.last_used_at,
            ip=info.ip,
            user_agent=info.user_agent,
            current=info.id == current,
        )


class SessionsOut(BaseModel):
    items: list[SessionInfoOut]
    has_password: bool = Field(description="False: came by a login link and may set a first password")


class SessionsEnded(BaseModel):
    ended: int


class PasswordIn(Form):
    current: str = Field(max_length=1000)
    new: str = Field(max_length=1000)


class UserOut(SessionUser):
    active: bool
    created_at: datetime
    last_login_at: datetime | None

    @staticmethod
    def of_user(user: User) -> "UserOut":
        return UserOut(
            id=user.id,
            login=user.login,
            name=user.name,
            locale=user.locale,
            role=RoleRef.of(user.role),
            scope=ScopeShape.of(user.scope),
            active=user.active,
            created_at=user.created_at,
            last_login_at=user.last_login_at,
        )


class UsersOut(BaseModel):
    items: list[UserOut]
    total: int


class UserIn(Form):
    login: str = Field(max_length=200)
    name: str = Field(max_length=200)
    role_id: int
    password: str | None = Field(default=None, max_length=1000)
    scope: ScopeShape = ScopeShape()
    locale: Locale = "zh-CN"
    active: Literal[True] = True


class UserPatch(Form):
    login: str | None = Field(default=None, max_length=200)
    name: str | None = Field(default=None, max_length=200)
    role_id: int | None = None
    password: str | None = Field(default=None, max_length=1000)
    scope: ScopeShape | None = None
    locale: Locale | None = None
    active: bool | None = None


class LoginLinkOut(BaseModel):
    token: str
    expires_at: datetime


class RoleOut(RoleRef):
    permissions: list[str]
    builtin: bool
    users: int

    @staticmethod
    def of_role(role: Role) -> "RoleOut":
        return RoleOut(
            id=role.id,
            name=role.name,
            label=Bilingual(**role.label.as_dict()),
            permissions=sorted(shown_permissions(role.permissions)),
            builtin=role.builtin,
            users=role.users,
        )


class RolesOut(BaseModel):
    items: list[RoleOut]


class RoleIn(Form):
    name: str = Field(max_length=200)
    permissions: list[str] = Field(max_length=500)


class RolePatch(Form):
    name: str | None = Field(default=None, max_length=200)
    permissions: list[str] | None = Field(default=None, max_length=500)


class PermissionGroupOut(Bilingual):
    key: str


class PermissionOut(BaseModel):
    key: str
    label: Bilingual
    group: PermissionGroupOut

    @staticmethod
    def of(permission: Permission) -> "PermissionOut":
        group = PERMISSION_GROUPS[permission.group]
        return PermissionOut(
            key=permission.code,
            label=Bilingual(**permission.label.as_dict()),
            group=PermissionGroupOut(key=permission.group, **group.as_dict()),
        )


class PermissionsOut(BaseModel):
    items: list[PermissionOut]


class KeyOut(BaseModel):
    id: int
    kind: str
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    created_by: str
    last_used_at: datetime | None
    revoked_at: datetime | None

    @staticmethod
    def of(key: Key) -> "KeyOut":
        return KeyOut(
            id=key.id,
            kind=key.kind,
            name=key.name,
            prefix=key.prefix,
            scopes=list(key.scopes),
            created_at=key.created_at,
            created_by=key.created_by,
            last_used_at=key.last_used_at,
            revoked_at=key.revoked_at,
        )


class KeysOut(BaseModel):
    items: list[KeyOut]


class KeyIn(Form):
    kind: Literal["write", "api"]
    name: str = Field(max_length=200)
    scopes: list[str] = Field(default=[], max_length=500)


class NewKeyOut(BaseModel):
    key: KeyOut
    secret: str


class AuditEntryOut(BaseModel):
    id: int
    at: datetime
    actor: str
    actor_kind: str
    actor_id: int
    action: str
    subject: str
    data: dict[str, Any]
    ip: str

    @staticmethod
    def of(entry: AuditEntry) -> "AuditEntryOut":
        return AuditEntryOut(
            id=entry.id,
            at=entry.at,
            actor=entry.actor,
            actor_kind=entry.actor_kind,
            actor_id=entry.actor_id,
            action=entry.action,
            subject=entry.subject,
            data=entry.data,
            ip=entry.ip,
        )


class AuditOut(BaseModel):
    items: list[AuditEntryOut]
    total: int


class VerdictOut(BaseModel):
    ok: bool
    checked: int
    broken_at: int | None


class ViewIn(Form):
    name: str = Field(max_length=200)
    state: dict[str, Any]
    shared: bool = False
    page: str | None = Field(default=None, max_length=60)


class ViewChange(Form):
    name: str | None = Field(default=None, max_length=200)
    state: dict[str, Any] | None = None
    shared: bool | None = None


class ViewOut(BaseModel):
    id: int
    page: str
    name: str
    state: dict[str, Any]
    shared: bool
    mine: bool

    @staticmethod
    def of(view: SavedView, user_id: int) -> "ViewOut":
        return ViewOut(
            id=view.id,
            page=view.page,
            name=view.name,
            state=view.state,
            shared=view.shared,
            mine=view.owner_id == user_id,
        )


class ViewsOut(BaseModel):
    items: list[ViewOut]
