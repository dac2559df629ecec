"""Mass messages: submitted once, their result awaited as an event and asked for when it does not come."""

from __future__ import annotations

from collections.abc import Mapping
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
_PAGE = 5000
_LEAST = 2  # openids of one mass/send
_ASK_AFTER = timedelta(hours=1)
_STATES = {"SEND_SUCCESS": "sent", "SEND_FAIL": "failed", "DELETE": "deleted"}


def order(
    tx: Transaction, channels: ChannelRegistry, connection: Connection, wish: MassWish, by: int
) -> MassRow:
    """Keep the wish and have it sent after the commit. Raises NobodyToSend.

    Whoever must not be written to is left out: of chosen people here, of everyone or a tag when it is sent.
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
    return _keep(tx, connection.id, wish.name, audience, wish.msgtype, wish.content, by)


def _keep(
    tx: Transaction, connection_id: int, name: str, audience: dict[str, Any], msgtype: str,
    content: Mapping[str, Any], by: int,
) -> MassRow:  # fmt: skip
    row = MassRow(
        connection_id=connection_id, name=name[:80], audience=audience, msgtype=msgtype, content=dict(content),
        state="waiting", reason=None, msg_id=None, counts={}, created_by=by, created_at=tx.now, finished_at=None,
    )  # fmt: skip
    belongings.add_mass(tx.session, row)
    key = f"official_account.send_mass:{row.id}"
    tx.enqueue("official_account.send_mass", {"mass_id": row.id}, dedup_key=key)
    return row


class MassSender:
    def __init__(self, uow: UnitOfWork, clients: Clients, channels: ChannelRegistry) -> None:
        self._uow = uow
        self._clients = clients
        self._channels = channels

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
        client = self._clients.of(connection_id)
        if "openids" not in audience:
            audience = self._without_refusers(mass_id, client.connection.account, audience)
        if len(audience.get("openids", range(_LEAST))) < _LEAST:
            self._note(mass_id, state="failed", reason="nobody")
            return
        try:
            made = self._submit(client, audience, msgtype, content, f"hy-mass-{mass_id}")
        except Refused as refusal:
            self._refused(mass_id, refusal)
        else:
            self._note(mass_id, state="submitted", msg_id=str(made.msg_id), reason=None)

    def _refused(self, mass_id: int, refusal: Refused) -> None:
        """Raises what is worth another try."""
        if refusal.reaction is Reaction.SUCCEED:  # 45065: submitted by a call whose answer was lost
            self._note(mass_id, state="submitted", reason="submitted_before")
            return
        again = refusal.reaction in (Reaction.AGAIN, Reaction.PAUSE, Reaction.NEW_TOKEN)
        self._note(mass_id, state="waiting" if again else "failed", reason=refusal.text("zh")[:200])
        if again:
            raise refusal

    def _without_refusers(self, mass_id: int, account: str, audience: dict[str, Any]) -> dict[str, Any]:
        """The audience as it is, or (when somebody must not be written to) as a list without them.

        A list longer than one call takes goes on in further mass messages of the same name.
        """
        left, refused, after = list[str](), 0, ""
        tag = None if audience.get("everyone") else int(audience["tag"])
        while True:
            with self._uow.read() as tx:
                page = followers.page(tx.session, account, after, _PAGE)
                people = [person for _, person, _ in page]
                out = set(
                    self._channels.suppression.suppressed(
                        tx, people, channel=CHANNEL, purpose=Purpose.MARKETING.value
                    )
                )
            wanted = [one for one in page if tag is None or tag in one[2]]
            left += [openid for openid, person, _ in wanted if person not in out]
            refused += sum(person in out for _, person, _ in wanted)
            if len(page) < _PAGE:
                break
            after = page[-1][0]
        return self._split(mass_id, audience, left) if refused else audience

    def _split(self, mass_id: int, audience: dict[str, Any], openids: list[str]) -> dict[str, Any]:
        parts = [openids[start : start + MASS_MOST] for start in range(0, len(openids), MASS_MOST)] or [[]]
        if len(parts) > 1 and len(parts[-1]) < _LEAST:
            parts[-1].insert(0, parts[-2].pop())  # the platform takes no mass message for one alone
        with self._uow.begin() as tx:
            row = belongings.mass_row(tx.session, mass_id)
            assert row is not None
            for part in parts[1:]:
                _keep(tx, row.connection_id, row.name, audience | {"openids": part}, row.msgtype, row.content,
                      row.created_by)  # fmt: skip
            row.audience = audience | {"openids": parts[0]}
        return audience | {"openids": parts[0]}

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
        """Once it needs no more sending, the list of people goes: it is nobody's business any longer."""
        with self._uow.begin() as tx:
            row = belongings.mass_row(tx.session, mass_id)
            assert row is not None
            for name, value in values.items():
                setattr(row, name, value)
            if row.state != "waiting":
                row.audience = _anonymous(row.audience)
            if row.state in ("failed", "sent", "deleted"):
                row.finished_at = tx.now


def _anonymous(audience: Mapping[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in audience.items() if name not in ("openids", "person_ids")}
    return rest | ({"people": len(audience["openids"])} if "openids" in audience else {})
