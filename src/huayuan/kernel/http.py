"""Calls to outside services: one pooled client with time-outs, made for connectors. Never called inside a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from huayuan.kernel.errors import HuayuanError, Text


class OutsideUnreachable(HuayuanError):
    code = "outside.unreachable"
    status = 502
    message = Text(
        zh="连接 {host} 失败：{reason}。请检查网络、代理和地址设置；系统会自动重试。",
        en="{host} could not be reached: {reason}. Check network, proxy and address; the system retries by itself.",
    )


def is_web_address(url: str) -> bool:
    """Whether `url` can be called at all: http or https and a host name that can exist."""
    try:
        address = httpx.URL(url)
        return address.scheme in ("http", "https") and bool(address.host.encode("idna"))
    except (httpx.InvalidURL, UnicodeError):
        return False


@dataclass(frozen=True, slots=True)
class Fetched:
    status: int
    content_type: str
    content: bytes


def fetch(address: str, most: int, accept: str, timeout: float = 8.0) -> Fetched:
    """What stands at an address; a little more than `most` bytes at the utmost. Redirects are not followed.

    Raises OutsideUnreachable.
    """
    try:
        with httpx.stream("GET", address, timeout=timeout, headers={"accept": accept}) as answer:
            content = bytearray()
            for part in answer.iter_bytes():
                content += part
                if len(content) > most:
                    break
            kind = answer.headers.get("content-type", "")
            return Fetched(answer.status_code, kind, bytes(content))
    except httpx.HTTPError as error:
        raise OutsideUnreachable(host=host_of(address), reason=type(error).__name__) from error


def host_of(address: str) -> str:
    """Of an address that `is_web_address`."""
    return httpx.URL(address).host


class HttpClient:
    """JSON over HTTP with keep-alive. Network failures become OutsideUnreachable; statuses are the caller's business."""

    def __init__(self, base_url: str, *, timeout: float = 8.0, connections: int = 32) -> None:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        self._client = httpx.Client(base_url=base_url, timeout=timeout, limits=limits, trust_env=True)

    def get(self, path: str, params: dict[str, Any] | None = None) -> httpx.Response:
        return self._send("GET", path, params=params)

    def post(self, path: str, params: dict[str, Any] | None = None, body: Any = None) -> httpx.Response:
        return self._send("POST", path, params=params, json=body)

    def request(self, method: str, path: str, **parts: Any) -> httpx.Response:
        """Any call httpx can make: `params`, `json`, `content`, `files`, `headers`."""
        return self._send(method, path, **parts)

    def close(self) -> None:
        self._client.close()

    def _send(self, method: str, path: str, **parts: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **parts)
        except httpx.HTTPError as error:
            host = self._client.base_url.host
            raise OutsideUnreachable(host=host, reason=type(error).__name__) from error
