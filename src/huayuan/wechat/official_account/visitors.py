"""Web login: who opened a page of ours inside WeChat, by the account's OAuth."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent, Observation, Resolved
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.official_account.client import Clients
from huayuan.wechat.official_account.contracts import Visitor
from huayuan.wechat.official_account.errors import LoginExpired

SOURCE = "official_account"
_OPEN = "https://open.weixin.qq.com"
_REAL_API = "api.weixin.qq.com"


class Visitors:
    def __init__(self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver

    def came(self, connection_id: int, code: str, anonymous_id: str = "") -> Visitor:
        """Exchange the code of the redirect; openid, unionid and the browser's id are evidence for one person.

        Raises LoginExpired, and whatever else the platform refuses with.
        """
        client = self._clients.of(connection_id)
        try:
            token = client.exchange_code(code)
            info = client.user_info(token) if "snsapi_userinfo" in token.scope else None
        except Refused as refusal:
            if refusal.reaction is Reaction.MARK:
                raise LoginExpired() from refusal
            raise
        if token.is_snapshotuser:
            raise LoginExpired()  # the openid of a page that is only looked at belongs to nobody
        unionid = token.unionid or (info.unionid if info else None)
        person = self._keep(client.connection.account, token.openid, unionid, anonymous_id)
        return Visitor(
            token.openid, unionid, info.nickname if info else "", info.headimgurl if info else "", person
        )

    def _keep(self, account: str, openid: str, unionid: str | None, anonymous_id: str) -> int:
        ids = {"oa_openid": openid}
        ids |= {"wechat_unionid": unionid} if unionid else {}
        ids |= {"anonymous_id": anonymous_id} if anonymous_id else {}
        with self._uow.begin() as tx:
            event_id = event_uuid("official_account.logged_in", account, sorted(ids.items()), tx.now.date())
            seen = Observation(tuple(sorted(ids.items())), account, event_id, tx.now, SOURCE)
            (found,) = self._resolver.resolve(tx, [seen])
            events.publish(tx, NewEvent(event_id, "logged_in", tx.now, ids, account=account))
        return found.person_id if isinstance(found, Resolved) else 0


def address(connection: Connection, redirect_uri: str, state: str, *, ask: bool) -> str:
    """Where to send the browser. `ask`: with name and picture, which the person must agree to; else silently."""
    host = urlsplit(connection.api_url).hostname
    origin = _OPEN if host == _REAL_API else connection.api_url
    scope = "snsapi_userinfo" if ask else "snsapi_base"
    return (
        f"{origin}/connect/oauth2/authorize?appid={quote(connection.account)}"
        f"&redirect_uri={quote(redirect_uri, safe='')}&response_type=code&scope={scope}"
        f"&state={quote(state)}#wechat_redirect"
    )
