"""The pay service as a whole: one merchant behind /pay, and its notifications. Also the door of the world."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from starlette.routing import Route

from huayuan_sandbox.delivery import Faults, Push
from huayuan_sandbox.request_log import RequestLog
from huayuan_sandbox.services.pay import keys, phone
from huayuan_sandbox.services.pay.acts import PayerActs
from huayuan_sandbox.services.pay.control import MerchantControl
from huayuan_sandbox.services.pay.crypto import seal, sign
from huayuan_sandbox.services.pay.http import PayApi
from huayuan_sandbox.services.pay.merchant import Merchant
from huayuan_sandbox.services.pay.models import MerchantRecord, Notice
from huayuan_sandbox.services.pay.times import rfc3339
from huayuan_sandbox.services.pay.urls import PREFIX
from huayuan_sandbox.services.phone import Screen
from huayuan_sandbox.wire import Wire
from huayuan_sandbox.world.clock import Clock
from huayuan_sandbox.world.people import Person, Population

_SETTLES_AFTER = 4.0
RETRIES = 15  # after 15 s, 15 s, 30 s, 3 min … 6 h; here each after the pause that the faults say


class Pay:
    """Fulfils `Service` and `PayDoor`. Notifications go where each order says, not to one address."""

    name = "pay"

    def __init__(
        self, merchant: Merchant, people: Population, clock: Clock, log: RequestLog, calls_per_minute: int
    ) -> None:
        self.merchant = merchant
        self._acts = PayerActs(merchant, clock)
        self._control = MerchantControl(self._acts, people)
        self._base_url = ""
        self._api = PayApi(merchant, clock, log, calls_per_minute)
        self._calls_per_minute = calls_per_minute
        self._send: Callable[[], None] = lambda: None
        self._timer: asyncio.TimerHandle | None = None
        self._called_meanwhile = False

    # ---- Service

    def routes(self) -> list[Route]:
        return [*self._api.routes(), *self._control.routes(lambda: self._send_now_and_when_settled())]

    def serve_at(self, base_url: str) -> None:
        self._base_url = base_url

    def call_back_at(self, url: str) -> None:
        """The address of coupon notices until the merchant sets one; orders carry their own."""
        self.merchant.coupons.notify_url = url or self.merchant.coupons.notify_url

    def send_with(self, send: Callable[[], None]) -> None:
        self._send = send
        self._api.after_call = self._send_now_and_when_settled

    def credentials(self) -> dict[str, Any]:
        known = msgspec.to_builtins(self.merchant.credentials())
        return {**known, "base_url": self._base_url + PREFIX}

    def obey(self, faults: Faults) -> None:
        self._api.calls_per_minute = faults.calls_per_minute or self._calls_per_minute
        self._api.trusted_ips = frozenset(faults.trusted_ips)

    def invalidate_tokens(self) -> None:
        """API v3 has no tokens: every call is signed."""

    async def verify(self, wire: Wire, url: str, now: float) -> str:
        """WeChat Pay does not ask; wrong addresses are found out by the first notification."""
        return ""

    def pushes(self, now: float) -> Iterator[Push]:
        self.merchant.pass_time(now)
        for notice in self.merchant.drain():
            yield self._sealed(notice, now)

    def callback_sent(self, mark: str, at: float) -> None:
        """Nothing here waits for a notification."""

    def record(self) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode(self.merchant.record()))

    def restore(self, record: msgspec.Raw, people: list[Person]) -> None:
        self.merchant.restore(msgspec.json.decode(record, type=MerchantRecord))

    def screen(self, person: Person) -> Screen:
        return phone.screen(self._acts, person, self._send_now_and_when_settled)

    # ---- PayDoor

    def pay(self, person: Person, at: float, order_no: str, amount: int, *, appid: str, live: bool) -> bool:
        desk = self.merchant.payments
        known = desk.rows.get(order_no)
        if known is None:
            desk.enter(person, order_no, amount, appid, at)
            return True
        return known.person == person.index and desk.pay(known, at)

    def prepared(self) -> Sequence[tuple[Person, str, int]]:
        waiting = self.merchant.payments.waiting()
        payers = [(self.merchant.who_is(one.appid, one.openid), one) for one in waiting]
        return [(person, one.out_trade_no, one.amount) for person, one in payers if person is not None]

    def refund(self, person: Person, at: float, order_no: str, amount: int, *, live: bool) -> bool:
        """The merchant refunds in its console: nobody is told, a query shows it."""
        payment = self.merchant.payments.rows.get(order_no)
        if payment is None or payment.state not in ("SUCCESS", "REFUND"):
            return False
        amount = min(amount, payment.amount - payment.refunded)
        if amount <= 0:
            return False
        number = f"R{len(self.merchant.refunds.rows) + 1}{order_no}"[:64]
        self.merchant.refunds.enter(payment, number, amount, "商户后台退款", "", at)
        return True

    # ---- inside

    def _sealed(self, notice: Notice, now: float) -> Push:
        plain = msgspec.json.encode(notice.resource)
        number = hashlib.sha256(plain + notice.event_type.encode()).hexdigest()[:32]
        body = msgspec.json.encode({
            "id": f"{number[:8]}-{number[8:12]}-{number[12:16]}-{number[16:20]}-{number[20:]}",
            "create_time": rfc3339(notice.at), "resource_type": "encrypt-resource",
            "event_type": notice.event_type, "summary": notice.summary,
            "resource": {
                "original_type": notice.original_type,
                **seal(self.merchant.api_v3_key, plain, notice.original_type),
            },
        })  # fmt: skip
        timestamp, nonce = str(int(now)), secrets.token_hex(16)
        signature = sign(keys.private_key(self.merchant.platform_key), timestamp, nonce, body.decode())
        headers = {
            "Wechatpay-Timestamp": timestamp, "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": f"WECHATPAY/SIGNTEST/{signature}" if notice.probe else signature,
            "Wechatpay-Serial": self.merchant.platform_serial, "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        }  # fmt: skip
        return Push(
            notice.url,
            body,
            "application/json",
            headers=headers,
            accepted=_refused if notice.probe else _taken,
            retries=RETRIES,
        )

    def _send_now_and_when_settled(self) -> None:
        """Refunds and transfers end a few seconds after the call that began them."""
        if self.merchant.notices:
            self._send()
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_SETTLES_AFTER, self._settle)
        else:
            self._called_meanwhile = True

    def _settle(self) -> None:
        """What began while this waited may not be due yet, so it is looked at once more."""
        self._timer, again, self._called_meanwhile = None, self._called_meanwhile, False
        self._send()
        if again:
            self._timer = asyncio.get_running_loop().call_later(_SETTLES_AFTER, self._settle)


def _taken(status: int, _body: bytes) -> bool:
    return status in (200, 204)


def _refused(status: int, _body: bytes) -> bool:
    """A probe wants to see that its false signature is noticed."""
    return status >= 400
