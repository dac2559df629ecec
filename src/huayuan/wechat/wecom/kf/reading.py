"""Reads what waits at the accounts, page by page. Network first, then a transaction that also moves the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Paused, Reaction, Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.kf import keeping, store, wire
from huayuan.wechat.wecom.kf.limits import ACCOUNTS_AT_ONCE, ATTEMPTS, BAD_TOKEN, CUSTOMERS
from huayuan.wechat.wecom.kf.store import Reading

log = get_logger("wecom.kf")


class KfReader:
    def __init__(self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver

    def round(self) -> bool:
        """Read the accounts that are due; True when there may be more."""
        with self._uow.read() as tx:
            if not store.any_due(tx.session, tx.now):
                return False
        with self._uow.begin() as tx:
            taken = store.take(tx.session, tx.now, ACCOUNTS_AT_ONCE)
        for reading in taken:
            try:
                self._read(reading)
            except HuayuanError as error:
                self._put_off(reading, error)
            else:
                with self._uow.begin() as tx:
                    store.done(tx.session, reading, tx.now)
        return len(taken) == ACCOUNTS_AT_ONCE

    def accounts(self, connection_id: int) -> int:
        """Learn the accounts that the app may manage; answers how many."""
        client, found = self._clients.of(connection_id), list[wire.Account]()
        while page := client.kf_accounts(len(found)):
            found += page
        with self._uow.begin() as tx:
            for one in found:
                store.know(tx.session, connection_id, one.open_kfid, one.name, one.avatar)
            store.keep_active(tx.session, connection_id, [one.open_kfid for one in found])
        return len(found)

    def _read(self, reading: Reading) -> None:
        client, cursor = self._clients.of(reading.connection_id), reading.cursor
        asked = {cursor}
        while True:
            page = client.kf_messages(reading.open_kfid, cursor, reading.token)
            profiles = self._profiles(client, page.msg_list)
            with self._uow.begin() as tx:
                if not store.move_cursor(tx.session, reading, cursor, page.next_cursor or cursor):
                    return  # another process reads on
                keeping.keep(
                    tx, self._resolver, client.connection, reading.open_kfid, page.msg_list, profiles
                )
            # A cursor that comes again would never end.
            if not page.has_more or page.next_cursor in ("", *asked):
                return
            cursor = page.next_cursor
            asked.add(cursor)

    def _profiles(self, client: WecomClient, messages: Sequence[wire.Message]) -> list[wire.Customer]:
        """Who the newcomers are: their unionid is what joins them with everything else we know. A refusal costs no
        message."""
        here = {one.customer for one in messages if one.customer}
        if not here:
            return []
        with self._uow.read() as tx:
            new = sorted(here - store.known_customers(tx.session, client.connection.id, here))
        found: list[wire.Customer] = []
        try:
            for some in _some(new):
                found += client.kf_customers(some)
        except Refused as refusal:
            log.info("wecom.kf_customers_unknown", error=str(refusal))
        return found

    def _put_off(self, reading: Reading, error: HuayuanError) -> None:
        with self._uow.begin() as tx:
            if isinstance(error, Refused) and error.errcode == BAD_TOKEN and reading.token:
                # Came too late; without a token the platform answers too, only seldom.
                return store.put_off(tx.session, reading, tx.now, reading.attempts, drop_token=True)
            final = isinstance(error, Refused) and error.reaction in (Reaction.GIVE_UP, Reaction.MARK)
            attempts = reading.attempts + (not isinstance(error, Paused))
            if final or attempts >= ATTEMPTS:
                log.warning("wecom.kf_unreadable", account=reading.open_kfid, error=str(error))
                return store.put_off(tx.session, reading, None, attempts)
            seconds = getattr(error, "retry_after", None) or min(2.0 * 2**reading.attempts, 600.0)
            store.put_off(tx.session, reading, tx.now + timedelta(seconds=seconds), attempts)


def _some(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), CUSTOMERS):
        yield names[start : start + CUSTOMERS]
