"""Sends collector events in batches; the same batch with the same ids again until it is taken."""

from __future__ import annotations

import asyncio

import httpx
import msgspec

from huayuan_sandbox.world.effects import Event

BATCH = 500
_TRIES = 8
_LONGEST_PAUSE = 10.0
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

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
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
            if answer is not None and answer.status_code < 300:
                self._count(answer)
                return True
            if (
                answer is not None
                and 400 <= answer.status_code < 500
                and answer.status_code not in (408, 429)
            ):
                self.counts.last_problem = f"HTTP {answer.status_code}: {answer.text[:300]}"
                break
            self.counts.retried += 1
            await asyncio.sleep(_pause(answer, pause))
            pause = min(pause * 2, _LONGEST_PAUSE)
        self.counts.failed += len(events)
        return False

    async def _post(self, body: bytes) -> httpx.Response | None:
        headers = {"Authorization": f"Bearer {self.write_key}", "Content-Type": "application/json"}
        try:
            return await self._client.post(self.target, content=body, headers=headers, timeout=30.0)
        except httpx.HTTPError as problem:
            self.counts.last_problem = f"no answer: {type(problem).__name__}"
            return None

    def _count(self, answer: httpx.Response) -> None:
        try:
            told = msgspec.json.decode(answer.content, type=_Answer)
        except msgspec.MsgspecError:
            self.counts.last_problem = f"unreadable answer: {answer.text[:300]}"
            return
        self.counts.accepted += told.accepted
        self.counts.duplicates += told.duplicates
        self.counts.rejected += len(told.rejected)
        if told.rejected:
            self.counts.last_problem = f"rejected: {bytes(told.rejected[0]).decode(errors='replace')[:300]}"


def _pause(answer: httpx.Response | None, pause: float) -> float:
    wanted = answer.headers.get("Retry-After", "") if answer is not None else ""
    return min(float(wanted), _LONGEST_PAUSE) if wanted.isdigit() else pause
