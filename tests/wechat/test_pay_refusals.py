"""Every word that WeChat Pay refuses with, at every call that moves money: what the books say afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from wechat.brand import Brand, brand

from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.api import NewConnection
from huayuan.wechat.connections.errors import REACTIONS, Paused, Reaction
from huayuan.wechat.pay.client import PayClient
from huayuan.wechat.pay.codes import NAMES
from huayuan.wechat.pay.contracts import NewOrder, NewRefund, NewStock, NewTransfer, Payee, Wanted
from huayuan.wechat.pay.errors import PayRefused
from huayuan.wechat.pay.pay import Pay

WORDS = pytest.mark.parametrize("word", sorted(NAMES))


class Till:
    """A merchant at the sandbox; `refuse` makes the platform say a word instead."""

    def __init__(self, ours: Brand) -> None:
        self.ours = ours
        self.pay = Pay(ours.board)
        self.pay.put_into(ours.services)
        known = ours.known("pay")
        secrets = {"api_v3_key": known["api_v3_key"], "merchant_private_key": known["merchant_private_key"]}
        settings = {"merchant_serial": known["merchant_serial"]}
        new = NewConnection("pay", "收款", known["mchid"], "", secrets, settings, known["base_url"])
        self.id = ours.connect(new).id
        appid = ours.known("mini_program")["appid"]
        self.payee = Payee(appid, ours.sandbox.people[3].openid(appid))

    @property
    def client(self) -> PayClient:
        return self.pay.clients.of(self.id)

    def order(self, number: str = "HY20260001") -> NewOrder:
        return NewOrder(number, self.payee, 10_000, "木槿面霜")

    def paid(self) -> None:
        self.pay.cashier.prepare(self.id, self.order())
        self.ours.act("pay/pay", person="p3")
        self.pay.cashier.ask(self.id, "HY20260001")

    def transfer(self) -> NewTransfer:
        report = (("活动名称", "新客礼"), ("奖励说明", "红包"))
        return NewTransfer("T1", self.payee, 100, "新客礼", "1000", report)

    def stock(self) -> None:
        now = self.ours.clock.now()
        self.pay.vouchers.make_stock(
            self.id, NewStock("S1", "减", 10, 20, 5, 1, now, now + timedelta(days=30))
        )
        self.pay.vouchers.move_stock(self.id, "S1", "start")


@pytest.fixture
def till(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, tmp_path: Path
) -> Iterator[Till]:
    with brand(uow, vault, clock, services, tmp_path) as ours:
        yield Till(ours)


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Says a word to the next POST of a client, as often as it is asked."""

    def wished(client: PayClient, word: str, status: int = 400) -> list[str]:
        asked: list[str] = []
        real = client._http.request

        def answer(method: str, path: str, **parts: Any) -> httpx.Response:
            if method == "GET":
                return real(method, path, **parts)
            asked.append(path)
            return httpx.Response(status, json={"code": word, "message": "不行"})

        monkeypatch.setattr(client._http, "request", answer)
        return asked

    return wished


def attempts(word: str) -> int:
    return 3 if REACTIONS[NAMES[word]] is Reaction.AGAIN else 1


@WORDS
def test_an_order(till: Till, refuse: Any, word: str) -> None:
    """Refused or not, the number stays ours and the order can be prepared again under it."""
    asked = refuse(till.client, word)
    with pytest.raises(PayRefused) as refused:
        till.pay.cashier.prepare(till.id, till.order())
    assert refused.value.name == word and len(asked) == attempts(word)
    assert till.pay.cashier.order(till.id, "HY20260001").state == "preparing"
    rests = refused.value.reaction in (Reaction.PAUSE, Reaction.STOP_CONNECTION)
    with pytest.raises(Paused if rests else PayRefused):
        till.pay.cashier.prepare(till.id, till.order())


@WORDS
def test_a_refund(till: Till, refuse: Any, word: str) -> None:
    """Given up for good, the amount is free again; unclear, it stays reserved until the platform was asked."""
    till.paid()
    refuse(till.client, word)
    with pytest.raises(PayRefused) as refused:
        till.pay.cashier.refund(till.id, NewRefund("R1", "HY20260001", 10_000))
    final = refused.value.reaction in (Reaction.GIVE_UP, Reaction.MARK)
    assert till.pay.cashier.refund_of(till.id, "R1").status == ("refused" if final else "asking")
    assert till.pay.cashier.order(till.id, "HY20260001").refunded == (0 if final else 10_000)


@WORDS
def test_a_transfer(till: Till, refuse: Any, word: str) -> None:
    refuse(till.client, word)
    with pytest.raises(PayRefused) as refused:
        till.pay.payouts.start(till.id, till.transfer())
    final = refused.value.reaction in (Reaction.GIVE_UP, Reaction.MARK)
    known = till.pay.payouts.transfer(till.id, "T1")
    assert (known.state, known.fail_reason) == (("refused", word) if final else ("asking", ""))


@WORDS
def test_a_coupon(till: Till, refuse: Any, word: str) -> None:
    till.stock()
    refuse(till.client, word)
    with pytest.raises(PayRefused) as refused:
        till.pay.vouchers.send(till.id, "S1", "C1", till.payee)
    final = refused.value.reaction in (Reaction.GIVE_UP, Reaction.MARK)
    with till.ours.uow.read() as tx:
        from huayuan.wechat.pay.api import coupons

        [coupon], _ = coupons(tx, till.id, Wanted(), 10, 0)
    assert (coupon.state, coupon.coupon_id) == ("refused" if final else "asking", "")
    assert till.ours.events("coupon_issued") == []


def test_what_was_unclear_is_settled_by_asking(
    till: Till, refuse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform took a refund and a transfer, and its answers were lost: asking finds them, nothing is paid twice."""
    till.paid()
    client = till.client
    real = client._http.request

    def lost(method: str, path: str, **parts: Any) -> httpx.Response:
        answer = real(method, path, **parts)
        return httpx.Response(500, json={"code": "SYSTEM_ERROR"}) if method == "POST" else answer

    before = till.ours.sandbox.services.pay.merchant.balance
    with monkeypatch.context() as patch:
        patch.setattr(client._http, "request", lost)
        with pytest.raises(PayRefused):
            till.pay.cashier.refund(till.id, NewRefund("R1", "HY20260001", 4_000))
        with pytest.raises(PayRefused):
            till.pay.payouts.start(till.id, till.transfer())
    assert till.ours.sandbox.services.pay.merchant.balance == before - 4_100, "asked three times, paid once"
    till.ours.later(10)
    till.pay.cashier.ask_refund(till.id, "R1")
    till.pay.payouts.ask(till.id, "T1")
    assert till.pay.cashier.refund_of(till.id, "R1").status == "SUCCESS"
    assert till.pay.payouts.transfer(till.id, "T1").state == "WAIT_USER_CONFIRM"
    assert len(till.ours.events("order_refunded")) == 1


def test_what_never_arrived_is_free_again(till: Till, refuse: Any) -> None:
    till.paid()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            till.client._http, "request", lambda *_, **__: httpx.Response(500, json={"code": "SYSTEM_ERROR"})
        )
        with pytest.raises(PayRefused):
            till.pay.cashier.refund(till.id, NewRefund("R1", "HY20260001", 4_000))
        with pytest.raises(PayRefused):
            till.pay.payouts.start(till.id, till.transfer())
    till.pay.cashier.ask_refund(till.id, "R1")
    till.pay.payouts.ask(till.id, "T1")
    assert till.pay.cashier.refund_of(till.id, "R1").status == "refused"
    assert till.pay.cashier.order(till.id, "HY20260001").refunded == 0
    assert till.pay.payouts.transfer(till.id, "T1").state == "refused"
