"""Transfers to people (商家转账): entered, asked of the platform, taken by the receiver within a day."""

from __future__ import annotations

from typing import Any

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Reaction
from huayuan.wechat.pay import keys, store
from huayuan.wechat.pay.books import Books
from huayuan.wechat.pay.cashier import notify_url
from huayuan.wechat.pay.client import Clients
from huayuan.wechat.pay.contracts import NewTransfer, Transfer
from huayuan.wechat.pay.errors import (
    KeyUnreadable,
    NameNeeded,
    NoSuchEntry,
    NumberTaken,
    PayRefused,
    ReportWrong,
)
from huayuan.wechat.pay.limits import ASK_AFTER, SCENES, TRANSFER_NAME_FROM
from huayuan.wechat.pay.models import PayTransferRow
from huayuan.wechat.pay.platform_keys import PlatformKeys


class Payouts:
    """Calls the platform; never used inside a transaction."""

    def __init__(
        self, uow: UnitOfWork, clients: Clients, books: Books, platform_keys: PlatformKeys, public_url: str
    ) -> None:
        self._uow = uow
        self._clients = clients
        self._books = books
        self._keys = platform_keys
        self._public_url = public_url

    def start(self, connection_id: int, new: NewTransfer) -> Transfer:
        """Raises NameNeeded, ReportWrong, NumberTaken, NoPublicAddress and what calls raise.

        After an unclear answer the same number is asked about, never paid again under another one.
        """
        _check(new)
        client = self._clients.of(connection_id)
        body: dict[str, Any] = {
            "appid": new.payee.appid, "out_bill_no": new.number, "transfer_scene_id": new.scene,
            "openid": new.payee.openid, "transfer_amount": new.amount, "transfer_remark": new.remark,
            "notify_url": notify_url(self._public_url, client),
            "transfer_scene_report_infos": [{"info_type": name, "info_content": text} for name, text in new.report],
        }  # fmt: skip
        known = self._enter(connection_id, new)
        if known.state not in ("asking",):
            return known
        serial = ""
        if new.real_name:
            serial, body["user_name"] = self._sealed(connection_id, new.real_name)
        try:
            told = client.transfer(body, serial)
        except PayRefused as refusal:
            if refusal.reaction in (Reaction.GIVE_UP, Reaction.MARK):
                with self._uow.begin() as tx:
                    store.change(
                        tx.session, PayTransferRow, connection_id, new.number, state="refused", ask_at=None,
                        fail_reason=refusal.name[:64], updated_at=tx.now,
                    )  # fmt: skip
            raise
        with self._uow.begin() as tx:
            self._books.transfer(tx, connection_id, told)
        return self.transfer(connection_id, new.number)

    def transfer(self, connection_id: int, number: str) -> Transfer:
        """Raises NoSuchEntry."""
        with self._uow.read() as tx:
            row = tx.session.get(PayTransferRow, (connection_id, number))
            if row is None:
                raise NoSuchEntry(number=number)
            return store.transfer(row)

    def cancel(self, connection_id: int, number: str) -> Transfer:
        """Before the receiver confirms; afterwards the platform refuses."""
        self.transfer(connection_id, number)
        told = self._clients.of(connection_id).cancel_transfer(number)
        with self._uow.begin() as tx:
            self._books.transfer(tx, connection_id, told)
        return self.transfer(connection_id, number)

    def ask(self, connection_id: int, number: str) -> None:
        """What has become of a transfer. Unknown at the platform: it was never begun."""
        try:
            told = self._clients.of(connection_id).transfer_state(number)
        except PayRefused as refusal:
            if refusal.errcode != 404:
                raise
            with self._uow.begin() as tx:
                store.change(tx.session, PayTransferRow, connection_id, number, state="refused", ask_at=None)
            return
        with self._uow.begin() as tx:
            self._books.transfer(tx, connection_id, told)

    def _enter(self, connection_id: int, new: NewTransfer) -> Transfer:
        with self._uow.begin() as tx:
            store.add(
                tx.session, PayTransferRow, connection_id, new.number, appid=new.payee.appid, openid=new.payee.openid,
                amount=new.amount, remark=new.remark, scene=new.scene, state="asking", package_info="",
                fail_reason="", created_at=tx.now, updated_at=tx.now, ask_at=tx.now + ASK_AFTER,
            )  # fmt: skip
            row = store.locked(tx.session, PayTransferRow, connection_id, new.number)
            assert row is not None
            known = store.transfer(row)
            if (known.payee, known.amount, known.remark) != (new.payee, new.amount, new.remark):
                raise NumberTaken(number=new.number)
            return known

    def _sealed(self, connection_id: int, name: str) -> tuple[str, str]:
        client = self._clients.of(connection_id)
        newest = self._keys.newest(client.connection)
        if newest is None:
            self._keys.learn(connection_id, client.certificates())
            newest = self._keys.newest(client.connection)
        if newest is None:
            raise KeyUnreadable(field="平台公钥或证书")
        return newest[0], keys.seal_name(newest[1], name)


def _check(new: NewTransfer) -> None:
    if new.amount >= TRANSFER_NAME_FROM and not new.real_name:
        raise NameNeeded()
    wanted = SCENES.get(new.scene)
    given = tuple(name for name, _ in new.report)
    if not new.report or (wanted is not None and given != wanted):
        raise ReportWrong(scene=new.scene, wanted="、".join(wanted or ("…",)))
