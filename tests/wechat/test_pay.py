"""The pay connector against the sandbox: money in, money back, money out, coupons; signatures; what is never told twice."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric import rsa
from wechat.brand import Brand, brand

from huayuan.events.contracts import Observation
from huayuan.identity.resolver import Resolver
from huayuan.kernel.clock import ManualClock
from huayuan.kernel.crypto import Vault
from huayuan.kernel.http import OutsideUnreachable
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.wechat.connections.api import NewConnection, examine
from huayuan.wechat.connections.errors import REACTIONS, Paused
from huayuan.wechat.mini_program.mini_program import MiniProgram
from huayuan.wechat.pay import keys, routes, tasks
from huayuan.wechat.pay.codes import NAMES, STATUSES
from huayuan.wechat.pay.contracts import (
    ORDER_PAID,
    REFUND_DONE,
    NewOrder,
    NewRefund,
    NewTransfer,
    Payee,
)
from huayuan.wechat.pay.errors import AnswerForged, KeyUnreadable, NotRefundable, NumberTaken, PayRefused
from huayuan.wechat.pay.pay import Pay

HOUR = 3600


@pytest.fixture
def ours(
    uow: UnitOfWork, vault: Vault, clock: ManualClock, services: Services, tmp_path: Path
) -> Iterator[Brand]:
    with brand(uow, vault, clock, services, tmp_path) as one:
        MiniProgram(one.board, one.channels).put_into(services)
        Pay(one.board).put_into(services)
        one.serve(routes.router, tasks.TASKS, tasks.receive, tasks.read_certificates, tasks.ask_open)
        yield one


def settings_of(known: dict[str, Any], *, public: bool = True) -> dict[str, Any]:
    shown = {"merchant_serial": known["merchant_serial"]}
    if public:
        shown |= {"public_key_id": known["public_key_id"], "public_key": known["public_key"]}
    return shown


def connect(ours: Brand, *, public: bool = True, **change: str) -> int:
    known = ours.known("pay")
    secrets = {
        "api_v3_key": known["api_v3_key"],
        "merchant_private_key": known["merchant_private_key"],
        **change,
    }
    return ours.connect(
        NewConnection(
            "pay", "收款", known["mchid"], "", secrets, settings_of(known, public=public), known["base_url"]
        )
    ).id


@pytest.fixture
def merchant(ours: Brand) -> int:
    """A merchant that signs with the public key; one with certificates is connected by single tests."""
    return connect(ours, public=False)


def payee(ours: Brand, person: int = 3) -> Payee:
    appid = ours.known("mini_program")["appid"]
    return Payee(appid, ours.sandbox.people[person].openid(appid))


def new_order(ours: Brand, number: str = "HY20260001", amount: int = 10_000) -> NewOrder:
    return NewOrder(number, payee(ours), amount, "木槿面霜")


def pay(ours: Brand) -> None:
    assert ours.act("pay/pay", person="p3")["paid"]


def paid(ours: Brand, merchant: int, **wish: Any) -> None:
    ours.services.get(Pay).cashier.prepare(merchant, new_order(ours, **wish))
    pay(ours)
    ours.work_until(lambda: ours.events("order_paid"))


def transfer(ours: Brand, number: str = "T1", amount: int = 100, **change: Any) -> NewTransfer:
    report = (("活动名称", "新客礼"), ("奖励说明", "红包"))
    return NewTransfer(number, payee(ours), amount, "新客礼", "1000", report, **change)


def test_an_order_is_prepared_paid_and_told_once(ours: Brand, merchant: int) -> None:
    base = f"/api/pay/{merchant}/orders"
    wish = {"appid": payee(ours).appid, "openid": payee(ours).openid, "number": "HY20260001", "amount": 10_000,
            "description": "木槿面霜"}  # fmt: skip
    made = ours.http.post(base, json=wish)
    assert made.status_code == 201, made.text
    client = made.json()["client"]
    assert client["package"].startswith("prepay_id=wx") and client["signType"] == "RSA"
    known = ours.known("pay")
    lines = (wish["appid"], client["timeStamp"], client["nonceStr"], client["package"])
    own = keys.private_key(known["merchant_private_key"]).public_key()
    assert keys.verifies(own, client["paySign"], *map(str, lines))
    assert ours.http.post(base, json=wish).json()["client"]["package"] == client["package"]
    assert ours.http.post(base, json={**wish, "amount": 1}).json()["error"]["code"] == "pay.number_taken"
    ours.platform.post("/sandbox/control/faults", json={"duplicate": 1.0})
    pay(ours)
    ours.work_until(lambda: ours.events("order_paid"))
    ours.work_until(lambda: ours.platform.get("/sandbox/control/status").json()["callbacks_duplicated"] >= 1)
    ours.work()
    [event] = ours.events("order_paid")
    assert event["ids"] == {"mp_openid": wish["openid"]} and event["account"] == wish["appid"]
    assert (event["amount"], event["properties"]["order_no"]) == (10_000, "HY20260001")
    assert [one["event"] for one in ours.events()] == ["order_placed", "order_paid"]
    [order] = ours.http.get(base).json()["items"]
    assert (order["state"], order["payer_total"]) == ("SUCCESS", 10_000) and order["transaction_id"]
    assert "openid" not in order


def test_false_signatures_are_refused_as_the_platform_wishes(ours: Brand, merchant: int) -> None:
    """The sandbox sends one before its first notification and counts it as taken only when it is refused."""
    paid(ours, merchant)
    ours.work_until(lambda: ours.platform.get("/sandbox/control/status").json()["callbacks_sent"] == 2)
    assert ours.platform.get("/sandbox/control/status").json()["callbacks_retried"] <= 1
    health = ours.http.get(f"/api/connections/{merchant}").json()["health"]
    assert health["callbacks_24h"] >= 1


def test_a_merchant_with_the_public_key_is_notified_too(ours: Brand) -> None:
    """Notifications of the sandbox are signed with the certificate: it is fetched when its serial is unknown."""
    merchant = connect(ours, public=True)
    ours.platform.post("/sandbox/control/faults", json={"retry_pause_ms": 100})
    paid(ours, merchant)
    assert ours.services.get(Pay).cashier.order(merchant, "HY20260001").state == "SUCCESS"


def test_lost_notifications_are_asked_for(ours: Brand, merchant: int) -> None:
    ours.platform.post("/sandbox/control/faults", json={"lose": 1.0})
    cashier = ours.services.get(Pay).cashier
    cashier.prepare(merchant, new_order(ours))
    cashier.prepare(merchant, new_order(ours, "HY20260002"))
    ours.act("pay/pay", person="p3", number="HY20260001")
    ours.later(4 * 60)
    ours.work()
    assert [one["event"] for one in ours.events("order_paid", "order_cancelled")] == ["order_paid"]
    ours.later(3 * HOUR)
    ours.work()
    [cancelled] = ours.events("order_cancelled")
    assert cancelled["properties"] == {"order_no": "HY20260002", "reason": "closed"}
    calls = ours.platform.get("/sandbox/control/requests?limit=1000").json()["items"]
    assert sum("out-trade-no" in one["path"] for one in calls) <= 6, "asked at growing distances"


def test_refunds_never_give_back_more_than_was_paid(ours: Brand, merchant: int) -> None:
    paid(ours, merchant)
    cashier = ours.services.get(Pay).cashier
    assert cashier.refund(merchant, NewRefund("R1", "HY20260001", 6_000, "退货")).status == "PROCESSING"
    with pytest.raises(NotRefundable) as refused:
        cashier.refund(merchant, NewRefund("R2", "HY20260001", 4_001))
    assert refused.value.data["left"] == 4_000
    with pytest.raises(NumberTaken):
        cashier.refund(merchant, NewRefund("R1", "HY20260001", 5_999))
    cashier.refund(merchant, NewRefund("R1", "HY20260001", 6_000, "退货"))
    ours.later(5)
    cashier.refund(merchant, NewRefund("R3", "HY20260001", 4_000))
    ours.work_until(lambda: ours.events("order_refunded"))
    ours.later(4 * 60)
    ours.work_until(lambda: len(ours.events("order_refunded")) == 2)
    told = {one["properties"]["refund_no"]: one["amount"] for one in ours.events("order_refunded")}
    assert told == {"R1": 6_000, "R3": 4_000}
    listed = ours.http.get(f"/api/pay/{merchant}/refunds").json()
    assert {row["status"] for row in listed["items"]} == {"SUCCESS"} and listed["total"] == 2


def test_a_refused_refund_can_be_asked_for_again(ours: Brand, merchant: int) -> None:
    paid(ours, merchant)
    books = ours.sandbox.services.pay.merchant
    wish = {"number": "R1", "order_number": "HY20260001", "amount": 10_000, "reason": "退货"}
    balance, books.balance = books.balance, 0
    answer = ours.http.post(f"/api/pay/{merchant}/refunds", json=wish)
    assert answer.status_code == 502 and "NOT_ENOUGH" in str(answer.json()["error"]["data"]["errcode"])
    books.balance = balance
    assert (
        ours.http.post(f"/api/pay/{merchant}/refunds", json={**wish, "number": "R2"}).json()["status"]
        == "PROCESSING"
    )
    rows = {
        row["number"]: row["status"] for row in ours.http.get(f"/api/pay/{merchant}/refunds").json()["items"]
    }
    assert rows == {"R1": "refused", "R2": "PROCESSING"}
    missing = ours.http.post(f"/api/pay/{merchant}/refunds", json={**wish, "order_number": "NONE0001"})
    assert missing.status_code == 404


def test_a_transfer_is_taken_by_its_receiver(ours: Brand, merchant: int) -> None:
    base = f"/api/pay/{merchant}/transfers"
    wish = {
        "appid": payee(ours).appid, "openid": payee(ours).openid, "number": "T1", "amount": 100, "remark": "新客礼",
        "scene": "1000", "report": [{"name": "活动名称", "text": "新客礼"}, {"name": "奖励说明", "text": "红包"}],
    }  # fmt: skip
    made = ours.http.post(base, json=wish)
    assert made.status_code == 202, made.text
    assert made.json()["state"] == "WAIT_USER_CONFIRM" and made.json()["package_info"]
    assert ours.http.post(base, json=wish).json()["package_info"] == made.json()["package_info"]
    assert ours.sandbox.services.pay.merchant.balance == 100_000_00 - 100, "once"
    ours.act("pay/confirm", person="p3")
    ours.later(3)
    ours.act("mini_program/open", person="p3")
    ours.sandbox.services.pay.merchant.pass_time(ours.clock.now().timestamp())
    ours.act("mini_program/open", person="p3")
    ours.work_until(lambda: ours.events("reward_delivered"))
    [event] = ours.events("reward_delivered")
    assert (event["amount"], event["properties"]["reward_id"]) == (100, "T1")
    [row] = ours.http.get(base).json()["items"]
    assert (row["state"], row["package_info"]) == ("SUCCESS", "")
    assert ours.http.post(f"{base}/T1/cancel").status_code == 502


def test_transfers_that_nobody_takes_end_after_a_day(ours: Brand, merchant: int) -> None:
    ours.platform.post("/sandbox/control/faults", json={"lose": 1.0})
    payouts = ours.services.get(Pay).payouts
    payouts.start(merchant, transfer(ours, "T1"))
    payouts.start(merchant, transfer(ours, "T2"))
    assert payouts.cancel(merchant, "T2").state == "CANCELING"
    for _ in range(4):
        ours.later(9 * HOUR)
        ours.work()
    assert (payouts.transfer(merchant, "T1").state, payouts.transfer(merchant, "T2").state) == (
        "FAIL",
        "CANCELLED",
    )
    assert ours.events("reward_delivered") == []


def test_large_transfers_carry_the_sealed_name(ours: Brand, merchant: int) -> None:
    base = f"/api/pay/{merchant}/transfers"
    wish: dict[str, Any] = {
        "appid": payee(ours).appid, "openid": payee(ours).openid, "number": "T1", "amount": 200_000, "remark": "佣金",
        "scene": "1005", "report": [{"name": "岗位类型", "text": "推广"}, {"name": "报酬说明", "text": "三月"}],
    }  # fmt: skip
    assert ours.http.post(base, json=wish).json()["error"]["code"] == "pay.name_needed"
    wrong = ours.http.post(base, json={**wish, "report": wish["report"][:1], "real_name": "x"})
    assert wrong.json()["error"]["code"] == "pay.report_wrong"
    name = ours.sandbox.people[3].name
    assert ours.http.post(base, json={**wish, "real_name": name}).json()["state"] == "WAIT_USER_CONFIRM"
    other = ours.http.post(base, json={**wish, "number": "T2", "real_name": "别人"})
    assert other.status_code == 502
    states = {row["number"]: row["state"] for row in ours.http.get(base).json()["items"]}
    assert states == {"T1": "WAIT_USER_CONFIRM", "T2": "refused"}
    with ours.uow.read() as tx:
        from huayuan.wechat.pay.models import PayTransferRow

        stored = [str(vars(row)) for row in tx.session.query(PayTransferRow)]
    assert name not in "".join(stored), "the name is for the platform alone"


def test_coupons_are_sent_once_and_told_when_used(ours: Brand, merchant: int) -> None:
    base = f"/api/pay/{merchant}"
    stock = {
        "number": "S1", "name": "满百减十", "amount": 1_000, "minimum": 10_000, "count": 5, "per_user": 1,
        "begins_at": "2026-03-01T00:00:00+08:00", "ends_at": "2026-03-31T00:00:00+08:00",
    }  # fmt: skip
    made = ours.http.post(f"{base}/stocks", json=stock)
    assert made.status_code == 201, made.text
    assert ours.http.post(f"{base}/stocks", json=stock).json()["stock_id"] == made.json()["stock_id"]
    wrong = ours.http.post(f"{base}/stocks", json={**stock, "number": "S2", "minimum": 1_000})
    assert wrong.json()["error"]["code"] == "pay.stock_wrong"
    coupon = {"appid": payee(ours).appid, "openid": payee(ours).openid, "number": "C1", "stock_number": "S1"}
    assert ours.http.post(f"{base}/coupons", json=coupon).status_code == 502, "not started"
    assert ours.http.post(f"{base}/stocks/S1/start").json()["status"] == "running"
    sent = ours.http.post(f"{base}/coupons", json={**coupon, "number": "C2"}).json()
    assert (
        ours.http.post(f"{base}/coupons", json={**coupon, "number": "C2"}).json()["coupon_id"]
        == sent["coupon_id"]
    )
    limit = ours.http.post(f"{base}/coupons", json={**coupon, "number": "C3"})
    assert "RULE_LIMIT" in limit.json()["error"]["data"]["errcode"]
    paid(ours, merchant)
    ours.work_until(lambda: ours.events("coupon_redeemed"))
    [issued], [redeemed] = ours.events("coupon_issued"), ours.events("coupon_redeemed")
    assert issued["properties"]["coupon_id"] == redeemed["properties"]["coupon_id"] == sent["coupon_id"]
    [event] = ours.events("order_paid")
    assert (event["amount"], event["properties"]["paid_by_customer"]) == (10_000, 9_000)
    states = {row["number"]: row["state"] for row in ours.http.get(f"{base}/coupons").json()["items"]}
    assert states == {"C1": "refused", "C2": "USED", "C3": "refused"}


def test_closing_an_order_that_was_paid_keeps_it_paid(ours: Brand, merchant: int) -> None:
    cashier = ours.services.get(Pay).cashier
    cashier.prepare(merchant, new_order(ours))
    cashier.prepare(merchant, new_order(ours, "HY20260002"))
    ours.act("pay/pay", person="p3", number="HY20260001")
    base = f"/api/pay/{merchant}/orders"
    assert ours.http.post(f"{base}/HY20260001/close").json()["state"] == "SUCCESS"
    assert ours.http.post(f"{base}/HY20260002/close").json()["state"] == "CLOSED"
    assert ours.http.post(f"{base}/HY20260002/check").json()["state"] == "CLOSED"
    assert ours.http.post(f"{base}/NONE0001/check").status_code == 404
    assert ours.http.post("/api/pay/999/orders/x/check").status_code == 404


def test_a_person_is_paid_by_number(ours: Brand, merchant: int) -> None:
    from uuid import uuid4

    from huayuan.events.contracts import Observation, Resolved
    from huayuan.identity.resolver import Resolver

    mine = payee(ours)
    with ours.uow.begin() as tx:
        seen = Observation((("mp_openid", mine.openid),), mine.appid, uuid4(), tx.now, "test")
        [found] = Resolver(ours.vault).resolve(tx, [seen])
    assert isinstance(found, Resolved)
    wish = {
        "appid": mine.appid,
        "person_id": found.person_id,
        "number": "HY20260001",
        "amount": 1,
        "description": "x",
    }
    assert ours.http.post(f"/api/pay/{merchant}/orders", json=wish).status_code == 201
    nobody = ours.http.post(
        f"/api/pay/{merchant}/orders", json={**wish, "appid": "wx0000", "number": "HY20260002"}
    )
    assert nobody.json()["error"]["code"] == "pay.payee_unknown"
    unnamed = {name: value for name, value in wish.items() if name != "person_id"}
    assert ours.http.post(f"/api/pay/{merchant}/orders", json=unnamed).status_code == 422


@pytest.mark.parametrize("change", ["nothing", "signature", "body", "timestamp", "serial", "key", "json"])
def test_forged_notifications_are_refused(ours: Brand, merchant: int, change: str) -> None:
    """Signed with the platform's own key, except for what the test breaks."""
    from huayuan_sandbox.services.pay import keys as theirs
    from huayuan_sandbox.services.pay.crypto import seal

    part = ours.services.get(Pay)
    part.keys.learn(merchant, part.clients.of(merchant).certificates())
    house = ours.sandbox.services.pay.merchant
    key = "x" * 32 if change == "key" else house.api_v3_key
    resource = seal(key, b'{"out_trade_no": "A", "trade_state": "SUCCESS"}', "transaction")
    body = json.dumps({"id": "1", "event_type": "TRANSACTION.SUCCESS", "resource": resource})
    at = str(int(ours.clock.now().timestamp()) - (400 if change == "timestamp" else 0))
    body = "{" if change == "json" else body
    signature = keys.sign(theirs.private_key(house.platform_key), at, "n", body)
    headers = {
        "Wechatpay-Timestamp": at, "Wechatpay-Nonce": "n",
        "Wechatpay-Signature": base64.b64encode(b"x" * 256).decode() if change == "signature" else signature,
        "Wechatpay-Serial": "00" if change == "serial" else house.platform_serial,
    }  # fmt: skip
    address = f"/callbacks/pay/{ours.board.connections.by_id(merchant).key}"
    sent = body + " " if change == "body" else body
    answer = ours.http.post(address, content=sent, headers=headers)
    assert answer.status_code == {"nothing": 200, "json": 400}.get(change, 403)
    probe = {**headers, "Wechatpay-Signature": "WECHATPAY/SIGNTEST/" + signature}
    assert ours.http.post(address, content=body, headers=probe).status_code == 403
    assert ours.http.get(address).status_code == 403


def test_a_wrong_key_stops_the_connection(ours: Brand) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    from cryptography.hazmat.primitives import serialization

    pem = other.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    merchant = connect(ours, merchant_private_key=pem)
    [first, *_] = examine(ours.services, merchant)
    assert first.state.value == "failed" and first.errcode == 401 and first.fix is not None
    assert "私钥" in first.fix.zh
    before = ours.sandbox.requests.received
    with pytest.raises(Paused):
        ours.services.get(Pay).clients.of(merchant).fetch_token()
    assert ours.sandbox.requests.received == before, "nothing is sent with this key for a while"


def test_answers_of_somebody_else_are_dropped(ours: Brand) -> None:
    """Whoever sits in between and cannot sign as the platform is noticed."""
    merchant = connect(ours, public=True)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    cashier = ours.services.get(Pay).cashier
    cashier.prepare(merchant, new_order(ours))
    from huayuan_sandbox.services.pay import keys as theirs

    origin = ours.sandbox.services.pay.merchant.platform_key
    with pytest.MonkeyPatch.context() as patch:
        real = theirs.private_key
        patch.setattr(theirs, "private_key", lambda name: other if name == origin else real(name))
        with pytest.raises(AnswerForged):
            cashier.ask(merchant, "HY20260001")


def test_a_wrong_api_key_is_named_by_the_doctor(ours: Brand) -> None:
    merchant = connect(ours, public=False, api_v3_key="0" * 32)
    checks = {one.step: one for one in examine(ours.services, merchant)}
    failed = [one for one in checks.values() if one.state.value == "failed"]
    assert failed and "APIv3" in (failed[0].fix.zh if failed[0].fix else "")


def test_the_doctor_is_content_with_good_keys(ours: Brand, merchant: int) -> None:
    states = {one.step: one.state.value for one in examine(ours.services, merchant)}
    assert states["credentials"] == states["platform_key"] == states["clock"] == "ok"
    assert states["notify_url"] == "warning", "loopback is no https"


def test_keys_that_are_no_keys_are_refused(ours: Brand) -> None:
    known = ours.known("pay")
    for pem in ("", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", known["public_key"]):
        with pytest.raises(KeyUnreadable):
            keys.private_key(pem)
    for pem in ("x", known["merchant_private_key"]):
        with pytest.raises(KeyUnreadable):
            keys.public_key(pem)


def test_the_documented_notification_opens() -> None:
    vector = yaml.safe_load(Path("src/huayuan/wechat/pay/fixtures/notification.yaml").read_text())
    opened = msgspec.json.decode(keys.open_resource(vector["api_v3_key"], vector["resource"]))
    assert (opened["out_trade_no"], opened["trade_state"]) == (vector["out_trade_no"], vector["trade_state"])
    assert opened["amount"]["total"] == vector["total"]
    for change in (
        {"nonce": "abcdefghijkm"},
        {"associated_data": "x"},
        {"algorithm": "AES"},
        {"ciphertext": "é"},
    ):
        with pytest.raises(ValueError):
            keys.open_resource(vector["api_v3_key"], {**vector["resource"], **change})
    with pytest.raises(ValueError):
        keys.open_resource("x" * 32, vector["resource"])


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_refusal_has_a_class_and_a_hint(name: str) -> None:
    refusal = PayRefused(name, 400, "/v3/x", "")
    assert refusal.kind is NAMES[name] and refusal.reaction is REACTIONS[refusal.kind]
    assert refusal.hint.zh and refusal.hint.en and name in refusal.text("zh")


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_words_that_are_unknown_are_sorted_by_status(status: int) -> None:
    assert PayRefused("NEW_WORD", status, "/v3/x", "").kind is STATUSES[status]


def test_counted_paths_hold_no_numbers(ours: Brand, merchant: int) -> None:
    ours.services.get(Pay).cashier.prepare(merchant, new_order(ours))
    ours.services.get(Pay).cashier.ask(merchant, "HY20260001")
    ours.board.counter.flush(ours.uow)
    rows = ours.http.get(f"/api/connections/{merchant}/calls").json()["items"]
    assert "/v3/pay/transactions/out-trade-no/{}" in {row["path"] for row in rows}


def test_an_unreachable_platform_leaves_the_order_open(ours: Brand) -> None:
    known = ours.known("pay")
    secrets = {"api_v3_key": known["api_v3_key"], "merchant_private_key": known["merchant_private_key"]}
    merchant = ours.connect(
        NewConnection("pay", "断", known["mchid"], "", secrets, settings_of(known), "http://127.0.0.1:9")
    ).id
    cashier = ours.services.get(Pay).cashier
    with pytest.raises(OutsideUnreachable):
        cashier.prepare(merchant, new_order(ours))
    assert cashier.order(merchant, "HY20260001").state == "preparing"
    ours.http.patch(f"/api/connections/{merchant}", json={"api_url": known["base_url"], "untried": True})
    ours.board.forget(merchant)
    order, _ = cashier.prepare(merchant, new_order(ours))
    assert order.state == "NOTPAY", "the same number again"


def test_erasing_a_person_leaves_the_books(ours: Brand, merchant: int) -> None:
    from huayuan.wechat.pay.api import PRIVACY

    paid(ours, merchant)
    mine = payee(ours)
    with ours.uow.begin() as tx:
        assert PRIVACY.run_erase(tx, 1, [("mp_openid", mine.openid, mine.appid)]) == 1
    order = ours.services.get(Pay).cashier.order(merchant, "HY20260001")
    assert (order.payer.openid, order.amount, order.state) == ("", 10_000, "SUCCESS")


def test_topics_tell_features_that_money_moved(
    ours: Brand, merchant: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(Transaction, "publish", lambda tx, topic, payload: told.append((topic, payload)))
    paid(ours, merchant)
    cashier = ours.services.get(Pay).cashier
    cashier.refund(merchant, NewRefund("R1", "HY20260001", 1_000))
    ours.later(200)
    ours.work_until(lambda: len(told) >= 2)
    mine = {"connection_id": merchant, "appid": payee(ours).appid, "openid": payee(ours).openid}
    assert told == [
        (ORDER_PAID, {**mine, "number": "HY20260001", "amount": 10_000}),
        (REFUND_DONE, {**mine, "number": "R1", "amount": 1_000}),
    ]


def test_lists_are_narrowed_and_name_whom_the_caller_may_see(ours: Brand, merchant: int) -> None:
    base = f"/api/pay/{merchant}"
    shops = ours.http.get("/api/pay/merchants").json()
    assert [one["id"] for one in shops["items"]] == [merchant]
    scenes = {one["scene"]: one["report"] for one in ours.http.get("/api/pay/scenes").json()["items"]}
    assert scenes["1000"] == ["活动名称", "奖励说明"]
    paid(ours, merchant)
    ours.services.get(Pay).cashier.prepare(merchant, new_order(ours, "HY20260002"))

    def numbers(path: str, **asked: str) -> list[str]:
        found = ours.http.get(f"{base}/{path}", params=asked).json()
        assert found["total"] == len(found["items"])
        return [one["number"] for one in found["items"]]

    assert numbers("orders", state="SUCCESS") == ["HY20260001"]
    assert numbers("orders", state="NOTPAY,CLOSED") == ["HY20260002"] == numbers("orders", q="HY20260002")
    assert numbers("orders", q="%") == []
    refund = {"number": "R1", "order_number": "HY20260001", "amount": 100}
    assert ours.http.post(f"{base}/refunds", json=refund).status_code == 202
    assert numbers("refunds", q="HY20260001") == ["R1"] and numbers("refunds", state="ABNORMAL") == []
    who, resolver = payee(ours), Resolver(ours.services.get(Vault))
    with ours.services.get(UnitOfWork).begin() as tx:
        resolver.resolve(tx, [Observation((("mp_openid", who.openid),), who.appid, uuid4(), tx.now, "test")])
    [order] = ours.http.get(f"{base}/orders", params={"state": "SUCCESS,REFUND", "q": "HY"}).json()["items"]
    assert order["person_id"], "who paid is known"
    body = {"number": "T9", "appid": "wx0000", "person_id": order["person_id"], "amount": 100, "remark": "礼",
            "scene": "1000", "report": []}  # fmt: skip
    assert ours.http.post(f"{base}/transfers", json=body).json()["error"]["code"] == "pay.payee_unknown"
