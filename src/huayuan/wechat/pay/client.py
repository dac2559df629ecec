"""API v3, typed: every call signed, every answer verified. Never called inside a transaction."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from huayuan.kernel.decoding import convert_to, decode_json
from huayuan.kernel.http import OutsideUnreachable
from huayuan.wechat.connections.api import ClientPool, FreshToken, PlatformClient
from huayuan.wechat.connections.errors import AnswerBroken, Reaction
from huayuan.wechat.pay import keys, wire
from huayuan.wechat.pay.errors import ERRORS, AnswerForged, PayRefused
from huayuan.wechat.pay.limits import API_V3_KEY, PRIVATE_KEY, SERIAL, SIGNATURE_AGE
from huayuan.wechat.pay.platform_keys import PlatformKeys

T = TypeVar("T")
_RETRIES = 2
_EVERYTHING, _KEY_PAUSE_SECONDS, _MINUTE = "*", 600.0, 60.0
_TRANSFERS = "/v3/fund-app/mch-transfer/transfer-bills"
_FAVOR = "/v3/marketing/favor"


class PayClient(PlatformClient):
    """One merchant. Every call raises PayRefused, Paused, AnswerForged, AnswerBroken or OutsideUnreachable.

    What a call changes has a number of ours, so repeating it after "busy" is safe.
    """

    errors = ERRORS
    platform_keys: PlatformKeys  # given by the pool before the first call

    @classmethod
    def with_keys(cls, platform_keys: PlatformKeys) -> type[PayClient]:
        """The class whose clients verify with these keys."""
        return type(cls.__name__, (cls,), {"platform_keys": platform_keys})

    def fetch_token(self) -> FreshToken:
        """There are no tokens; whoever asks wants to know whether the keys work. An order that nobody made tells."""
        try:
            self.transaction("huayuan-check")
        except PayRefused as refusal:
            if refusal.errcode != 404:
                raise
        return FreshToken("", 7200)

    @property
    def mchid(self) -> str:
        return self.connection.account

    # ---- keys

    def certificates(self) -> dict[str, str]:
        """The platform's certificates by serial, opened with the APIv3 key. Raises also AnswerForged."""
        path = "/v3/certificates"
        response = self._sent("GET", path, "")
        read = _decoded(response, path, wire.Certificates)
        opened = {one.serial_no: self._opened(one.encrypt_certificate) for one in read.data}
        # The answer is signed by one of the certificates in it; the APIv3 key, which only the two of us know, vouches.
        self._verify(response, opened)
        return opened

    # ---- orders and refunds

    def prepare(self, body: Mapping[str, Any]) -> str:
        return self._call("POST", "/v3/pay/transactions/jsapi", wire.Prepared, body).prepay_id

    def transaction(self, out_trade_no: str) -> wire.Transaction:
        path = f"/v3/pay/transactions/out-trade-no/{quote(out_trade_no, safe='')}?mchid={self.mchid}"
        return self._call("GET", path, wire.Transaction)

    def close(self, out_trade_no: str) -> None:
        path = f"/v3/pay/transactions/out-trade-no/{quote(out_trade_no, safe='')}/close"
        self._call("POST", path, wire.Nothing, {"mchid": self.mchid})

    def refund(self, body: Mapping[str, Any]) -> wire.Refund:
        return self._call("POST", "/v3/refund/domestic/refunds", wire.Refund, body)

    def refund_state(self, out_refund_no: str) -> wire.Refund:
        path = f"/v3/refund/domestic/refunds/{quote(out_refund_no, safe='')}"
        return self._call("GET", path, wire.Refund)

    # ---- transfers

    def transfer(self, body: Mapping[str, Any], sealed_for: str = "") -> wire.Transfer:
        """`sealed_for`: serial of the key that personal fields were sealed with."""
        return self._call("POST", _TRANSFERS, wire.Transfer, body, sealed_for)

    def transfer_state(self, out_bill_no: str) -> wire.Transfer:
        return self._call("GET", f"{_TRANSFERS}/out-bill-no/{out_bill_no}", wire.Transfer)

    def cancel_transfer(self, out_bill_no: str) -> wire.Transfer:
        return self._call("POST", f"{_TRANSFERS}/out-bill-no/{out_bill_no}/cancel", wire.Transfer, {})

    # ---- coupons

    def make_stock(self, body: Mapping[str, Any]) -> str:
        return self._call("POST", f"{_FAVOR}/coupon-stocks", wire.MadeStock, body).stock_id

    def move_stock(self, stock_id: str, to: str) -> None:
        """`to`: start, pause or restart."""
        self._call(
            "POST", f"{_FAVOR}/stocks/{stock_id}/{to}", wire.MadeStock, {"stock_creator_mchid": self.mchid}
        )

    def stock(self, stock_id: str) -> wire.Stock:
        path = f"{_FAVOR}/stocks/{stock_id}?stock_creator_mchid={self.mchid}"
        return self._call("GET", path, wire.Stock)

    def send_coupon(self, openid: str, body: Mapping[str, Any]) -> str:
        path = f"{_FAVOR}/users/{quote(openid, safe='')}/coupons"
        return self._call("POST", path, wire.SentCoupon, body).coupon_id

    def coupon(self, openid: str, coupon_id: str, appid: str) -> wire.Coupon:
        path = f"{_FAVOR}/users/{quote(openid, safe='')}/coupons/{coupon_id}?appid={appid}"
        return self._call("GET", path, wire.Coupon)

    def coupon_callbacks(self, url: str) -> None:
        """Where the use of coupons is told; one address for a merchant."""
        body = {"mchid": self.mchid, "notify_url": url, "switch": True}
        self._call("POST", f"{_FAVOR}/callbacks", wire.CallbackAddress, body)

    # ---- inside

    def _call(
        self,
        method: str,
        path: str,
        kind: type[T],
        body: Mapping[str, Any] | None = None,
        sealed_for: str = "",
    ) -> T:
        raw = "" if body is None else msgspec.json.encode(body).decode()
        busy = 0
        while True:
            try:
                response = self._sent(method, path, raw, sealed_for)
                break
            except PayRefused as refusal:
                if refusal.reaction is not Reaction.AGAIN or busy >= _RETRIES:
                    raise
                busy += 1
                self._clock.sleep(0.2 * 2**busy * random.uniform(0.5, 1.0))
        self._verify(response, {})
        if response.status_code == 204:
            return convert_to({}, kind)
        return _decoded(response, path, kind)

    def _sent(self, method: str, path: str, raw: str, sealed_for: str = "") -> httpx.Response:
        """One signed call. Raises PayRefused for anything but yes."""
        named = path.partition("?")[0]
        self.pauses.check(named)
        connection = self.connection
        key = keys.private_key(connection.secrets.get(PRIVATE_KEY, ""))
        at = int(self._clock.now().timestamp())
        serial = str(connection.settings.get(SERIAL, ""))
        newest = self.platform_keys.newest(connection)
        headers = {
            "Authorization": keys.authorization(connection.account, serial, key, at, method, path, raw),
            "Accept": "application/json", "Content-Type": "application/json", "User-Agent": "huayuan",
        }  # fmt: skip
        if sealed_for or newest:
            headers["Wechatpay-Serial"] = sealed_for or (newest[0] if newest else "")
        try:
            response = self._http.request(method, path, content=raw.encode(), headers=headers)
        except OutsideUnreachable:
            self._counter.add(connection.id, _counted(named), None)
            raise
        self.platform_time = _told_time(response) or self.platform_time
        refused = response.status_code >= 300
        self._counter.add(connection.id, _counted(named), response.status_code if refused else 0)
        if refused:
            raise self._refused(response, named)
        return response

    def _refused(self, response: httpx.Response, path: str) -> PayRefused:
        said = _said(response)
        refusal = PayRefused(said.code, response.status_code, path, said.message[:120])
        if refusal.reaction is Reaction.STOP_CONNECTION:
            self.pauses.pause(_EVERYTHING, _KEY_PAUSE_SECONDS, "credential")
        elif refusal.reaction is Reaction.PAUSE:
            self.pauses.pause(path, _MINUTE, refusal.kind.value)
            refusal.retry_after = _MINUTE
        return refusal

    def _verify(self, response: httpx.Response, besides: Mapping[str, str]) -> None:
        """`besides`: certificates by serial that count too. Raises AnswerForged."""
        headers = response.headers
        serial, timestamp = headers.get("Wechatpay-Serial", ""), headers.get("Wechatpay-Timestamp", "")
        if not timestamp.isdigit():
            raise AnswerForged(reason="timestamp")
        if abs(self._clock.now().timestamp() - int(timestamp)) > SIGNATURE_AGE.total_seconds():
            raise AnswerForged(reason="age")
        key = (
            keys.public_key(besides[serial])
            if serial in besides
            else self.platform_keys.find(self.connection, serial)
        )
        if key is None:
            key = self._fetched(serial)
        lines = (timestamp, headers.get("Wechatpay-Nonce", ""), response.text)
        if not keys.verifies(key, headers.get("Wechatpay-Signature", ""), *lines):
            raise AnswerForged(reason="signature")

    def _fetched(self, serial: str) -> Any:
        """A certificate that we have not seen yet."""
        found = self.certificates()
        self.platform_keys.learn(self.connection.id, found)
        if serial not in found:
            raise AnswerForged(reason="serial")
        return keys.public_key(found[serial])

    def _opened(self, sealed: wire.SealedCertificate) -> str:
        try:
            fields = {name: getattr(sealed, name) for name in sealed.__struct_fields__}
            return keys.open_resource(self.connection.secrets.get(API_V3_KEY, ""), fields).decode()
        except ValueError:
            raise AnswerForged(reason="api_v3_key") from None


class Clients(ClientPool[PayClient]):
    """The clients of all merchants."""


def _counted(path: str) -> str:
    """Paths without the numbers in them, so that a day has few rows."""
    parts = [
        "{}" if any(sign.isdigit() for sign in part) and part != "v3" else part for part in path.split("/")
    ]
    return "/".join(parts)[:120]


def _told_time(response: httpx.Response) -> datetime | None:
    """When the platform signed, whole seconds."""
    told = response.headers.get("Wechatpay-Timestamp", "")
    return datetime.fromtimestamp(int(told), UTC) if told.isdigit() and len(told) <= 12 else None


def _said(response: httpx.Response) -> wire.Said:
    try:
        return decode_json(response.content, wire.Said)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return wire.Said()


def _decoded(response: httpx.Response, path: str, kind: type[T]) -> T:
    try:
        return decode_json(response.content, kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise AnswerBroken(path=path, status=response.status_code) from None
