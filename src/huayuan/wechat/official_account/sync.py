"""What we read from the account as a whole: tags, then all followers. Network first, then a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from huayuan.events import api as events
from huayuan.events.contracts import IdentityResolver, NewEvent
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.errors import AnswerBroken, ErrorClass, Refused
from huayuan.wechat.official_account import details, following
from huayuan.wechat.official_account.client import Clients, OfficialAccountClient
from huayuan.wechat.official_account.limits import INFO_BATCH
from huayuan.wechat.official_account.store import followers
from huayuan.wechat.tag_sync.api import TagSync

log = get_logger("official_account.sync")
_GONE_AT_ONCE = 500
Progress = Callable[[float, str], None]


class Sync:
    def __init__(
        self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver, tag_sync: TagSync
    ) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver
        self.tag_sync = tag_sync

    def tags(self, connection_id: int) -> int:
        """The account's tags and ours agree on what there is and what it is called; answers how many are linked."""
        return self.tag_sync.compare(connection_id)

    def followers(self, connection_id: int, progress: Progress) -> int:
        """All followers, a hundred at a time; goes on where it stopped. Answers how many were read.

        Each hundred is one transaction that also moves the cursor, so a crash repeats one hundred at most.
        """
        client = self._clients.of(connection_id)
        with self._uow.begin() as tx:
            row = followers.sync_row(tx.session, connection_id)
            if row is None or row.state != "running":
                row = followers.start_sync(tx.session, connection_id, tx.now)
            cursor = row.cursor
        for total, openids in self._pages(client, cursor):
            with self._uow.read() as tx:
                asked = tx.now
            infos = details.read_infos(client, openids)
            with self._uow.begin() as tx:
                details.apply(tx, self._resolver, client.connection.account, infos, asked)
                done = self._move(tx, connection_id, openids[-1], len(openids), total)
            progress(min(done / max(total, 1), 1.0), f"{done}/{total}")
        return self._finish(client)

    def _pages(self, client: OfficialAccountClient, cursor: str) -> Iterator[tuple[int, Sequence[str]]]:
        """(total, up to a hundred openids) from behind `cursor` on."""
        after, asked = cursor, {cursor}
        while True:
            try:
                page = client.followers(after)
            except Refused as refusal:
                if not after or refusal.kind is not ErrorClass.FIX_REQUEST:
                    raise
                log.info("official_account.cursor_refused", errcode=refusal.errcode)
                after, asked = "", {""}  # whoever it named has left; from the start on, nothing is doubled
                continue
            openids = page.data.openid
            for start in range(0, len(openids), INFO_BATCH):
                yield page.total, openids[start : start + INFO_BATCH]
            if not openids or not page.next_openid:
                return
            # The cursor is the last openid of the page. A `next_openid` that repeats must not end the walk: whoever
            # comes after it would count as having left.
            after = page.next_openid if page.next_openid not in asked else openids[-1]
            if after in asked:
                raise AnswerBroken(path="/cgi-bin/user/get", status=200)
            asked.add(after)

    def _move(self, tx: Transaction, connection_id: int, cursor: str, more: int, total: int) -> int:
        row = followers.sync_row(tx.session, connection_id, lock=True)
        assert row is not None
        row.cursor, row.total = cursor, total
        row.done += more
        return row.done

    def _finish(self, client: OfficialAccountClient) -> int:
        """Whoever we held for a follower and did not meet has left without our being told."""
        connection = client.connection
        while True:
            with self._uow.begin() as tx:
                row = followers.sync_row(tx.session, connection.id, lock=True)
                assert row is not None
                gone = followers.missing(tx.session, connection.account, row.started_at, _GONE_AT_ONCE)
                row.found_missing += len(gone)
                self._let_go(tx, connection.account, gone)
                if len(gone) < _GONE_AT_ONCE:
                    row.state, row.finished_at = "done", tx.now
                    return row.done

    def _let_go(self, tx: Transaction, account: str, openids: Sequence[str]) -> None:
        rows = followers.known(tx.session, account, openids)
        told = []
        for openid, row in rows.items():
            since = row["since"]
            following.leave(row, tx.now)
            told.append(
                NewEvent(
                    event_id=event_uuid("official_account", "missing", account, openid, since),
                    event="oa_unfollowed",
                    occurred_at=tx.now,
                    ids={"oa_openid": openid},
                    account=account,
                    properties={"source": "sync"},
                )
            )
        followers.save(tx.session, list(rows.values()))
        events.publish_all(tx, told)
