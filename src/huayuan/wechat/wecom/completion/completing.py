"""People known from the 公众号 or the mini program whom WeCom knows too. Goes through them once a night."""

from __future__ import annotations

from huayuan.events.contracts import IdentityResolver
from huayuan.identity import api as identity
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import ErrorClass, Reaction, Refused
from huayuan.wechat.wecom import details, wire
from huayuan.wechat.wecom.client import Clients, WecomClient

BATCH, A_NIGHT = 200, 50_000
_OPENIDS = ("oa_openid", "mp_openid")


class IdentityCompletion:
    def __init__(self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver

    def run(self, connection_id: int) -> int | None:
        """Answers how many customers were recognised; None when this app may not ask."""
        client, after, asked, found = self._clients.of(connection_id), 0, 0, 0
        account = client.connection.account
        while asked < A_NIGHT:
            with self._uow.read() as tx:
                missing = ("wecom_external_userid", account)
                some = identity.lacking_identifier(
                    tx, "wechat_unionid", _OPENIDS, missing, after=after, limit=BATCH
                )
            if not some:
                break
            after, asked = some[-1][0], asked + len(some)
            pairs = {unionid: openid for _, unionid, openid in some}
            try:
                known = {unionid: _ask(client, unionid, openid) for unionid, openid in pairs.items()}
            except Refused as refusal:
                if refusal.kind is ErrorClass.PERMISSION:
                    return None
                raise
            found += self._keep(account, {unionid: one for unionid, one in known.items() if one})
        return found

    def _keep(self, account: str, known: dict[str, str]) -> int:
        """As evidence, like any answer of WeCom that shows both."""
        seen = [
            details.Detail(wire.Profile(external_userid=external, unionid=unionid), ())
            for unionid, external in known.items()
        ]
        if seen:
            with self._uow.begin() as tx:
                details.apply(tx, self._resolver, account, seen)
        return len(seen)


def _ask(client: WecomClient, unionid: str, openid: str) -> str:
    """Empty for a pair that the platform does not take."""
    try:
        return client.customer_with(unionid, openid)
    except Refused as refusal:
        final = (
            refusal.reaction in (Reaction.GIVE_UP, Reaction.MARK)
            and refusal.kind is not ErrorClass.PERMISSION
        )
        if not final:
            raise
        return ""
