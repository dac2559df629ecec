"""`POST /v1/events` without HTTP: body and headers in, answer out. The one hot path of the platform."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from huayuan.access.api import WriteKeys
from huayuan.events.committer import Committer
from huayuan.events.contracts import Receipt
from huayuan.events.decode import RequestDecoder, decompress, time_limits
from huayuan.events.errors import BadWriteKey
from huayuan.kernel.clock import Clock
from huayuan.kernel.settings import Settings

# Requests with more than this are decoded in a thread, so that one large body does not hold up the loop.
LARGE_BODY = 256_000

_encode = msgspec.json.Encoder().encode


class Collector:
    def __init__(self, settings: Settings, clock: Clock, keys: WriteKeys, committer: Committer) -> None:
        self.body_limit = settings.collector_body_bytes
        self._future = settings.future_tolerance_seconds
        self._past = settings.past_limit_days
        self._clock = clock
        self._keys = keys
        self._committer = committer
        self._decoder = RequestDecoder()

    async def accept(self, body: bytes, encoding: str, key: str) -> bytes:
        """The JSON answer, once what was accepted is durable. Raises the HuayuanError that refuses the whole request."""
        write_key = self._keys.cached(key) or await asyncio.to_thread(self._keys.verify, key) if key else None
        if write_key is None:
            raise BadWriteKey()
        limits = time_limits(self._clock.now(), self._future, self._past)
        if len(body) > LARGE_BODY or encoding not in ("", "identity"):
            request = await asyncio.to_thread(self._decode, body, encoding, limits)
        else:
            request = self._decode(body, encoding, limits)
        receipt = await asyncio.wrap_future(self._committer.submit(request, f"key:{write_key.name}"))
        return _answer(receipt)

    def _decode(self, body: bytes, encoding: str, limits: Any) -> Any:
        return self._decoder.decode(decompress(body, encoding, self.body_limit), limits)


def _answer(receipt: Receipt) -> bytes:
    return _encode(
        {"accepted": receipt.accepted, "duplicates": receipt.duplicates, "rejected": receipt.rejected}
    )
