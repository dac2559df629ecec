"""Logging in with WeCom, who may be whom, and signatures for pages."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from huayuan.access import api as access
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, WriteSlot, public, requires, service
from huayuan.kernel.settings import Settings
from huayuan.stores import api as stores
from huayuan.wechat.connections.api import Connections
from huayuan.wechat.wecom.chosen import chosen_connection
from huayuan.wechat.wecom.limits import KIND
from huayuan.wechat.wecom.web import api
from huayuan.wechat.wecom.web.errors import PageNotOurs
from huayuan.wechat.wecom.web.limits import LOGIN_SECONDS
from huayuan.wechat.wecom.web.logins import OFF, MemberLogins
from huayuan.wechat.wecom.web.signing import PageSigner

router = APIRouter(prefix="/api", tags=["wecom"])
Known = Annotated[Connections, service(Connections)]
Logins = Annotated[MemberLogins, service(MemberLogins)]
TheSettings = Annotated[Settings, service(Settings)]
COOKIE = "huayuan_wecom_login"
_PATH = "/api/session/wecom"


class LoginChoice(BaseModel):
    connection_id: int
    name: str


class LoginChoices(BaseModel):
    items: list[LoginChoice]


class MemberLoginOut(BaseModel):
    """`made`: the user was made at the member's first login and is disabled when the member leaves."""

    account: str
    userid: str
    member_name: str | None
    user_id: int
    user_name: str | None
    made: bool
    linked_at: datetime
    last_login_at: datetime | None


class MemberLoginList(BaseModel):
    items: list[MemberLoginOut]


class MemberLink(BaseModel):
    userid: str = Field(min_length=1, max_length=64)
    user_id: int
    connection_id: int | None = None


class PageSignatureOut(BaseModel):
    """What `wx.config` (kind corp) or `wx.agentConfig` (kind app) take."""

    corp_id: str
    agent_id: str
    timestamp: int
    nonce: str
    signature: str


@router.get("/session/wecom", dependencies=[public("the login page shows which ways in there are")])
def list_logins(known: Known) -> LoginChoices:
    """Connections whose staff may log in. Names only."""
    open_ones = [one for one in known.all(KIND) if str(one.settings.get("staff_login", "")).lower() != OFF]
    return LoginChoices(items=[LoginChoice(connection_id=one.id, name=one.name) for one in open_ones])


@router.get("/session/wecom/start", dependencies=[public("logging in with WeCom")])
def start_login(
    request: Request,
    known: Known,
    logins: Logins,
    settings: TheSettings,
    connection_id: int | None = None,
    next: Annotated[str, Query(max_length=500)] = "/",
) -> RedirectResponse:
    """Sends the browser to WeCom; inside its client the member need not do anything."""
    connection = chosen_connection(known, connection_id)
    inside = "wxwork" in request.headers.get("user-agent", "").lower()
    callback = f"{_origin(request, settings)}{_PATH}/callback"
    start = logins.start(connection, callback, next, inside=inside)
    answer = RedirectResponse(start.address, 302, headers={"Cache-Control": "no-store"})
    answer.set_cookie(
        COOKIE, start.cookie, max_age=LOGIN_SECONDS, path=_PATH, httponly=True, samesite="lax",
        secure=settings.secure_cookies,
    )  # fmt: skip
    return answer


@router.get(
    "/session/wecom/callback",
    dependencies=[public("the way back from WeCom; proves itself by cookie and state")],
)
def finish_login(
    request: Request,
    _slot: WriteSlot,
    logins: Logins,
    code: Annotated[str, Query(max_length=512)] = "",
    state: Annotated[str, Query(max_length=128)] = "",
) -> RedirectResponse:
    """To the login page with a one-time link, or with the code of what went wrong."""
    try:
        entered = logins.finish(request.cookies.get(COOKIE, ""), state, code)
        target = f"/login?token={quote(entered.token)}&next={quote(entered.next, safe='')}"
    except HuayuanError as error:
        target = f"/login?problem={quote(error.code)}"
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    answer = RedirectResponse(target, 302, headers=headers)
    answer.delete_cookie(COOKIE, path=_PATH, httponly=True, samesite="lax")
    return answer


@router.get("/wecom/logins", dependencies=[requires("users.read")])
def list_members(tx: ReadTx) -> MemberLoginList:
    """Which member logs in as which user."""
    items = []
    for one in api.logins(tx):
        member = stores.staff_by_userid(tx, one.account, [one.userid]).get(one.userid)
        user = access.user_by_id(tx, one.user_id)
        items.append(
            MemberLoginOut(
                account=one.account, userid=one.userid, member_name=member.shown_name if member else None,
                user_id=one.user_id, user_name=user.name if user else None, made=one.made,
                linked_at=one.linked_at, last_login_at=one.last_login_at,
            )
        )  # fmt: skip
    return MemberLoginList(items=items)


@router.post("/wecom/logins", status_code=204, dependencies=[requires("users.write")])
def link_member(tx: Tx, caller: CurrentCaller, body: MemberLink, known: Known) -> None:
    """From now on the member logs in as this user, whom the caller must be allowed to manage."""
    api.link(tx, caller, chosen_connection(known, body.connection_id).account, body.userid, body.user_id)


@router.delete("/wecom/logins", status_code=204, dependencies=[requires("users.write")])
def unlink_member(tx: Tx, caller: CurrentCaller, account: str, userid: str) -> None:
    api.unlink(tx, caller, account, userid)


@router.get("/wecom/jssdk", dependencies=[requires("")])
def sign_page(
    request: Request,
    known: Known,
    signer: Annotated[PageSigner, service(PageSigner)],
    settings: TheSettings,
    url: Annotated[str, Query(max_length=2048)],
    kind: Literal["corp", "app"] = "corp",
    connection_id: int | None = None,
) -> PageSignatureOut:
    """For a page of ours, at exactly this address. Raises PageNotOurs."""
    parts, ours = urlsplit(url), urlsplit(_origin(request, settings))
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != ours.netloc.lower():
        raise PageNotOurs(host=parts.netloc or url[:60])
    made = signer.sign(chosen_connection(known, connection_id).id, kind, url)
    return PageSignatureOut.model_validate(made, from_attributes=True)


def _origin(request: Request, settings: Settings) -> str:
    """The address people use; without a setting the one this request came to."""
    return (settings.public_url or str(request.base_url)).rstrip("/")
