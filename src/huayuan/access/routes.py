"""HTTP of access: set-up, sessions, users, roles, keys, audit log, saved views; and recognising callers."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from huayuan.access import api
from huayuan.access import shapes as s
from huayuan.access.contracts import (
    CSRF_HEADER,
    PERMISSIONS,
    SESSION_COOKIE,
    Authenticated,
    Client,
    NewSession,
    NewUser,
    SetupForm,
    User,
    UserChanges,
)
from huayuan.access.errors import CsrfMismatch
from huayuan.access.rules import LONGEST_SESSION
from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Unauthenticated
from huayuan.kernel.routes import (
    Authenticator,
    Caller,
    CurrentCaller,
    PageQuery,
    ReadTx,
    Tx,
    WriteSlot,
    public,
    requires,
    service,
    services_of,
)
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import UnitOfWork

router = APIRouter(prefix="/api", tags=["access"])
TheSettings = Annotated[Settings, service(Settings)]
TheUnitOfWork = Annotated[UnitOfWork, service(UnitOfWork)]


# ── recognising the caller ────────────────────────────────────────────────────────────────────────


def make_authenticator(run: api.Run = api.run_in_background) -> Authenticator:
    """Fills the kernel's port. `run` carries out notes of use beside the request."""

    def identify(request: Request) -> Caller:
        services = services_of(request)
        uow = services.get(UnitOfWork)
        hours = services.get(Settings).session_hours
        with uow.read() as tx:
            who = api.authenticate(tx, _parts(request), hours)
        request.state.access = who
        if who.stale:
            run(lambda: _note_use(uow, who))
        return who.caller

    return Authenticator(identify)


def _note_use(uow: UnitOfWork, who: Authenticated) -> None:
    with uow.begin() as tx:
        api.note_use(tx, who)


def _parts(request: Request) -> api.RequestParts:
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    return api.RequestParts(
        method=request.method,
        bearer=credential.strip() if scheme.lower() == "bearer" else "",
        cookie=request.cookies.get(SESSION_COOKIE, ""),
        csrf=request.headers.get(CSRF_HEADER, ""),
        ip=_ip(request),
    )


def _ip(request: Request) -> str:
    peer = request.client.host if request.client else ""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
    return api.client_ip(peer, forwarded, services_of(request).get(Settings).trusted_proxies)


def _client(request: Request) -> Client:
    return Client(_ip(request), request.headers.get("user-agent", "")[:200])


def _console_user(request: Request) -> tuple[User, Authenticated]:
    """The person behind a session; an API key is none. Only after `requires`."""
    who: Authenticated | None = getattr(request.state, "access", None)
    if who is None or who.user is None:
        raise Unauthenticated()
    return who.user, who


def _refuse_other_sites(request: Request) -> None:
    """Entering has no CSRF token yet; browsers say where a request comes from."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "same-site", "none"):
        raise CsrfMismatch()


def _entered(response: Response, new: NewSession, organization: str, settings: Settings) -> s.SessionOut:
    response.set_cookie(
        SESSION_COOKIE,
        new.token,
        max_age=int(LONGEST_SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )
    response.headers["cache-control"] = "no-store"
    return s.SessionOut.of(new.user, new.csrf_token, organization, settings.timezone)


# ── set-up and sessions ───────────────────────────────────────────────────────────────────────────


@router.get("/setup", dependencies=[public("shows the set-up form before there is any user")])
def get_setup(tx: ReadTx) -> s.SetupStateOut:
    state = api.setup_state(tx)
    return s.SetupStateOut(needed=state.needed, organization=state.organization)


@router.post("/setup", dependencies=[public("makes the first user; refused once there is one")])
def post_setup(
    body: s.SetupIn, request: Request, response: Response, tx: Tx, settings: TheSettings
) -> s.SessionOut:
    _refuse_other_sites(request)
    form = SetupForm(body.organization, body.name, body.login, body.password, body.locale)
    new = api.set_up(tx, form, _client(request))
    return _entered(response, new, api.organization_name(tx), settings)


@router.post("/session", dependencies=[public("logging in")])
def log_in(
    body: s.LoginIn,
    request: Request,
    response: Response,
    _slot: WriteSlot,
    uow: TheUnitOfWork,
    settings: TheSettings,
) -> s.SessionOut:
    _refuse_other_sites(request)
    old = request.cookies.get(SESSION_COOKIE, "")
    new = api.log_in(uow, body.login, body.password, _client(request), replacing=old)
    with uow.read() as tx:
        organization = api.organization_name(tx)
    return _entered(response, new, organization, settings)


@router.post("/session/link", dependencies=[public("logging in by a one-time link")])
def log_in_by_link(
    body: s.LoginLinkIn, request: Request, response: Response, tx: Tx, settings: TheSettings
) -> s.SessionOut:
    _refuse_other_sites(request)
    old = request.cookies.get(SESSION_COOKIE, "")
    new = api.log_in_by_link(tx, body.token, _client(request), replacing=old)
    return _entered(response, new, api.organization_name(tx), settings)


@router.get("/session", dependencies=[requires("")])
def get_session(request: Request, response: Response, tx: ReadTx, settings: TheSettings) -> s.SessionOut:
    user, who = _console_user(request)
    response.headers["cache-control"] = "no-store"
    return s.SessionOut.of(user, who.csrf_token, api.organization_name(tx), settings.timezone)


@router.delete("/session", dependencies=[requires("")], status_code=204)
def log_out(request: Request, response: Response, tx: Tx, caller: CurrentCaller) -> None:
    _, who = _console_user(request)
    if who.session_id is not None:
        api.log_out(tx, caller, who.session_id)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")


@router.post("/session/password", dependencies=[requires("")], status_code=204)
def change_own_password(body: s.PasswordIn, request: Request, tx: Tx, caller: CurrentCaller) -> None:
    _, who = _console_user(request)
    api.change_own_password(tx, caller, body.current, body.new, who.session_id or 0)


@router.get("/sessions", dependencies=[requires("")])
def get_sessions(request: Request, tx: ReadTx, settings: TheSettings) -> s.SessionsOut:
    user, who = _console_user(request)
    found = api.sessions_of(tx, user, settings.session_hours)
    items = [s.SessionInfoOut.of(info, who.session_id) for info in found]
    return s.SessionsOut(items=items, has_password=api.has_password(tx, user))


@router.delete("/sessions", dependencies=[requires("")])
def revoke_other_sessions(request: Request, tx: Tx, caller: CurrentCaller) -> s.SessionsEnded:
    """Sign out everywhere but here."""
    _, who = _console_user(request)
    return s.SessionsEnded(ended=api.revoke_other_sessions(tx, caller, who.session_id or 0))


@router.delete("/sessions/{id}", dependencies=[requires("")], status_code=204)
def revoke_session(id: int, request: Request, tx: Tx, caller: CurrentCaller) -> None:
    _console_user(request)
    api.revoke_session(tx, caller, id)


# ── users and roles ───────────────────────────────────────────────────────────────────────────────


@router.get("/users", dependencies=[requires("users.read")])
def get_users(tx: ReadTx, page: PageQuery) -> s.UsersOut:
    found, total = api.users(tx, page.limit, page.offset)
    return s.UsersOut(items=[s.UserOut.of_user(user) for user in found], total=total)


@router.post("/users", dependencies=[requires("users.write")])
def create_user(body: s.UserIn, tx: Tx, caller: CurrentCaller) -> s.UserOut:
    new = NewUser(body.login, body.name, body.role_id, body.password, body.scope.value(), body.locale)
    return s.UserOut.of_user(api.create_user(tx, new, caller))


@router.patch("/users/{id}", dependencies=[requires("users.write")])
def change_user(id: int, body: s.UserPatch, tx: Tx, caller: CurrentCaller) -> s.UserOut:
    changes = UserChanges(
        login=body.login,
        name=body.name,
        role_id=body.role_id,
        password=body.password,
        scope=body.scope.value() if body.scope else None,
        locale=body.locale,
        active=body.active,
    )
    return s.UserOut.of_user(api.change_user(tx, id, changes, caller))


@router.post("/users/{id}/login-link", dependencies=[requires("users.write")])
def create_login_link(id: int, tx: Tx, caller: CurrentCaller) -> s.LoginLinkOut:
    minutes = 60
    token = api.create_login_link(tx, id, minutes, caller)
    return s.LoginLinkOut(token=token, expires_at=tx.now + timedelta(minutes=minutes))


@router.get("/roles", dependencies=[requires("users.read")])
def get_roles(tx: ReadTx) -> s.RolesOut:
    return s.RolesOut(items=[s.RoleOut.of_role(role) for role in api.roles(tx)])


@router.post("/roles", dependencies=[requires("roles.write")])
def create_role(body: s.RoleIn, tx: Tx, caller: CurrentCaller) -> s.RoleOut:
    return s.RoleOut.of_role(api.create_role(tx, body.name, body.permissions, caller))


@router.patch("/roles/{id}", dependencies=[requires("roles.write")])
def change_role(id: int, body: s.RolePatch, tx: Tx, caller: CurrentCaller) -> s.RoleOut:
    return s.RoleOut.of_role(api.change_role(tx, id, body.name, body.permissions, caller))


@router.delete("/roles/{id}", dependencies=[requires("roles.write")], status_code=204)
def delete_role(id: int, tx: Tx, caller: CurrentCaller) -> None:
    """A role nobody has. Refused with their names while somebody does."""
    api.delete_role(tx, id, caller)


@router.get("/permissions", dependencies=[requires("")])
def get_permissions() -> s.PermissionsOut:
    return s.PermissionsOut(items=[s.PermissionOut.of(permission) for permission in PERMISSIONS])


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────


@router.get("/keys", dependencies=[requires("keys.read")])
def get_keys(tx: ReadTx) -> s.KeysOut:
    return s.KeysOut(items=[s.KeyOut.of(key) for key in api.keys(tx)])


@router.post("/keys", dependencies=[requires("keys.write")])
def create_key(
    body: s.KeyIn, request: Request, response: Response, tx: Tx, caller: CurrentCaller
) -> s.NewKeyOut:
    key, secret = api.create_key(tx, body.kind, body.name, body.scopes, caller)
    _forget_write_keys(request, tx)
    response.headers["cache-control"] = "no-store"
    return s.NewKeyOut(key=s.KeyOut.of(key), secret=secret)


@router.delete("/keys/{id}", dependencies=[requires("keys.write")])
def revoke_key(id: int, request: Request, tx: Tx, caller: CurrentCaller) -> s.KeyOut:
    key = api.revoke_key(tx, id, caller)
    _forget_write_keys(request, tx)
    return s.KeyOut.of(key)


def _forget_write_keys(request: Request, tx: Tx) -> None:
    if write_keys := services_of(request).find(api.WriteKeys):
        tx.after_commit(write_keys.forget)


# ── audit log ─────────────────────────────────────────────────────────────────────────────────────


@router.get("/audit", dependencies=[requires("audit.read")])
def get_audit(
    tx: ReadTx,
    page: PageQuery,
    actor: Annotated[str | None, Query(max_length=80)] = None,
    action: Annotated[str | None, Query(max_length=80)] = None,
) -> s.AuditOut:
    found, total = api.audit_entries(tx, actor=actor, action=action, limit=page.limit, offset=page.offset)
    return s.AuditOut(items=[s.AuditEntryOut.of(entry) for entry in found], total=total)


@router.post("/audit/verify", dependencies=[requires("audit.read")])
def verify_audit(tx: ReadTx, vault: Annotated[Vault, service(Vault)]) -> s.VerdictOut:
    ok, checked, broken_at = api.verify_chain(tx, vault.sign)
    return s.VerdictOut(ok=ok, checked=checked, broken_at=broken_at)


# ── saved views ───────────────────────────────────────────────────────────────────────────────────

ViewPage = Annotated[str, Query(max_length=60)]


@router.get("/views", dependencies=[requires("")])
def get_views(tx: ReadTx, caller: CurrentCaller, page: ViewPage) -> s.ViewsOut:
    return s.ViewsOut(items=[s.ViewOut.of(view, caller.id) for view in api.views(tx, caller, page)])


@router.post("/views", dependencies=[requires("")])
def save_view(
    body: s.ViewIn, tx: Tx, caller: CurrentCaller, page: Annotated[str, Query(max_length=60)] = ""
) -> s.ViewOut:
    view = api.save_view(tx, caller, page or body.page or "", body.name, body.state, body.shared)
    return s.ViewOut.of(view, caller.id)


@router.patch("/views/{id}", dependencies=[requires("")])
def change_view(id: int, body: s.ViewChange, tx: Tx, caller: CurrentCaller) -> s.ViewOut:
    view = api.change_view(tx, caller, id, body.model_dump(exclude_none=True))
    return s.ViewOut.of(view, caller.id)


@router.delete("/views/{id}", dependencies=[requires("")], status_code=204)
def delete_view(id: int, tx: Tx, caller: CurrentCaller) -> None:
    api.delete_view(tx, caller, id)


@router.delete("/views", dependencies=[requires("")], status_code=204)
def delete_view_by_query(id: Annotated[int, Query()], tx: Tx, caller: CurrentCaller) -> None:
    api.delete_view(tx, caller, id)
