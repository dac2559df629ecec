"""All groups of a connection: listed page by page into the queue, then read. Goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable

from huayuan.communities import api as communities
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.stores import api as stores
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.wecom.client import Clients, WecomClient
from huayuan.wechat.wecom.groups import store
from huayuan.wechat.wecom.groups.limits import LIST_OWNERS
from huayuan.wechat.wecom.groups.reader import GroupReader
from huayuan.wechat.wecom.groups.wire import GroupRefs

Progress = Callable[[float, str], None]


class GroupSync:
    """Each page of the list is one transaction that also moves the cursor, so a crash repeats one page at most. The
    queue is durable: what was listed is read, by this job or by the loop."""

    def __init__(self, uow: UnitOfWork, clients: Clients, reader: GroupReader) -> None:
        self._uow = uow
        self._clients = clients
        self._reader = reader

    def run(self, connection_id: int, progress: Progress) -> int:
        """List and read everything; answers how many groups were listed."""
        client = self._clients.of(connection_id)
        with self._uow.read() as tx:
            row = store.sync_row(tx.session, connection_id)
            running = row is not None and row.state == "running"
        if not running:
            self._start(client)
        while self._page(client, progress):
            pass
        self._drain(connection_id, progress)
        self._want_unlisted(client)
        self._drain(connection_id, progress)
        with self._uow.begin() as tx:
            row = store.sync_row(tx.session, connection_id, lock=True)
            assert row is not None
            row.state, row.finished_at = "done", tx.now
            return row.found

    def _start(self, client: WecomClient) -> None:
        """Owners are the members who may have customers, and those who own a group we know though they left."""
        serving = set(client.follow_users())
        connection = client.connection
        with self._uow.begin() as tx:
            known = stores.staff_by_id(tx, communities.owners(tx, connection.account))
            owners = serving | {one.userid for one in known.values()}
            store.start(tx.session, connection.id, sorted(owners), tx.now)

    def _page(self, client: WecomClient, progress: Progress) -> bool:
        """One page of the list; False when that was the last."""
        connection = client.connection
        with self._uow.read() as tx:
            row = store.sync_row(tx.session, connection.id)
            assert row is not None
            owners, position, cursor = list(row.owners), row.position, row.cursor
        some = owners[position : position + LIST_OWNERS]
        if not some:
            return False
        page = _listed(client, some, cursor)
        with self._uow.begin() as tx:
            row = store.sync_row(tx.session, connection.id, lock=True)
            assert row is not None
            if (row.position, row.cursor) != (position, cursor):
                return True  # another job lists the same; go on from where it is
            for one in page.group_chat_list:
                store.want(tx.session, connection.id, one.chat_id, tx.now, tx.now, status=one.status)
            row.found += len(page.group_chat_list)
            # A cursor that does not move would never end.
            row.cursor = page.next_cursor if page.next_cursor != cursor else ""
            row.position = position if row.cursor else position + LIST_OWNERS
            found = row.found
        progress(0.2 * min(position / max(len(owners), 1), 1.0), f"{found}")
        return True

    def _drain(self, connection_id: int, progress: Progress) -> None:
        """Read what waits of this connection. What is put off is left to the loop."""
        while True:
            with self._uow.read() as tx:
                waiting = store.waiting(tx.session, connection_id)
                row = store.sync_row(tx.session, connection_id)
                found = row.found if row else 0
            progress(
                min(0.2 + 0.8 * (1 - waiting / max(found, waiting, 1)), 1.0), f"{found - waiting}/{found}"
            )
            if not self._reader.round(connection_id):
                return

    def _want_unlisted(self, client: WecomClient) -> None:
        """Groups we take to be alive that the list did not have: ended or handed on unseen."""
        connection = client.connection
        with self._uow.begin() as tx:
            row = store.sync_row(tx.session, connection.id)
            assert row is not None
            for chat_id in communities.unread_since(tx, connection.account, row.started_at):
                store.want(tx.session, connection.id, chat_id, tx.now, tx.now)


def want_changed(tx: Transaction, connection_id: int, chat_ids: list[str]) -> None:
    """Have groups read soon, after something we did to them."""
    for chat_id in chat_ids:
        store.want(tx.session, connection_id, chat_id, tx.now, tx.now)


def _listed(client: WecomClient, owners: list[str], cursor: str) -> GroupRefs:
    """An owner who is unknown by now (40003) spoils the whole page: then each alone, and theirs is empty."""
    try:
        return client.groups(owners, cursor)
    except Refused as refusal:
        if refusal.kind is not ErrorClass.FIX_REQUEST:
            raise
        if len(owners) == 1:
            return GroupRefs()
    found = []
    for owner in owners:
        page = _listed(client, [owner], "")
        found += page.group_chat_list
        asked = {""}
        while page.next_cursor not in asked:  # one that comes again would turn in a circle
            asked.add(page.next_cursor)
            page = client.groups([owner], page.next_cursor)
            found += page.group_chat_list
    return GroupRefs(group_chat_list=found)
