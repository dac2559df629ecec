"""微信支付 API v3: signatures, orders, refunds, transfers, coupons and encrypted notifications."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huayuan_sandbox.services.pay.crypto import seal
from huayuan_sandbox.services.pay.models import Credentials
from huayuan_sandbox.world.clock import DAY

from .browser import Phone
from .conftest import Server, World, wait_for
from .weixin import Receiver


@dataclass
class Client:
    """A merchant's server, written from the documentation alone."""

    world: World
    known: Credentials
    notify_url: str
    appid: str

    def __post_init__(self) -> None:
        key = serialization.load_pem_private_key(self.known.merchant_private_key.encode(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        self.key = key
        platform = x509.load_pem_x509_certificate(self.known.platform_certificate.encode()).public_key()
        assert isinstance(platform, rsa.RSAPublicKey)
        self.platform = platform

    def call(self, method: str, path: str, body: Any = None, **change: str) -> httpx.Response:
        """`change` replaces fields of Authorization, or the body that is sent after signing (`sent`)."""
        raw = "" if body is None else msgspec.json.encode(body).decode()
        timestamp, nonce = str(int(self.world.clock.now())), secrets.token_hex(16)
        timestamp = change.get("timestamp", timestamp)
        text = f"{method}\n{path}\n{timestamp}\n{nonce}\n{raw}\n"
        signed = self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        fields = {
            "mchid": self.known.mchid, "nonce_str": nonce, "timestamp": timestamp,
            "signature": base64.b64encode(signed).decode(), "serial_no": self.known.merchant_serial, **change,
        }  # fmt: skip
        sent = fields.pop("sent", raw)
        header = "WECHATPAY2-SHA256-RSA2048 " + ",".join(
            f'{name}="{value}"' for name, value in fields.items()
        )
        headers = {"Authorization": header, "Accept": "application/json", "Content-Type": "application/json"}
        return self.world.http.request(method, f"/pay{path}", content=sent, headers=headers)

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.call("POST", path, body)

    def get(self, path: str) -> dict[str, Any]:
        return dict(self.call("GET", path).json())

    def verify(self, headers: Any, body: str) -> None:
        """Raises InvalidSignature."""
        text = f"{headers['wechatpay-timestamp']}\n{headers['wechatpay-nonce']}\n{body}\n"
        signature = base64.b64decode(headers["wechatpay-signature"])
        self.platform.verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA256())

    def opened(self, body: bytes) -> tuple[str, dict[str, Any]]:
        notice = msgspec.json.decode(body)
        sealed = notice["resource"]
        plain = AESGCM(self.known.api_v3_key.encode()).decrypt(
            sealed["nonce"].encode(),
            base64.b64decode(sealed["ciphertext"]),
            sealed["associated_data"].encode(),
        )
        return notice["event_type"], msgspec.json.decode(plain)

    def openid(self, person: int = 3) -> str:
        return self.world.sandbox.people[person].openid(self.appid)

    def order(self, number: str = "HY20260001", total: int = 10_000, **change: Any) -> httpx.Response:
        wish = {
            "appid": self.appid, "mchid": self.known.mchid, "description": "面霜", "out_trade_no": number,
            "notify_url": self.notify_url, "amount": {"total": total, "currency": "CNY"},
            "payer": {"openid": self.openid()}, **change,
        }  # fmt: skip
        return self.post("/v3/pay/transactions/jsapi", **wish)

    def found(self, number: str = "HY20260001") -> dict[str, Any]:
        return self.get(f"/v3/pay/transactions/out-trade-no/{number}?mchid={self.known.mchid}")

    def transfer(self, number: str = "T1", amount: int = 100, **change: Any) -> httpx.Response:
        infos = [
            {"info_type": "活动名称", "info_content": "新客礼"},
            {"info_type": "奖励说明", "info_content": "红包"},
        ]
        wish = {
            "appid": self.appid, "out_bill_no": number, "transfer_scene_id": "1000", "openid": self.openid(),
            "transfer_amount": amount, "transfer_remark": "新客礼", "notify_url": self.notify_url,
            "transfer_scene_report_infos": infos, **change,
        }  # fmt: skip
        return self.post("/v3/fund-app/mch-transfer/transfer-bills", **wish)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def merchant(world: World, receiver: Receiver) -> Iterator[Client]:
    service = world.sandbox.services.pay
    with Server(receiver.app()) as server:
        appid = world.sandbox.services.mini_program.program.credentials.appid
        yield Client(world, service.merchant.credentials(), f"{server.url}/notify", appid)


def pay(world: World, person: str = "p3") -> dict[str, Any]:
    return world.control("pay/pay", person=person)


def told(merchant: Client, receiver: Receiver) -> list[tuple[str, dict[str, Any]]]:
    """Notifications whose signature is right."""
    rows = []
    for headers, body in receiver.notices:
        if not headers["wechatpay-signature"].startswith("WECHATPAY/SIGNTEST/"):
            merchant.verify(headers, body.decode())
            rows.append(merchant.opened(body))
    return rows


def test_notifications_that_are_not_taken_come_again(
    world: World, merchant: Client, receiver: Receiver
) -> None:
    world.control("faults", retry_pause_ms=5)
    merchant.order()
    receiver.notice_status += [500, 500]
    pay(world)
    wait_for(lambda: len(told(merchant, receiver)) == 3)
    bodies = {body for headers, body in receiver.notices if "SIGNTEST" not in headers["wechatpay-signature"]}
    assert len(bodies) == 1, "the same notification with the same id"


def test_an_order_is_paid_and_the_merchant_is_told(
    world: World, merchant: Client, receiver: Receiver
) -> None:
    answer = merchant.order()
    assert answer.status_code == 200 and answer.json()["prepay_id"].startswith("wx")
    merchant.verify(answer.headers, answer.text)
    assert merchant.found()["trade_state"] == "NOTPAY"
    assert pay(world)["paid"] is True
    wait_for(lambda: told(merchant, receiver))
    event, resource = told(merchant, receiver)[0]
    assert (event, resource["trade_state"], resource["payer"]) == (
        "TRANSACTION.SUCCESS", "SUCCESS", {"openid": merchant.openid()},
    )  # fmt: skip
    assert merchant.found()["transaction_id"] == resource["transaction_id"]
    by_id = merchant.get(f"/v3/pay/transactions/id/{resource['transaction_id']}?mchid={merchant.known.mchid}")
    assert by_id["amount"] == {
        "total": 10_000,
        "currency": "CNY",
        "payer_total": 10_000,
        "payer_currency": "CNY",
    }
    again = merchant.order()
    assert (again.status_code, again.json()["code"]) == (400, "ORDERPAID")


def test_false_signatures_ask_whether_the_merchant_looks(
    world: World, merchant: Client, receiver: Receiver
) -> None:
    """The first notification of all is preceded by a probe; refusing it counts as taking it."""
    merchant.order()
    pay(world)
    wait_for(lambda: len(receiver.notices) == 2)
    probes = [
        one for one, _ in receiver.notices if one["wechatpay-signature"].startswith("WECHATPAY/SIGNTEST/")
    ]
    assert len(probes) == 1
    wait_for(lambda: world.status()["callbacks_sent"] == 2)
    assert world.status()["callbacks_retried"] == 0


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"signature": base64.b64encode(b"x" * 256).decode()}, 401, "SIGN_ERROR"),
        ({"signature": "no base64!"}, 401, "SIGN_ERROR"),
        ({"serial_no": "00"}, 401, "SIGN_ERROR"),
        ({"mchid": "1"}, 401, "SIGN_ERROR"),
        ({"timestamp": "1"}, 401, "SIGN_ERROR"),
        ({"sent": '{"a": 1}'}, 401, "SIGN_ERROR"),
    ],
)
def test_wrong_signatures_are_refused(
    merchant: Client, change: dict[str, str], status: int, code: str
) -> None:
    answer = merchant.call("POST", "/v3/pay/transactions/jsapi", {"appid": merchant.appid}, **change)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["request-id"].endswith("-268443699")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": {"total": 0}}, "PARAM_ERROR"),
        ({"amount": {"total": 1.5}}, "PARAM_ERROR"),
        ({"out_trade_no": "short"}, "PARAM_ERROR"),
        ({"notify_url": "http://a/b?c=1"}, "PARAM_ERROR"),
        ({"payer": {}}, "PARAM_ERROR"),
        ({"payer": {"openid": "onobody"}}, "OPENID_MISMATCH"),
        ({"appid": "wx0"}, "APPID_MCHID_NOT_MATCH"),
        ({"description": "x" * 128}, "PARAM_ERROR"),
    ],
)
def test_orders_that_cannot_be_are_refused(merchant: Client, change: dict[str, Any], code: str) -> None:
    answer = merchant.order(**{"number": "HY20260001", **change})
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_the_same_number_needs_the_same_parameters(world: World, merchant: Client) -> None:
    first, again = merchant.order(), merchant.order()
    assert first.json() == again.json()
    other = merchant.order(total=1)
    assert other.json()["code"] == "INVALID_REQUEST" and other.headers["request-id"].endswith("-268498688")
    closing = merchant.post("/v3/pay/transactions/out-trade-no/HY20260001/close", mchid=merchant.known.mchid)
    assert (closing.status_code, closing.content) == (204, b"")
    merchant.verify(closing.headers, "")
    assert merchant.found()["trade_state"] == "CLOSED"
    assert merchant.order().json()["code"] == "ORDER_CLOSED"
    answer = world.http.post("/sandbox/control/pay/pay", json={"person": "p3"})
    assert answer.status_code == 400 and "nothing to pay" in answer.text
    missing = merchant.call("GET", f"/v3/pay/transactions/out-trade-no/NONE000?mchid={merchant.known.mchid}")
    assert (missing.status_code, missing.json()["code"]) == (404, "ORDER_NOT_EXIST")


def test_orders_end_when_nobody_pays(world: World, merchant: Client) -> None:
    merchant.order()
    world.clock.advance(7 * DAY + 1)
    assert merchant.found()["trade_state"] == "CLOSED"


def test_refunds_arrive_a_little_later(world: World, merchant: Client, receiver: Receiver) -> None:
    merchant.order()
    pay(world)
    wish = {
        "out_trade_no": "HY20260001", "out_refund_no": "R1", "notify_url": merchant.notify_url, "reason": "退货",
        "amount": {"refund": 4_000, "total": 10_000, "currency": "CNY"},
    }  # fmt: skip
    path = "/v3/refund/domestic/refunds"
    assert merchant.post(path, **wish).json()["status"] == "PROCESSING"
    world.clock.advance(5)
    assert merchant.get(f"{path}/R1")["status"] == "SUCCESS"
    assert merchant.found()["trade_state"] == "REFUND"
    wait_for(lambda: [event for event, _ in told(merchant, receiver)].count("REFUND.SUCCESS") == 1)
    resource = dict(told(merchant, receiver))["REFUND.SUCCESS"]
    assert (resource["refund_status"], resource["amount"]["refund"]) == ("SUCCESS", 4_000)
    assert merchant.post(path, **wish).json()["refund_id"] == resource["refund_id"], "the same request again"
    changed = {**wish, "amount": {"refund": 1, "total": 10_000, "currency": "CNY"}}
    assert merchant.post(path, **changed).json()["code"] == "RESOURCE_ALREADY_EXISTS"
    too_much = {
        **wish,
        "out_refund_no": "R2",
        "amount": {"refund": 6_001, "total": 10_000, "currency": "CNY"},
    }
    assert merchant.post(path, **too_much).json()["code"] == "INVALID_REQUEST"
    wrong_total = {**wish, "out_refund_no": "R3", "amount": {"refund": 1, "total": 9, "currency": "CNY"}}
    assert merchant.post(path, **wrong_total).json()["code"] == "PARAM_ERROR"
    world.sandbox.services.pay.merchant.balance = 0
    poor = {**wish, "out_refund_no": "R4", "amount": {"refund": 1, "total": 10_000, "currency": "CNY"}}
    answer = merchant.post(path, **poor)
    assert (answer.status_code, answer.json()["code"]) == (403, "NOT_ENOUGH")


def test_a_transfer_waits_for_its_receiver(world: World, merchant: Client, receiver: Receiver) -> None:
    made = merchant.transfer().json()
    assert made["state"] == "WAIT_USER_CONFIRM" and made["package_info"]
    assert merchant.transfer().json()["transfer_bill_no"] == made["transfer_bill_no"]
    assert merchant.transfer(amount=200).json()["code"] == "ALREADY_EXISTS"
    world.control("pay/confirm", person="p3")
    path = "/v3/fund-app/mch-transfer/transfer-bills"
    assert merchant.get(f"{path}/out-bill-no/T1")["state"] == "TRANSFERING"
    cancelling = merchant.call("POST", f"{path}/out-bill-no/T1/cancel")
    assert cancelling.json()["code"] == "INVALID_REQUEST"
    world.clock.advance(3)
    assert merchant.get(f"{path}/transfer-bill-no/{made['transfer_bill_no']}")["state"] == "SUCCESS"
    wait_for(lambda: told(merchant, receiver))
    event, resource = told(merchant, receiver)[0]
    assert (event, resource["state"], resource["openid"]) == (
        "MCHTRANSFER.BILL.FINISHED", "SUCCESS", merchant.openid(),
    )  # fmt: skip


def test_transfers_that_nobody_takes_go_back(world: World, merchant: Client, receiver: Receiver) -> None:
    before = world.sandbox.services.pay.merchant.balance
    merchant.transfer("T1")
    merchant.transfer("T2")
    path = "/v3/fund-app/mch-transfer/transfer-bills/out-bill-no"
    assert merchant.call("POST", f"{path}/T2/cancel").json()["state"] == "CANCELING"
    assert world.sandbox.services.pay.merchant.balance == before - 200
    world.clock.advance(3)
    assert merchant.get(f"{path}/T2")["state"] == "CANCELLED"
    world.clock.advance(DAY)
    late = merchant.get(f"{path}/T1")
    assert late["state"] == "FAIL" and late["fail_reason"]
    assert world.sandbox.services.pay.merchant.balance == before
    wait_for(lambda: {row["state"] for _, row in told(merchant, receiver)} == {"CANCELLED", "FAIL"})


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"amount": 9}, 400, "INVALID_REQUEST"),
        ({"transfer_scene_id": "9"}, 403, "NO_AUTH"),
        ({"transfer_scene_report_infos": []}, 400, "PARAM_ERROR"),
        ({"transfer_scene_report_infos": [{"info_type": "x", "info_content": "y"}]}, 400, "PARAM_ERROR"),
        ({"amount": 200_000}, 400, "PARAM_ERROR"),
        ({"amount": 200_000, "user_name": "plain"}, 400, "PARAM_ERROR"),
        ({"amount": 199_999_999_99, "user_name": "sealed"}, 403, "NOT_ENOUGH"),
        ({"number": "T-1"}, 400, "PARAM_ERROR"),
    ],
)
def test_transfers_that_cannot_be_are_refused(
    world: World, merchant: Client, change: dict[str, Any], status: int, code: str
) -> None:
    if change.get("user_name") == "sealed":
        oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
        sealed = merchant.platform.encrypt(world.sandbox.people[3].name.encode(), oaep)
        change = {**change, "user_name": base64.b64encode(sealed).decode()}
    answer = merchant.transfer(**change)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_coupons_are_sent_and_used(world: World, merchant: Client, receiver: Receiver) -> None:
    favor = "/v3/marketing/favor"
    merchant.post(
        f"{favor}/callbacks", notify_url=merchant.notify_url, mchid=merchant.known.mchid, switch=True
    )
    wish = {
        "stock_name": "满百减十", "stock_type": "NORMAL", "out_request_no": "S1", "no_cash": False,
        "available_begin_time": "2026-03-01T00:00:00+08:00", "available_end_time": "2026-03-31T00:00:00+08:00",
        "stock_use_rule": {"max_coupons": 2, "max_amount": 2_000, "max_coupons_per_user": 1},
        "coupon_use_rule": {"fixed_normal_coupon": {"coupon_amount": 1_000, "transaction_minimum": 10_000}},
    }  # fmt: skip
    stock_id = merchant.post(f"{favor}/coupon-stocks", **wish).json()["stock_id"]
    assert merchant.post(f"{favor}/coupon-stocks", **wish).json()["stock_id"] == stock_id
    send = {"stock_id": stock_id, "appid": merchant.appid, "stock_creator_mchid": merchant.known.mchid}
    path = f"{favor}/users/{merchant.openid()}/coupons"
    assert merchant.post(path, out_request_no="C1", **send).json()["code"] == "INVALID_REQUEST", "not started"
    merchant.post(f"{favor}/stocks/{stock_id}/start", stock_creator_mchid=merchant.known.mchid)
    coupon_id = merchant.post(path, out_request_no="C1", **send).json()["coupon_id"]
    assert merchant.post(path, out_request_no="C1", **send).json()["coupon_id"] == coupon_id
    limit = merchant.post(path, out_request_no="C2", **send)
    assert (limit.status_code, limit.json()["code"]) == (403, "RULE_LIMIT")
    assert "满百减十" in world.http.get("/sandbox/people/3").text
    merchant.order()
    assert pay(world)["payer_total"] == 9_000
    found = merchant.found()
    assert found["promotion_detail"][0]["coupon_id"] == coupon_id
    assert found["amount"]["payer_total"] == 9_000
    wait_for(lambda: "COUPON.USE" in [event for event, _ in told(merchant, receiver)])
    used = merchant.get(f"{path}/{coupon_id}?appid={merchant.appid}")
    assert (used["status"], used["consume_information"]["transaction_id"]) == (
        "USED",
        found["transaction_id"],
    )
    mine = merchant.get(f"{path}?appid={merchant.appid}&status=USED")
    assert mine["total_count"] == 1
    stock = merchant.get(f"{favor}/stocks/{stock_id}?stock_creator_mchid={merchant.known.mchid}")
    assert (stock["status"], stock["distributed_coupons"]) == ("running", 1)
    merchant.post(f"{favor}/stocks/{stock_id}/pause", stock_creator_mchid=merchant.known.mchid)
    other = f"{favor}/users/{merchant.openid(4)}/coupons"
    assert merchant.post(other, out_request_no="C3", **send).json()["code"] == "INVALID_REQUEST"
    broken = {**wish, "out_request_no": "S2", "stock_use_rule": {**wish["stock_use_rule"], "max_amount": 1}}  # type: ignore[dict-item]
    assert merchant.post(f"{favor}/coupon-stocks", **broken).json()["code"] == "INVALID_REQUEST"


def test_the_certificate_comes_sealed(merchant: Client) -> None:
    row = merchant.get("/v3/certificates")["data"][0]
    sealed = row["encrypt_certificate"]
    pem = AESGCM(merchant.known.api_v3_key.encode()).decrypt(
        sealed["nonce"].encode(), base64.b64decode(sealed["ciphertext"]), sealed["associated_data"].encode()
    )
    assert pem.decode() == merchant.known.platform_certificate
    assert f"{x509.load_pem_x509_certificate(pem).serial_number:X}" == row["serial_no"]
    assert merchant.key.key_size == merchant.platform.key_size == 2048


def test_sealing_matches_the_documented_cipher() -> None:
    sealed = seal("0123456789abcdef0123456789abcdef", b"{}", "transaction")
    opened = AESGCM(b"0123456789abcdef0123456789abcdef").decrypt(
        sealed["nonce"].encode(), base64.b64decode(sealed["ciphertext"]), b"transaction"
    )
    assert opened == b"{}" and len(sealed["nonce"]) == 12


def test_the_world_pays_through_its_door(world: World, merchant: Client, receiver: Receiver) -> None:
    door = world.sandbox.services.doors.pay
    assert door is not None
    me, stranger = world.sandbox.people[3], world.sandbox.people[5]
    merchant.order()
    assert list(door.prepared()) == [(me, "HY20260001", 10_000)]
    now = world.clock.now()
    assert not door.pay(stranger, now, "HY20260001", 10_000, appid=merchant.appid, live=True)
    assert door.pay(me, now, "HY20260001", 10_000, appid=merchant.appid, live=True)
    assert not door.pay(me, now, "HY20260001", 10_000, appid=merchant.appid, live=True)
    assert door.pay(stranger, now, "WEB-1", 500, appid=merchant.appid, live=False)
    assert merchant.found("WEB-1")["trade_state"] == "SUCCESS"
    assert door.refund(stranger, now, "WEB-1", 900, live=False)
    assert not door.refund(stranger, now, "WEB-1", 1, live=False)
    assert merchant.found("WEB-1")["trade_state"] == "REFUND"


def test_a_restart_remembers_the_merchant(world: World, merchant: Client) -> None:
    service = world.sandbox.services.pay
    merchant.order()
    merchant.transfer()
    record = service.record()
    service.merchant.payments.restore([])
    service.restore(record, list(world.sandbox.people))
    assert pay(world)["paid"] and world.control("pay/confirm", person="p3")["confirmed"]


def test_too_many_calls_are_slowed_down(world: World, merchant: Client) -> None:
    world.control("faults", calls_per_minute=2)
    answers = [merchant.call("GET", "/v3/marketing/favor/callbacks") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "FREQUENCY_LIMITED"


def test_an_order_has_fifty_refunds_at_most(world: World, merchant: Client) -> None:
    merchant.order()
    pay(world)

    def refund(number: int) -> dict[str, Any]:
        amount = {"refund": 1, "total": 10_000, "currency": "CNY"}
        wish = {"out_trade_no": "HY20260001", "out_refund_no": f"R{number}", "amount": amount}
        return dict(merchant.post("/v3/refund/domestic/refunds", **wish).json())

    assert all("refund_id" in refund(number) for number in range(50))
    assert refund(50)["code"] == "INVALID_REQUEST"
    by_id = {"transaction_id": merchant.found()["transaction_id"], "out_refund_no": "R1",
             "amount": {"refund": 1, "total": 10_000, "currency": "CNY"}}  # fmt: skip
    assert merchant.post("/v3/refund/domestic/refunds", **by_id).json()["code"] == "RESOURCE_ALREADY_EXISTS"


def test_a_phone_shows_what_waits_and_pays_and_takes_it(
    world: World, merchant: Client, receiver: Receiver
) -> None:
    phone = Phone(world.http, "/sandbox/people/3")
    assert not {"pay.pay", "pay.confirm"} & phone.offered()
    merchant.order(description="面霜 <1>")
    merchant.transfer()
    assert "面霜 &lt;1&gt;" in phone.page() and "新客礼" in phone.page()
    assert not {"pay.pay", "pay.confirm"} & Phone(world.http, "/sandbox/people/4").offered()
    assert phone.do("pay.pay") == "Done: Pay\nout_trade_no: HY20260001"
    assert merchant.found()["trade_state"] == "SUCCESS"
    phone.do("pay.confirm")
    world.clock.advance(3)
    assert merchant.get("/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/T1")["state"] == "SUCCESS"
    wait_for(lambda: len(told(merchant, receiver)) == 2)
    assert {event for event, _ in told(merchant, receiver)} == {
        "TRANSACTION.SUCCESS",
        "MCHTRANSFER.BILL.FINISHED",
    }
    assert not {"pay.pay", "pay.confirm"} & phone.offered()
