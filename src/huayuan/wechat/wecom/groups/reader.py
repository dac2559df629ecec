"""Reads the groups that are wanted, a few at a time. Network first, then a transaction for each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from huayuan.communities import api as communities
from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.clock import Clock
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import Paused, Reaction, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.groups import reading, store
from huayuan.wechat.wecom.groups.limits import (
    ATTEMPTS,
    BATCH,
    DISMISSED,
    SETTLE_SECONDS,
    STALE_ATTEMPTS,
    THREADS,
)
from huayuan.wechat.wecom.groups.store import WantedGroup
from huayuan.wechat.wecom.groups.wire import GroupDetail

log = get_logger("wecom.groups")
Answer = tuple[datetime, GroupDetail | HuayuanError | None]


class GroupReader:
    def __init__(self, uow: UnitOfWork, clients: Clients, resolver: IdentityResolver, clock: Clock) -> None:
        self._uow = uow
        self._clients = clients
        self._resolver = resolver
        self._clock = clock
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="wecom-group")

    def round(self, connection_id: int | None = None) -> bool:
        """Read a batch of what is due; True when there may be more."""
        with self._uow.read() as tx:
            if not store.any_wanted(tx.session, tx.now):
                return False
        with self._uow.begin() as tx:
            taken = store.take(tx.session, tx.now, BATCH, connection_id)
        for wanted, answer in zip(taken, self._pool.map(self._fetch, taken), strict=True):
            self._keep(wanted, *answer)
        return len(taken) == BATCH

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fetch(self, wanted: WantedGroup) -> Answer:
        read_at = self._clock.now()
        try:
            return read_at, self._clients.of(wanted.connection_id).group(wanted.chat_id)
        except HuayuanError as error:
            return read_at, error

    def _keep(
        self, wanted: WantedGroup, read_at: datetime, answer: GroupDetail | HuayuanError | None
    ) -> None:
        account = self._clients.of(wanted.connection_id).connection.account
        with self._uow.begin() as tx:
            if isinstance(answer, GroupDetail):
                if _stale(answer, wanted):
                    later = tx.now + timedelta(seconds=SETTLE_SECONDS)
                    return store.put_off(tx.session, wanted, later, wanted.attempts + 1)
                reading.keep(
                    tx, self._resolver, account, answer, read_at, hints=wanted.hints, status=wanted.status
                )
            elif isinstance(answer, Refused) and answer.errcode == DISMISSED:
                communities.dismissed(tx, account, wanted.chat_id, tx.now)
            elif answer is not None and not _for_good(answer) and wanted.attempts + 1 < ATTEMPTS:
                attempts = wanted.attempts + (not isinstance(answer, Paused))
                seconds = getattr(answer, "retry_after", None) or 5.0 * 2**wanted.attempts
                return store.put_off(tx.session, wanted, tx.now + timedelta(seconds=seconds), attempts)
            else:
                log.info("wecom.group_unavailable", connection=wanted.connection_id, error=str(answer))
            store.done(tx.session, wanted, tx.now)


def _stale(detail: GroupDetail, wanted: WantedGroup) -> bool:
    """Read before the change that the callback told of. Not for ever: some tenants send no versions that fit."""
    unchanged = bool(wanted.stale_version) and detail.member_version == wanted.stale_version
    return unchanged and wanted.attempts < STALE_ATTEMPTS


def _for_good(error: HuayuanError) -> bool:
    """Whether asking again for this group is pointless (no group of ours, wrong id)."""
    final = (Reaction.MARK, Reaction.GIVE_UP, Reaction.SUCCEED)
    return isinstance(error, Refused) and error.reaction in final
