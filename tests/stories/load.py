"""Steady load on a platform that may be killed at any moment: events by clients that repeat until they are answered."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx

EVENT = "load_seen"


class Clients:
    """Threads that send batches. A batch that was not answered is sent again with the same ids, as the trackers do."""

    def __init__(self, url: Callable[[], str], key: str, *, threads: int = 2, batch: int = 20) -> None:
        self._url, self._key, self._batch = url, key, batch
        self._stop, self._lock = threading.Event(), threading.Lock()
        self.answered: list[str] = []
        self.counted = {"accepted": 0, "duplicates": 0}
        self.repeats = 0
        self.problems: list[str] = []
        self._threads = [
            threading.Thread(target=self._send, args=(number,), daemon=True) for number in range(threads)
        ]

    def start(self) -> Clients:
        for thread in self._threads:
            thread.start()
        return self

    def finish(self, seconds: float = 120) -> None:
        """Let every batch under way be answered, then end."""
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds)
            assert not thread.is_alive(), "a batch was never answered"
        assert self.problems == []

    def _send(self, number: int) -> None:
        round_number = 0
        while not self._stop.is_set():
            self._until_answered([_event(number, round_number, place) for place in range(self._batch)])
            round_number += 1
            time.sleep(0.01)  # the machine has other things to do, too

    def _until_answered(self, events: list[dict[str, Any]]) -> None:
        headers = {"Authorization": f"Bearer {self._key}"}
        while True:
            try:
                answer = httpx.post(
                    f"{self._url()}/v1/events",
                    json={"events": events},
                    headers=headers,
                    timeout=30,
                    trust_env=False,
                )
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code == 200:
                return self._note(events, answer.json())
            if answer is not None and answer.status_code != 503:
                self.problems.append(f"{answer.status_code}: {answer.text[:300]}")
                return None
            with self._lock:
                self.repeats += 1
            time.sleep(0.1)

    def _note(self, events: list[dict[str, Any]], receipt: dict[str, Any]) -> None:
        with self._lock:
            self.answered += [event["event_id"] for event in events]
            self.counted["accepted"] += receipt["accepted"]
            self.counted["duplicates"] += receipt["duplicates"]
            self.problems += [str(one) for one in receipt["rejected"]]


def _event(client: int, batch: int, place: int) -> dict[str, Any]:
    ids = {"anonymous_id": f"visitor-{client}-{(batch * 7 + place) % 50}"}
    if place % 10 == 0:
        ids["phone"] = f"139{client:02d}{(batch * 7 + place) % 50:06d}"
    return {
        "event_id": str(uuid.uuid4()), "event": EVENT, "time": datetime.now(UTC).isoformat(), "ids": ids,
        "account": "load", "properties": {"batch": batch},
    }  # fmt: skip
