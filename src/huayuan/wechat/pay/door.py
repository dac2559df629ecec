"""Notifications of API v3: verified by the platform's signature, opened with the APIv3 key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from huayuan.kernel.decoding import decode_json
from huayuan.wechat.connections.api import Incoming, Request
from huayuan.wechat.connections.contracts import Arrival, Connection, Reply
from huayuan.wechat.connections.errors import CallbackForbidden, CallbackMalformed
from huayuan.wechat.pay import keys
from huayuan.wechat.pay.limits import API_V3_KEY, KIND, SIGNATURE_AGE
from huayuan.wechat.pay.platform_keys import PlatformKeys

_TAKEN = Reply('{"code":"SUCCESS","message":"成功"}', "application/json")
KNOWN = frozenset({
    "TRANSACTION.SUCCESS", "REFUND.SUCCESS", "REFUND.ABNORMAL", "REFUND.CLOSED", "MCHTRANSFER.BILL.FINISHED",
    "COUPON.USE",
})  # fmt: skip


class Notification(msgspec.Struct):
    id: str
    event_type: str
    resource: dict[str, str]
    create_time: datetime | None = None


class PayCallbacks:
    """WeChat Pay sends false signatures now and then, to see whether anybody looks: they are refused like all others."""

    def __init__(self, platform_keys: PlatformKeys) -> None:
        self._keys = platform_keys

    def echo(self, connection: Connection, request: Request) -> Reply:
        """The platform does not ask."""
        raise CallbackForbidden(reason="no_echo")

    def read(self, connection: Connection, request: Request) -> Incoming:
        self._verify(connection, request)
        try:
            notification = decode_json(request.body, Notification)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise CallbackMalformed(reason="json") from None
        resource = self._opened(connection, notification)
        payload = msgspec.json.encode({"event": notification.event_type, "resource": resource}).decode()
        arrival = Arrival(
            connection.id, KIND, f"pay:{notification.id[:70]}", notification.event_type, "",
            notification.event_type in KNOWN, notification.create_time or request.received_at, request.received_at,
            payload,
        )  # fmt: skip
        return Incoming(arrival, _TAKEN)

    def _verify(self, connection: Connection, request: Request) -> None:
        headers = request.headers
        signature, timestamp = (
            headers.get("wechatpay-signature", ""), headers.get("wechatpay-timestamp", ""),
        )  # fmt: skip
        if signature.startswith(keys.PROBE):
            raise CallbackForbidden(reason="probe")
        if not timestamp.isdigit() or len(timestamp) > 12:
            raise CallbackMalformed(reason="timestamp")
        if abs(request.received_at.timestamp() - int(timestamp)) > SIGNATURE_AGE.total_seconds():
            raise CallbackForbidden(reason="timestamp")
        key = self._keys.find(connection, headers.get("wechatpay-serial", ""))
        if key is None:
            raise CallbackForbidden(reason="serial")
        try:
            body = request.body.decode()
        except UnicodeDecodeError:
            raise CallbackMalformed(reason="encoding") from None
        if not keys.verifies(key, signature, timestamp, headers.get("wechatpay-nonce", ""), body):
            raise CallbackForbidden(reason="signature")

    def _opened(self, connection: Connection, notification: Notification) -> Any:
        try:
            plain = keys.open_resource(connection.secrets.get(API_V3_KEY, ""), notification.resource)
            return msgspec.json.decode(plain)
        except (ValueError, msgspec.DecodeError):
            raise CallbackForbidden(reason="api_v3_key") from None
