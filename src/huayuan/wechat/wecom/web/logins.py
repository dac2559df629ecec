"""Logging in with WeCom.

The start gives the browser a sealed cookie with the state; only that browser can end the login, within ten minutes.
A member is the user they were linked to, or one made for them: role 导购, who sees the customers of this member and
nothing else. A user of the same name is never taken for the member.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import msgspec

from huayuan.access import api as access
from huayuan.access.contracts import NewUser, User, UserChanges
from huayuan.kernel.caller import SYSTEM, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.decoding import decode_json
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.web import store
from huayuan.wechat.wecom.web.errors import LoginNotAllowed, LoginStale, LoginStranger
from huayuan.wechat.wecom.web.limits import LINK_MINUTES, LOGIN_SECONDS

_REAL_API = "qyapi.weixin.qq.com"
_CLIENT_PAGE = "https://open.weixin.qq.com"
_BROWSER_PAGE = "https://login.work.weixin.qq.com"
_ROLE = "guide"
OFF = "off"


class Begun(msgspec.Struct):
    """What the cookie holds. `until` in Unix seconds."""

    state: str
    connection_id: int
    next: str
    until: int


@dataclass(frozen=True, slots=True)
class Start:
    """Where to send the browser, and the cookie to give it."""

    address: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Entered:
    """`token`: of a one-time link that opens the session. `next`: the page they wanted."""

    token: str
    next: str


class MemberLogins:
    def __init__(self, uow: UnitOfWork, vault: Vault, clients: Clients) -> None:
        self._uow = uow
        self._vault = vault
        self._clients = clients

    def start(self, connection: Connection, callback: str, wanted: str, *, inside: bool) -> Start:
        """`inside`: in the WeCom client, where the member need not scan. `wanted`: a page of ours."""
        with self._uow.read() as tx:
            until = int(tx.now.timestamp()) + LOGIN_SECONDS
        state = secrets.token_hex(16)
        begun = Begun(state, connection.id, local_page(wanted), until)
        sealed = self._vault.seal(msgspec.json.encode(begun).decode())
        cookie = base64.urlsafe_b64encode(sealed).decode()
        return Start(_address(connection, callback, state, inside=inside), cookie)

    def finish(self, cookie: str, state: str, code: str) -> Entered:
        """Raises LoginStale, LoginStranger, LoginNotAllowed, and what else the platform refuses with."""
        begun = self._begun(cookie)
        if (
            not code
            or not state
            or not hmac.compare_digest(state.encode(errors="replace"), begun.state.encode())
        ):
            raise LoginStale()
        client = self._clients.of(begun.connection_id)
        try:
            visitor = client.page_visitor(code)
        except Refused as refusal:
            if refusal.reaction is Reaction.MARK:
                raise LoginStale() from refusal
            raise
        if not visitor.userid:
            raise LoginStranger()
        with self._uow.begin() as tx:
            user = self._user(tx, client.connection, visitor.userid)
            token = access.create_login_link(tx, user.id, LINK_MINUTES)
            store.logged_in(tx.session, client.connection.account, visitor.userid, tx.now)
        return Entered(token, begun.next)

    def end_those_who_left(self) -> int:
        """Users made for members who are no longer active staff are disabled, and their sessions end; answers how
        many."""
        ended = 0
        with self._uow.begin() as tx:
            for one in store.logins(tx.session, made=True):
                member = stores.staff_by_userid(tx, one.account, [one.userid]).get(one.userid)
                user = access.user_by_id(tx, one.user_id)
                if user and user.active and not (member and member.active):
                    access.change_user(tx, one.user_id, UserChanges(active=False), SYSTEM)
                    ended += 1
        return ended

    def _begun(self, cookie: str) -> Begun:
        try:
            sealed = base64.urlsafe_b64decode(cookie.encode())
            begun = decode_json(self._vault.open(sealed), Begun)
        except (binascii.Error, ValueError, HuayuanError):
            raise LoginStale() from None
        with self._uow.read() as tx:
            if begun.until < tx.now.timestamp():
                raise LoginStale()
        return begun

    def _user(self, tx: Transaction, connection: Connection, userid: str) -> User:
        member = stores.staff_by_userid(tx, connection.account, [userid]).get(userid)
        known = store.login(tx.session, connection.account, userid)
        if known is not None:
            return self._known(tx, known, member)
        if member is None or not member.active:
            raise LoginStranger()
        if str(connection.settings.get("staff_login", "")).strip().lower() == OFF:
            raise LoginNotAllowed()
        return self._made(tx, member)

    def _known(self, tx: Transaction, known: store.MemberLogin, member: StaffMember | None) -> User:
        """A linked user is as the administrator left it; one that we made lives as long as its member."""
        user = access.user_by_id(tx, known.user_id)
        if user is None:
            raise LoginNotAllowed()
        if known.made and (member is None or not member.active):
            raise LoginStranger()
        if not user.active:
            raise LoginNotAllowed()
        return user

    def _made(self, tx: Transaction, member: StaffMember) -> User:
        new = NewUser(
            login=f"wecom.{member.id}.{secrets.token_hex(3)}", name=member.shown_name or member.userid,
            role_id=access.role_by_code(tx, _ROLE).id, scope=DataScope("own", (member.id,)),
        )  # fmt: skip
        user = access.create_user(tx, new)
        store.link(tx.session, member.account, member.userid, user.id, tx.now, made=True)
        return user


def local_page(wanted: str) -> str:
    """A path of our own; anything that a browser could take for another site becomes the first page."""
    odd = any(character in wanted for character in "\\\r\n\t") or not wanted.startswith("/")
    return "/" if odd or wanted.startswith("//") or len(wanted) > 500 else wanted


def _address(connection: Connection, callback: str, state: str, *, inside: bool) -> str:
    real = urlsplit(connection.api_url).hostname == _REAL_API
    corp, target = quote(connection.account), quote(callback, safe="")
    if inside:
        origin = _CLIENT_PAGE if real else connection.api_url
        return (
            f"{origin}/connect/oauth2/authorize?appid={corp}&redirect_uri={target}&response_type=code"
            f"&scope=snsapi_base&state={state}&agentid={quote(connection.app)}#wechat_redirect"
        )
    origin = _BROWSER_PAGE if real else connection.api_url
    return (
        f"{origin}/wwlogin/sso/login?login_type=CorpApp&appid={corp}&agentid={quote(connection.app)}"
        f"&redirect_uri={target}&state={state}"
    )
