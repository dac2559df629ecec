"""How many people have a value of each trait: exact while counting is cheap, of the last minute where it is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter

from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.store import choosing

CHEAP_SECONDS = 0.1
KEPT = timedelta(minutes=1)


@dataclass(slots=True)
class Counts:
    """One for the process. Two readers at once may count twice, which harms nobody."""

    found: dict[str, int] = field(default_factory=dict)
    until: datetime | None = None

    def of(self, tx: Transaction) -> dict[str, int]:
        if self.until is not None and tx.now < self.until:
            return self.found
        started = perf_counter()
        self.found = choosing.count_by_trait(tx.session)
        self.until = tx.now + KEPT if perf_counter() - started > CHEAP_SECONDS else None
        return self.found
