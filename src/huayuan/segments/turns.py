"""Who computes now. What is read, computed and then written must not be overtaken by somebody who read later.

Only whoever has the turn reads facts and writes what follows from them. Threads of a process queue at a lock; processes
that share a PostgreSQL queue at a lease.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from huayuan.kernel.clock import monotonic
from huayuan.kernel.errors import Unavailable
from huayuan.kernel.logging import get_logger
from huayuan.kernel.loops import hold_lease
from huayuan.kernel.processes import process_name
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork

log = get_logger("segments")
LEASE_SECONDS = 15  # a process that died holds up others for so long
RENEWED_SECONDS = 4.0
PATIENCE_SECONDS = 150.0
PAUSE_SECONDS = 0.05

_locks: dict[tuple[int, str], threading.Lock] = {}
_making = threading.Lock()


@contextmanager
def turn(services: Services, name: str) -> Iterator[None]:
    """Wait for the turn, keep it for the block. Raises Unavailable when it does not come for minutes."""
    uow = services.get(UnitOfWork)
    with _lock(uow, name):
        if uow.database.is_sqlite:  # one process has the file
            yield
            return
        holder = f"{process_name()[:48]}{secrets.token_hex(4)}"
        _wait(uow, name, holder)
        ended = threading.Event()
        renewing = threading.Thread(target=_renew, args=(uow, name, holder, ended), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            ended.set()
            renewing.join()
            hold_lease(uow, name, holder, 0)


def _renew(uow: UnitOfWork, name: str, holder: str, ended: threading.Event) -> None:
    """Keep the lease for as long as the turn takes."""
    while not ended.wait(RENEWED_SECONDS):
        try:
            hold_lease(uow, name, holder, LEASE_SECONDS)
        except Exception:
            log.exception("a turn could not be renewed", turn=name)


def _lock(uow: UnitOfWork, name: str) -> threading.Lock:
    with _making:
        return _locks.setdefault((id(uow.database), name), threading.Lock())


def _wait(uow: UnitOfWork, name: str, holder: str) -> None:
    until = monotonic() + PATIENCE_SECONDS
    while not hold_lease(uow, name, holder, LEASE_SECONDS):
        if monotonic() > until:
            raise Unavailable()
        threading.Event().wait(PAUSE_SECONDS)
