"""Jobs that keep what a person asked us to forget: given up or cancelled, they would stay until somebody looked at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from huayuan.kernel.logging import get_logger
from huayuan.kernel.models import JobRow
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.unit_of_work import Transaction

log = get_logger("jobs")
ENDED = ("dead", "cancelled")  # a finished one has no payload any more
FOUND_WITHIN = 6  # characters from which on a value is recognised within a longer text
CHINA = "+86"
PRIVACY = PrivacyHooks.without_rows("kernel")


@PRIVACY.forget
def forget_jobs(tx: Transaction, identifiers: Sequence[tuple[str, str, str]]) -> int:
    """Remove ended jobs in whose payload or error an identifier of the person stands: doing them again would use it."""
    wanted = {form for _, value, _ in identifiers for form in _spellings(value)}
    gone = [job for job in _ended(tx.session) if _names(job, wanted)] if wanted else []
    if not gone:
        return 0
    ids = [number for number, *_ in gone]
    for start in range(0, len(ids), 500):
        tx.session.execute(delete(JobRow).where(JobRow.id.in_(ids[start : start + 500])))
    log.info("jobs.forgotten", number=len(ids), tasks=sorted({task for _, task, _, _ in gone}))
    return len(ids)


def _spellings(value: str) -> set[str]:
    """As it was normalised, and a phone as people type it."""
    plain = value.casefold().strip()
    return {plain, plain.removeprefix(CHINA)} - {""}


Ended = tuple[int, str, Any, str | None]


def _ended(session: Session) -> Iterator[Ended]:
    query = select(JobRow.id, JobRow.task, JobRow.payload, JobRow.error).where(JobRow.state.in_(ENDED))
    for row in session.execute(query.execution_options(yield_per=500)):
        yield row[0], row[1], row[2], row[3]


def _names(job: Ended, wanted: set[str]) -> bool:
    texts = [text.casefold() for text in (*_texts(job[2]), job[3] or "")]
    longer = [one for one in wanted if len(one) >= FOUND_WITHIN]
    return any(text in wanted or any(one in text for one in longer) for text in texts)


def _texts(value: Any) -> Iterator[str]:
    """Every text of a payload, the names of its fields included."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
