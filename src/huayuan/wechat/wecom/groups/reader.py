"""Reads the groups that are wanted, a few at a time. Network first, then a transaction for each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from huayuan.communities import api as communities
from huayuan.communities.contracts import Move
from huayuan.events.contracts import IdentityResolver
from huayuan.kernel.clock import Clock
from huayuan.kernel.errors import HuayuanError
from huayuan.kernel.logging import get_logger
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.errors import Paused, Reaction, Refused
from huayuan.wechat.wecom.client import Clients
from huayuan.wechat.wecom.groups import reading, store
from huayuan.wechat.wecom.groups.limits import (
    ATTEMPTS,
    BATCH,
    DISMISSED,
    EXPLAIN_SECONDS,
    SETTLE_SECONDS,
    STALE_ATTEMPTS,
    THREADS,
)
from huayuan.wechat.wecom.groups.store import WantedGroup
from huayuan.wechat.wecom.groups.wire import GroupDetail

log = get_logger("wecom.groups")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard of a group between two moments; None: nothing about it."""

    asked_at: datetime
    read_at: datetime
    heard: GroupDetail | HuayuanError | None


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
            self._keep(wanted, answer)
        return len(taken) == BATCH

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fetch(self, wanted: WantedGroup) -> Answer:
        asked_at = self._clock.now()
        heard: GroupDetail | HuayuanError | None
        try:
            heard = self._clients.of(wanted.connection_id).group(wanted.chat_id)
        except HuayuanError as error:
            heard = error
        return Answer(asked_at, self._clock.now(), heard)

    def _keep(self, wanted: WantedGroup, answer: Answer) -> None:
        account, heard = self._clients.of(wanted.connection_id).connection.account, answer.heard
        with self._uow.begin() as tx:
            if isinstance(heard, GroupDetail):
                if pause := _pause(tx, account, wanted, heard):
                    return self._put_off(tx, wanted, pause, wanted.attempts + 1)
                if self._kept(tx, account, wanted, heard, answer) is None:
                    return self._put_off(tx, wanted, 0.0, wanted.attempts)
            elif isinstance(heard, Refused) and heard.errcode == DISMISSED:
                communities.dismissed(tx, account, wanted.chat_id, tx.now)
            elif heard is not None and not _for_good(heard) and wanted.attempts + 1 < ATTEMPTS:
                attempts = wanted.attempts + (not isinstance(heard, Paused))
                seconds = getattr(heard, "retry_after", None) or 5.0 * 2**wanted.attempts
                return self._put_off(tx, wanted, seconds, attempts)
            else:
                log.info("wecom.group_unavailable", connection=wanted.connection_id, error=str(heard))
            store.done(tx.session, wanted, tx.now)

    def _put_off(self, tx: Transaction, wanted: WantedGroup, seconds: float, attempts: int) -> None:
        store.put_off(tx.session, wanted, tx.now + timedelta(seconds=seconds), tx.now, attempts)

    def _kept(
        self, tx: Transaction, account: str, wanted: WantedGroup, detail: GroupDetail, answer: Answer
    ) -> list[Move] | None:
        return reading.keep(
            tx, self._resolver, account, detail, answer.read_at, asked_at=answer.asked_at, hints=wanted.hints,
            status=wanted.status,
        )  # fmt: skip


def _pause(tx: Transaction, account: str, wanted: WantedGroup, detail: GroupDetail) -> float:
    """Seconds after which to read it again before anything is kept; 0: keep it.

    It may be older than a change that a callback told of, though not for ever: some tenants send no versions that fit.
    Or somebody is gone whose callback is still on its way.
    """
    if detail.member_version in wanted.stale_versions and wanted.attempts < STALE_ATTEMPTS:
        return SETTLE_SECONDS
    if wanted.attempts == 0 and reading.is_unexplained(tx, account, detail, wanted.hints):
        return EXPLAIN_SECONDS
    return 0.0


def _for_good(error: HuayuanError) -> bool:
    """Whether asking again for this group is pointless (no group of ours, wrong id)."""
    final = (Reaction.MARK, Reaction.GIVE_UP, Reaction.SUCCEED)
    return isinstance(error, Refused) and error.reaction in final
