"""A body that arrives in drops: what a slow or hostile sender does."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from huayuan_sandbox.wire import WireError

_DROPS = 20
_STATUS_LINE = 3


async def drip(
    url: str, body: bytes, headers: dict[str, str], seconds: float, timeout: float
) -> tuple[int, bytes]:
    """Posts `body` in twenty parts over `seconds`; answers status and body. Raises WireError after `timeout`."""
    try:
        async with asyncio.timeout(timeout):
            return await _drip(url, body, headers, seconds)
    except TimeoutError as problem:
        raise WireError("timeout") from problem
    except (OSError, asyncio.IncompleteReadError, ValueError) as problem:
        raise WireError(f"{type(problem).__name__}: {problem}") from problem


async def _drip(url: str, body: bytes, headers: dict[str, str], seconds: float) -> tuple[int, bytes]:
    target = urlsplit(url)
    secure = target.scheme == "https"
    port = target.port or (443 if secure else 80)
    reader, writer = await asyncio.open_connection(target.hostname, port, ssl=secure or None)
    try:
        path = (target.path or "/") + (f"?{target.query}" if target.query else "")
        sent = {"Host": target.netloc, "Content-Length": str(len(body)), "Connection": "close", **headers}
        head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        writer.write(head.encode("latin-1") + b"\r\n")
        size = max(1, -(-len(body) // _DROPS))
        for start in range(0, len(body), size):
            await asyncio.sleep(seconds / _DROPS)
            writer.write(body[start : start + size])
            await writer.drain()
        head_of_answer, _, answer = (await reader.read()).partition(b"\r\n\r\n")
        parts = head_of_answer.split(b"\r\n", 1)[0].split(b" ", _STATUS_LINE - 1)
        if len(parts) < _STATUS_LINE - 1:
            raise WireError("no answer")
        return int(parts[1]), answer
    finally:
        writer.close()
