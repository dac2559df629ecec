"""Sends collector events in batches; the same batch with the same ids again until it is taken."""

from __future__ import annotations

import asyncio

import msgspec

from huayuan_sandbox.wire import Answer, Wire, WireError
from huayuan_sandbox.world.effects import Event

BATCH = 500
_TRIES = 30  # about five minutes, enough for a restart of the platform
_LONGEST_PAUSE = 10.0
_TIMEOUT = 30.0
_ENCODER = msgspec.json.Encoder()


class _Answer(msgspec.Struct):
    accepted: int = 0
    duplicates: int = 0
    rejected: list[msgspec.Raw] = []


class CollectorCounts(msgspec.Struct):
    sent: int = 0
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    failed: int = 0
    retried: int = 0
    last_problem: str = ""


class Collector:
    """`target` and `write_key` come with POST /connect; without them events are counted as failed."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.target = ""
        self.write_key = ""
        self.counts = CollectorCounts()

    async def send(self, events: list[Event]) -> bool:
        """At most BATCH events. False when the collector refused the batch for good or stayed silent."""
        body = _ENCODER.encode({"events": events})
        self.counts.sent += len(events)
        pause = 0.5
        for _ in range(_TRIES if self.target else 0):
            answer = await self._post(body)
            if answer is not None and answer.status < 300:
                self._count(answer)
                return True
            if answer is not None and 400 <= answer.status < 500 and answer.status not in (408, 429):
                self.counts.last_problem = f"HTTP {answer.status}: {_text(answer)}"
                break
            self.counts.retried += 1
            await asyncio.sleep(_pause(answer, pause))
            pause = min(pause * 2, _LONGEST_PAUSE)
        self.counts.failed += len(events)
        return False

    async def _post(self, body: bytes) -> Answer | None:
        headers = {"Authorization": f"Bearer {self.write_key}", "Content-Type": "application/json"}
        try:
            return await self._wire.request("POST", self.target, body, headers, _TIMEOUT)
        except WireError as problem:
            self.counts.last_problem = f"no answer: {problem}"
            return None

    def _count(self, answer: Answer) -> None:
        try:
            told = msgspec.json.decode(answer.body, type=_Answer)
        except msgspec.MsgspecError:
            self.counts.last_problem = f"unreadable answer: {_text(answer)}"
            return
        self.counts.accepted += told.accepted
        self.counts.duplicates += told.duplicates
        self.counts.rejected += len(told.rejected)
        if told.rejected:
            self.counts.last_problem = f"rejected: {bytes(told.rejected[0]).decode(errors='replace')[:300]}"


def _text(answer: Answer) -> str:
    return answer.body[:300].decode(errors="replace")


def _pause(answer: Answer | None, pause: float) -> float:
    wanted = answer.headers.get("retry-after", "") if answer is not None else ""
    return min(float(wanted), _LONGEST_PAUSE) if wanted.isdigit() else pause
