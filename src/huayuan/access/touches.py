"""Notes of use ("last seen just now") are written beside the request, which must not wait for a writer."""

from __future__ import annotations

import threading
from collections.abc import Callable

from huayuan.kernel.logging import get_logger

log = get_logger("access")
Run = Callable[[Callable[[], None]], None]


def run_in_background(note: Callable[[], None]) -> None:
    """In a thread of its own: once a minute and session. A lost note makes "last used" a little older."""

    def guarded() -> None:
        try:
            note()
        except Exception:
            log.warning("access.note_of_use_failed", exc_info=True)

    threading.Thread(target=guarded, name="note-of-use", daemon=True).start()
