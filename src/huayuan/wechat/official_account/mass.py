"""Mass messages: submitted once, their result awaited as an event and asked for when it does not come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.messaging.contracts import ChannelRegistry, Purpose
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import Reaction, Refused
from huayuan.wechat.official_account import wire
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.contracts import MassWish
from huayuan.wechat.official_account.errors import MassNotFound, NobodyToSend
from huayuan.wechat.official_account.limits import MASS_MOST
from huayuan.wechat.official_account.models import MassRow
from huayuan.wechat.official_account.store import belongings, followers

log = get_logger("official_account.mass")
CHANNEL = "oa_mass"
_LEAST = 2  # openids of one mass/send
_ASK_AFTER = timedelta(hours=1)
_STATES = {"SEND_SUCCESS": "sent", "SEND_FAIL": "failed", "DELETE": "deleted"}


def order(
    tx: Transaction, channels: ChannelRegistry, connection: Connection, wish: MassWish, by: int
) -> MassRow:
    """Keep the wish and have it sent after the commit. Raises NobodyToSend.

    Of chosen people those who must not be written to are left out. Everyone, or everyone with a tag, is the
    platform's own list: who refuses there has turned messages off or left.
    """
    audience: dict[str, Any] = wish.audience.as_json()
    if wish.audience.person_ids:
        found = followers.openids_of(tx.session, connection.account, wish.audience.person_ids)
        refused = channels.suppression.suppressed(
            tx, list(found), channel=CHANNEL, purpose=Purpose.MARKETING.value
        )
        openids = sorted(openid for person, openid in found.items() if person not in set(refused))
        if not _LEAST <= len(openids) <= MASS_MOST:
            raise NobodyToSend(least=_LEAST)
        audience["openids"] = openids
    elif not wish.audience.everyone and wish.audience.tag is None:
        raise NobodyToSend(least=_LEAST)
    row = MassRow(
        connection_id=connection.id, name=wish.name[:80], audience=audience, msgtype=wish.msgtype,
        content=dict(wish.content), state="waiting", reason=None, msg_id=None, counts={}, created_by=by,
        created_at=tx.now, finished_at=None,
    )  # fmt: skip
    belongings.add_mass(tx.session, row)
    tx.enqueue(
        "official_account.send_mass", {"mass_id": row.id}, dedup_key=f"official_account.send_mass:{row.id}"
    )
    return row


class MassSender:
    def __init__(self, uow: UnitOfWork, clients: Clients) -> None:
        self._uow = uow
        self._clients = clients

    def send(self, mass_id: int) -> None:
        """Submit it. The client id makes a repeat harmless: the platform answers it with 45065. Raises MassNotFound."""
        with self._uow.read() as tx:
            row = belongings.mass_row(tx.session, mass_id)
            if row is None:
                raise MassNotFound(id=mass_id)
            if row.state != "waiting":
                return
            connection_id, audience = row.connection_id, dict(row.audience)
            msgtype, content = row.msgtype, dict(row.content)
        try:
            made = self._submit(
                self._clients.of(connection_id), audience, msgtype, content, f"hy-mass-{mass_id}"
            )
        except Refused as refusal:
            if (
                refusal.reaction is Reaction.SUCCEED
            ):  # 45065: it was submitted by a call whose answer was lost
                self._note(mass_id, state="submitted", reason="submitted_before")
                return
            if refusal.reaction in (Reaction.AGAIN, Reaction.PAUSE, Reaction.NEW_TOKEN):
                raise
            self._note(mass_id, state="failed", reason=refusal.text("zh")[:200])
            return
        self._note(mass_id, state="submitted", msg_id=str(made.msg_id))

    def ask_for_results(self) -> int:
        """Of those whose event did not come within an hour; answers how many ended."""
        with self._uow.read() as tx:
            rows = belongings.masses_without_result(tx.session, tx.now - _ASK_AFTER)
            waiting = [(row.id, row.connection_id, row.msg_id) for row in rows if row.msg_id]
        ended = 0
        for mass_id, connection_id, msg_id in waiting:
            try:
                status = self._clients.of(connection_id).mass_status(int(msg_id))
            except HuayuanError as error:
                log.info("official_account.mass_status_unknown", mass=mass_id, error=str(error))
                continue
            if status in _STATES:
                self._note(mass_id, state=_STATES[status])
                ended += 1
        return ended

    def _submit(
        self, client: OfficialAccountClient, audience: dict[str, Any], msgtype: str, content: dict[str, Any],
        client_id: str,
    ) -> wire.MassSent:  # fmt: skip
        if audience.get("openids"):
            return client.mass_to(audience["openids"], msgtype, content, client_id)
        tag = None if audience.get("everyone") else int(audience["tag"])
        return client.mass_to_all(tag, msgtype, content, client_id)

    def _note(self, mass_id: int, **values: Any) -> None:
        with self._uow.begin() as tx:
            ended = {"finished_at": tx.now} if values["state"] in ("failed", "sent", "deleted") else {}
            belongings.finish_mass(tx.session, mass_id, **values, **ended)
