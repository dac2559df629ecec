"""The first set-up, users and roles. Part of `access.api`."""

from __future__ import annotations

from typing import Any

from huayuan.access import rules
from huayuan.access.contracts import (
    OWNER,
    Client,
    NewSession,
    NewUser,
    Role,
    SetupForm,
    SetupState,
    User,
    UserChanges,
)
from huayuan.access.errors import (
    AlreadySetUp,
    LastOwner,
    LoginTaken,
    PasswordMismatch,
    RoleBuiltIn,
    RoleInUse,
    RoleNameTaken,
)
from huayuan.access.journal import audit
from huayuan.access.passwords import hash_password, password_matches
from huayuan.access.sessions import open_session
from huayuan.access.store import people as store
from huayuan.kernel.caller import SYSTEM, Caller, DataScope
from huayuan.kernel.errors import Invalid, NotFound
from huayuan.kernel.unit_of_work import Transaction

MOST_NAMED = 10  # people whom a refusal names
LOCALES = ("zh-CN", "en-US", "zh", "en")


def setup_state(tx: Transaction) -> SetupState:
    """Whether the first administrator is still to be made, and the organisation's name."""
    return SetupState(not store.any_user(tx.session), store.organization_name(tx.session))


def set_up(tx: Transaction, form: SetupForm, client: Client) -> NewSession:
    """Name the organisation, make the first administrator, log them in. Of two at once one is refused."""
    store.lock_organization(tx.session, tx.now)
    if store.any_user(tx.session):
        raise AlreadySetUp()
    store.rename_organization(tx.session, rules.normal_name(form.organization, "organization"))
    owner = store.role_by_code(tx.session, OWNER)
    assert owner is not None
    user = create_user(tx, NewUser(form.login, form.name, owner.id, form.password, locale=form.locale))
    audit(tx, user.caller(client.ip), "access.set_up", "organization:1")
    return open_session(tx, user.id, client, by="setup")


def name_organization(tx: Transaction, name: str, by: Caller = SYSTEM) -> None:
    """Set the organisation's name from the command line or a demo."""
    store.lock_organization(tx.session, tx.now)
    store.rename_organization(tx.session, rules.normal_name(name, "organization"))
    audit(tx, by, "access.organization_named", "organization:1")


def organization_name(tx: Transaction) -> str:
    return store.organization_name(tx.session)


def users(tx: Transaction, limit: int = 50, offset: int = 0) -> tuple[list[User], int]:
    return store.users(tx.session, limit, offset)


def find_user(tx: Transaction, login: str) -> User | None:
    found = store.credentials(tx.session, rules.normal_login(login))
    return found[0] if found else None


def user_by_id(tx: Transaction, user_id: int) -> User | None:
    return store.user(tx.session, user_id)


def managed_user(tx: Transaction, by: Caller, user_id: int) -> User:
    """A user whom `by` may manage. Raises NotFound, GrantTooWide, ScopeTooWide."""
    user = _user(tx, user_id)
    rules.check_may_manage(by, user)
    return user


def create_user(tx: Transaction, new: NewUser, by: Caller = SYSTEM) -> User:
    """Add a user. `by` must have every permission of the role and at least the data scope.

    Raises LoginTaken, PasswordWeak, GrantTooWide, ScopeTooWide, NotFound (role), Invalid.
    """
    store.lock_organization(tx.session, tx.now)
    login = _free_login(tx, new.login)
    role = _role(tx, new.role_id)
    rules.check_grant(by, role.permissions)
    rules.check_scope(by, new.scope)
    values: dict[str, Any] = {
        "login": login,
        "name": rules.normal_name(new.name),
        "locale": _locale(new.locale),
        "password_hash": _hashed(new.password, login) if new.password is not None else None,
        "role_id": role.id,
        **_scope_columns(new.scope),
        "active": True,
        "created_at": tx.now,
    }
    user = _user(tx, store.add_user(tx.session, values))
    facts = {"login": login, "role": role.code or role.name, "scope": new.scope.kind}
    audit(tx, by, "access.user_created", f"user:{user.id}", facts)
    return user


def change_user(tx: Transaction, user_id: int, changes: UserChanges, by: Caller) -> User:
    """Change a user whom `by` may manage. A new password, or disabling, ends the user's sessions.

    Raises NotFound, LastOwner, LoginTaken, PasswordWeak, GrantTooWide, ScopeTooWide, Invalid.
    """
    store.lock_organization(tx.session, tx.now)
    user = _user(tx, user_id)
    rules.check_may_manage(by, user)
    values = _changed_columns(tx, user, changes, by)
    if values:
        store.change_user(tx.session, user_id, values)
        if "password_hash" in values or values.get("active") is False:
            store.end_sessions_of(tx.session, user_id)
            store.end_login_links_of(tx.session, user_id)
        audit(tx, by, "access.user_changed", f"user:{user_id}", _told(values))
    return _user(tx, user_id)


def _changed_columns(tx: Transaction, user: User, changes: UserChanges, by: Caller) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if changes.login is not None:
        values["login"] = _free_login(tx, changes.login, but=user.id)
    if changes.name is not None:
        values["name"] = rules.normal_name(changes.name)
    if changes.locale is not None:
        values["locale"] = _locale(changes.locale)
    if changes.password is not None:
        values["password_hash"] = _hashed(changes.password, values.get("login", user.login))
    if changes.scope is not None:
        rules.check_scope(by, changes.scope)
        values |= _scope_columns(changes.scope)
    if changes.role_id is not None:
        role = _role(tx, changes.role_id)
        rules.check_grant(by, role.permissions)
        values["role_id"] = role.id
    if changes.active is not None:
        values["active"] = changes.active
    _keep_an_owner(tx, user, values)
    return values


def _keep_an_owner(tx: Transaction, user: User, values: dict[str, Any]) -> None:
    stops = values.get("active") is False or values.get("role_id", user.role.id) != user.role.id
    if (
        stops
        and user.active
        and user.role.code == OWNER
        and not store.other_active_owner(tx.session, user.id)
    ):
        raise LastOwner()


def has_password(tx: Transaction, user: User) -> bool:
    """Whoever came by a login link may have none yet."""
    found = store.credentials(tx.session, user.login)
    return found is not None and found[1] is not None


def change_own_password(tx: Transaction, caller: Caller, current: str, new: str, session_id: int) -> None:
    """The caller's other sessions end; this one stays. Who has no password yet sets the first with this.

    Raises PasswordMismatch, PasswordWeak.
    """
    user = _user(tx, caller.id)
    found = store.credentials(tx.session, user.login)
    stored = found[1] if found else None
    if stored is not None and not password_matches(current[: rules.MAXIMUM_PASSWORD], stored):
        raise PasswordMismatch()
    store.change_user(tx.session, user.id, {"password_hash": _hashed(new, user.login)})
    store.end_sessions_of(tx.session, user.id, but=session_id)
    store.end_login_links_of(tx.session, user.id)
    audit(tx, caller, "access.password_changed", f"user:{user.id}")


def roles(tx: Transaction) -> list[Role]:
    return store.roles(tx.session)


def role_by_code(tx: Transaction, code: str) -> Role:
    """A built-in role: owner, operator, analyst, store_manager, guide, auditor. Needs a write transaction.

    Raises NotFound.
    """
    store.lock_organization(tx.session, tx.now)
    role = store.role_by_code(tx.session, code)
    if role is None:
        raise NotFound(what="role")
    return role


def create_role(tx: Transaction, name: str, permissions: list[str], by: Caller) -> Role:
    """A role within what `by` may do. Raises RoleNameTaken, UnknownPermission, GrantTooWide, Invalid."""
    store.lock_organization(tx.session, tx.now)
    codes = rules.known_permissions(permissions)
    rules.check_grant(by, codes)
    role = _role(tx, store.add_role(tx.session, _free_role_name(tx, name), codes, tx.now))
    audit(tx, by, "access.role_created", f"role:{role.id}", {"name": role.name, "permissions": sorted(codes)})
    return role


def change_role(
    tx: Transaction, role_id: int, name: str | None, permissions: list[str] | None, by: Caller
) -> Role:
    """Raises NotFound, RoleBuiltIn, RoleNameTaken, UnknownPermission, GrantTooWide, Invalid."""
    store.lock_organization(tx.session, tx.now)
    role = _role(tx, role_id)
    if role.builtin:
        raise RoleBuiltIn(name=role.name)
    rules.check_grant(by, role.permissions)
    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = _free_role_name(tx, name, but=role_id)
    if permissions is not None:
        codes = rules.known_permissions(permissions)
        rules.check_grant(by, codes)
        values["permissions"] = sorted(codes)
    if values:
        store.change_role(tx.session, role_id, values)
        audit(tx, by, "access.role_changed", f"role:{role_id}", values)
    return _role(tx, role_id)


def delete_role(tx: Transaction, role_id: int, by: Caller) -> None:
    """Raises NotFound, RoleBuiltIn, RoleInUse (which names who has it), GrantTooWide."""
    store.lock_organization(tx.session, tx.now)
    role = _role(tx, role_id)
    if role.builtin:
        raise RoleBuiltIn(name=role.name)
    rules.check_grant(by, role.permissions)
    if people := store.people_with_role(tx.session, role_id):
        named = "、".join(people[:MOST_NAMED]) + ("…" if len(people) > MOST_NAMED else "")
        raise RoleInUse(name=role.name, count=len(people), people=named)
    store.delete_role(tx.session, role_id)
    told = {"name": role.name, "permissions": sorted(role.permissions)}
    audit(tx, by, "access.role_deleted", f"role:{role_id}", told)


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """What the audit log may say of a change: everything but the password."""
    told = {key: value for key, value in values.items() if key != "password_hash"}
    return told | ({"password": "changed"} if "password_hash" in values else {})


def _free_login(tx: Transaction, login: str, but: int | None = None) -> str:
    value = rules.normal_login(login)
    if store.login_taken(tx.session, value, but):
        raise LoginTaken(login=value)
    return value


def _free_role_name(tx: Transaction, name: str, but: int | None = None) -> str:
    value = rules.normal_name(name)
    if store.role_name_taken(tx.session, value, but):
        raise RoleNameTaken(name=value)
    return value


def _hashed(password: str, login: str) -> str:
    rules.check_password(password, login)
    return hash_password(password)


def _locale(locale: str) -> str:
    if locale not in LOCALES:
        raise Invalid(field="locale", reason=" | ".join(LOCALES))
    return locale


def _scope_columns(scope: DataScope) -> dict[str, Any]:
    ids = [] if scope.kind == "all" else sorted(set(scope.ids))
    return {"scope_kind": scope.kind, "scope_ids": ids}


def _user(tx: Transaction, user_id: int) -> User:
    user = store.user(tx.session, user_id)
    if user is None:
        raise NotFound(what="user")
    return user


def _role(tx: Transaction, role_id: int) -> Role:
    role = store.role(tx.session, role_id)
    if role is None:
        raise NotFound(what="role")
    return role
