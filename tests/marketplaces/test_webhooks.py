"""Webhooks: who may push, what becomes of what is pushed, and what is refused."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from profiles.platform_fixtures import Web

from huayuan.commerce import api as commerce
from huayuan.commerce.contracts import OrderFilter
from huayuan.events.api import EventReader
from huayuan.identity import api as identity
from huayuan.kernel.caller import Caller
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.kernel.worker import Worker
from huayuan.marketplaces.hooks import intake, paths, store
from huayuan.marketplaces.hooks.errors import BadPath
from huayuan.marketplaces.hooks.payload import MAX_BODY_BYTES
from huayuan.marketplaces.tasks import TASKS

ORDER_FIELDS = {
    "order_no": "tid", "phone": "buyer.phone", "customer_no": "buyer.id", "ordered_at": "created", "paid_at": "pay_time",
    "amount": "payment", "status": "status", "product": "goods[].title", "quantity": "goods[].num",
}  # fmt: skip
ORDER = {
    "tid": "E1", "buyer": {"phone": "13800138000", "id": 71}, "created": "2026-03-01 10:00:00", "pay_time": 1772330461,
    "payment": 5990, "status": "TRADE_PAID", "goods": [{"title": "茶", "num": 2}, {"title": "杯", "num": 1}],
}  # fmt: skip
OPTIONS = {
    "source": "自有商城",
    "amount_unit": "fen",
    "statuses": {"TRADE_PAID": "paid", "WAIT_PAY": "placed"},
}


def made(web: Web, **changes: Any) -> tuple[dict[str, Any], str]:
    body = {
        "name": "商城",
        "kind": "orders",
        "items": "data.orders",
        "fields": ORDER_FIELDS,
        "options": OPTIONS,
    }
    answer = web.post("/webhooks", body | changes, 201)
    return answer["webhook"], answer["secret"]


def push(
    web: Web,
    webhook: dict[str, Any],
    secret: str,
    body: Any,
    *,
    status: int = 200,
    at: float | None = None,
    **more: Any,
) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    now = web.services.get(UnitOfWork).clock.now().timestamp() if at is None else at
    stamp = str(int(now))
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + raw, hashlib.sha256).hexdigest()
    headers = {"X-Huayuan-Timestamp": stamp, "X-Huayuan-Signature": f"sha256={digest}"} | more
    path = webhook["url"].removeprefix("http://testserver")
    answer = web.http.post(path, content=raw, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json()


def orders_of(platform: Services) -> dict[str, Any]:
    with platform.get(UnitOfWork).read() as tx:
        page = commerce.orders_page(tx, OrderFilter(), sort="order_no", limit=100, offset=0)
        return {order.order_no: order for order in page.items}


def test_orders_arrive_once_with_their_lines_and_their_mistakes_stay_theirs(
    web: Web, platform: Services, catch_up: Callable[[], None]
) -> None:
    webhook, secret = made(web)
    body = {"data": {"orders": [
        ORDER, ORDER | {"tid": "E2", "payment": "viel"}, 7, ORDER | {"tid": "E3", "buyer": None, "new": [1]},
        ORDER | {"tid": {"no": 4}}, ORDER | {"tid": "E5", "goods": [], "status": "WAIT_PAY", "pay_time": None},
    ]}}  # fmt: skip
    said = push(web, webhook, secret, body)
    assert (said["items"], said["accepted"], said["duplicates"], said["rejected"]) == (6, 2, 0, 4)
    assert [(one["item"], one["path"], one["code"]) for one in said["problems"]] == [
        (1, "payment", "bad_money"), (2, "", "not_an_item"), (3, "buyer.id", "no_identifier"), (4, "tid", "not_plain"),
    ]  # fmt: skip
    catch_up()
    known = orders_of(platform)
    assert {no: (one.status, one.amount) for no, one in known.items()} == {
        "E1": ("paid", 5990),
        "E5": ("placed", 5990),
    }
    assert known["E1"].items == [{"name": "茶", "quantity": 2}, {"name": "杯", "quantity": 1}]
    assert known["E1"].placed_at.isoformat() == "2026-03-01T02:00:00+00:00"
    again = push(web, webhook, secret, {"data": {"orders": [ORDER, ORDER | {"tid": "E5", "goods": []}]}})
    assert (again["accepted"], again["duplicates"]) == (0, 2)  # E5 is known, and has been paid since
    catch_up()
    assert orders_of(platform)["E5"].status == "paid"
    past = web.get(f"/webhooks/{webhook['id']}/deliveries")
    assert [one["accepted"] for one in past["items"]] == [0, 2] and past["items"][1]["problems"][0][
        "item"
    ] == 1
    with platform.get(UnitOfWork).read() as tx:
        vault = platform.get(Vault)
        assert identity.find(tx, vault, "customer_no", "71", "自有商城") == identity.find(
            tx, vault, "phone", "13800138000"
        )


def test_a_file_and_a_webhook_of_one_source_count_an_order_once(
    web: Web, platform: Services, catch_up: Callable[[], None]
) -> None:
    webhook, secret = made(web)
    push(web, webhook, secret, {"data": {"orders": [ORDER]}})
    files = {
        "file": (
            "a.csv",
            "订单号,手机号,下单时间,金额\nE1,13800138000,2026-03-01 10:00,59.90\n".encode(),
            "text/csv",
        )
    }
    taken = web.http.post("/api/imports", files=files, data={"kind": "orders"}).json()
    web.post(f"/imports/{taken['id']}/start", {"options": {"source": "自有商城"}})
    Worker(platform.get(UnitOfWork), platform, [TASKS], [], threads=1, owner="test").run_due()
    assert web.get(f"/imports/{taken['id']}")["duplicates"] == 1


def test_events_keep_their_properties_and_repeat_by_their_number(web: Web, platform: Services) -> None:
    fields = {
        "event": "type", "event_id": "id", "occurred_at": "at", "phone": "who.tel", "ids.xiaohongshu_id": "who.red", "amount": "=1.50",
        "prop.page": "page", "prop.deep": "deep", "prop.from": "=shop",
    }  # fmt: skip
    webhook, secret = made(web, kind="events", items="", fields=fields, options={"source": "shop"})
    one = {"type": "page_seen", "id": "m-1", "at": "2026-03-01T10:00:00+08:00", "who": {"tel": "13800138000", "red": "r1"},
           "page": 3, "deep": {"a": [1, 2]}}  # fmt: skip
    assert push(web, webhook, secret, one)["accepted"] == 1
    said = push(
        web,
        webhook,
        secret,
        [one, one | {"id": "m-2", "type": "Bad Name"}, one | {"id": "m-3", "at": "2026-03-01"}],
    )
    assert (said["accepted"], said["duplicates"], said["rejected"]) == (1, 1, 1)
    assert said["problems"][0]["code"] == "bad_name"
    [stored, _] = sorted(
        platform.get(EventReader).recent(limit=10), key=lambda event: event.occurred_at, reverse=True
    )
    assert stored.properties == {"amount": 150, "page": 3, "deep": {"a": [1, 2]}, "from": "shop"}
    assert (stored.amount, stored.account) == (150, "shop")


def test_customers_bring_traits_and_tags(web: Web, platform: Services) -> None:
    fields = {
        "member_no": "card",
        "name": "name",
        "tags": "labels",
        "registered_at": "since",
        "trait.skin": "skin",
    }
    webhook, secret = made(web, kind="customers", items="list", fields=fields, options={"source": "crm"})
    body = {
        "list": [
            {"card": "V1", "name": "王芳 🌸", "labels": ["老客", "茶"], "since": "2020-01-02", "skin": "干"}
        ]
    }
    assert push(web, webhook, secret, body)["accepted"] == 1
    found = web.get("/customers")["items"][0]
    assert (found["name"], {tag["name"] for tag in found["tags"]}) == ("王芳 🌸", {"老客", "茶"})


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"), (b"{", "not JSON"), (b"\xff\xfe{}", "not UTF-8"), ('{"data":"\u8336"}'.encode("gb18030"), "not UTF-8"),
        (b'{"data": NaN}', "not JSON"), (b"[" * 30 + b"]" * 30, "nested"), (b"[" * 200_000 + b"]" * 200_000, "nested"),
        (b'{"data":' * 100_000 + b"1" + b"}" * 100_000, "nested"), (b'{"other": 1}', "there is no"), (b"[]", "there is no"),
    ],
)  # fmt: skip
def test_bodies_that_are_none_are_refused_whole_and_noted(web: Web, body: bytes, reason: str) -> None:
    webhook, secret = made(web)
    said = push(web, webhook, secret, body, status=400)["error"]
    assert said["code"] == "marketplaces.bad_payload" and reason in said["message"]["en"]
    [noted] = web.get(f"/webhooks/{webhook['id']}/deliveries")["items"]
    assert noted["error"]["code"] == "marketplaces.bad_payload"


def test_huge_bodies_and_too_many_items(web: Web) -> None:
    webhook, secret = made(web)
    assert push(web, webhook, secret, b"x" * (MAX_BODY_BYTES + 1), status=413)["error"]["code"] == "too_large"
    many = {"data": {"orders": [ORDER] * 501}}
    assert push(web, webhook, secret, many, status=413)["error"]["data"] == {"items": 501, "limit": 500}

    def pieces() -> Any:
        for _ in range(30):
            yield b"x" * 50_000

    path = webhook["url"].removeprefix("http://testserver")
    assert web.http.post(path, content=pieces()).status_code == 413


def test_wrong_signatures_and_old_requests_are_refused_and_noted_sparingly(
    web: Web, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook, secret = made(web)
    body = {"data": {"orders": [ORDER]}}
    written: list[int] = []
    change = store.change

    def counted(*args: Any, **values: Any) -> bool:
        written.append(1)
        return change(*args, **values)

    monkeypatch.setattr(store, "change", counted)
    now = clock.now().timestamp()
    for _ in range(5):
        assert (
            push(web, webhook, "hys_other", body, status=401)["error"]["code"] == "marketplaces.bad_signature"
        )
    assert len(written) == 1
    for signature in ("", "sha256=", "sha256=é".encode("latin-1"), "md5=abc"):
        push(web, webhook, secret, body, status=401, **{"X-Huayuan-Signature": signature})
    clock.advance(seconds=2)
    for at in (now - 400, now + 400, 0):
        assert (
            push(web, webhook, secret, body, status=401, at=at)["error"]["code"]
            == "marketplaces.stale_delivery"
        )
    stamp = str(int(now))
    digest = hmac.new(secret.encode(), b"-5." + b"{}", hashlib.sha256).hexdigest()
    odd = {"X-Huayuan-Timestamp": "-5", "X-Huayuan-Signature": f"sha256={digest}"}
    assert (
        push(web, webhook, secret, b"{}", status=401, **odd)["error"]["code"] == "marketplaces.stale_delivery"
    )
    moved = {"X-Huayuan-Timestamp": str(int(stamp) + 1)}  # the time is signed too
    assert (
        push(web, webhook, secret, body, status=401, **moved)["error"]["code"] == "marketplaces.bad_signature"
    )
    seen = web.get(f"/webhooks/{webhook['id']}")
    assert seen["last_refusal"]["code"] == "marketplaces.stale_delivery" and seen["last_delivery_at"] is None
    assert push(web, {"url": "http://testserver/v1/hooks/nobody"}, secret, body, status=404)


def test_a_secret_is_rotated_without_a_gap(web: Web, clock: Any) -> None:
    webhook, old = made(web)
    body = {"data": {"orders": [ORDER]}}
    new = web.post(f"/webhooks/{webhook['id']}/rotate", {"overlap_hours": 24})["secret"]
    assert push(web, webhook, old, body)["accepted"] == 1 and push(web, webhook, new, body)["duplicates"] == 1
    assert (
        web.post(f"/webhooks/{webhook['id']}/rotate", status=409)["error"]["code"]
        == "marketplaces.secrets_in_use"
    )
    clock.advance(hours=25)
    push(web, webhook, old, body, status=401)
    push(web, webhook, new, body)
    newest = web.post(f"/webhooks/{webhook['id']}/rotate")["secret"]
    web.post(f"/webhooks/{webhook['id']}/end-previous")
    push(web, webhook, new, body, status=401)
    push(web, webhook, newest, body)
    assert "secret" not in json.dumps(web.get("/webhooks"))


def test_a_mapping_is_tried_before_it_is_used_and_changed_later(web: Web, platform: Services) -> None:
    sample = json.dumps({"data": {"orders": [ORDER, {"tid": "E2"}]}})
    asked = {
        "kind": "orders",
        "items": "data.orders",
        "fields": ORDER_FIELDS,
        "options": OPTIONS,
        "sample": sample,
    }
    shown = web.post("/webhooks/preview", asked)
    assert (
        shown["items"][0]["record"]["amount"] == 5990
        and shown["items"][0]["record"]["ids"]["customer_no"] == "71"
    )
    assert {one["code"] for one in shown["items"][1]["problems"]} == {"missing"}
    webhook, secret = made(web)
    assert web.post(f"/webhooks/{webhook['id']}/test", {"sample": sample})["total"] == 2
    assert orders_of(platform) == {}
    url = f"/api/webhooks/{webhook['id']}"
    changed = web.http.patch(url, json={"items": "orders", "options": {"source": "b"}}).json()
    assert (changed["items"], changed["options"]["source"], changed["options"]["amount_unit"]) == (
        "orders",
        "b",
        "fen",
    )
    assert push(web, webhook, secret, {"orders": [ORDER]})["accepted"] == 1
    web.http.patch(url, json={"active": False})
    assert push(web, webhook, secret, {"orders": [ORDER]}, status=403)["error"]["data"] == {"name": "商城"}
    assert web.http.delete(url).status_code == 204
    push(web, webhook, secret, {"orders": [ORDER]}, status=404)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "recipes"}, "marketplaces.unknown_kind"), ({"fields": {"order_no": "tid"}}, "marketplaces.bad_mapping"),
        ({"fields": ORDER_FIELDS | {"colour": "c"}}, "marketplaces.bad_mapping"), ({"fields": ORDER_FIELDS | {"sku": "a..b"}}, "marketplaces.bad_path"),
        ({"fields": ORDER_FIELDS | {"sku": "other[].id"}}, "marketplaces.bad_mapping"), ({"items": "data[].x"}, "marketplaces.bad_path"),
        ({"fields": ORDER_FIELDS | {"sku": ""}}, "marketplaces.bad_path"), ({"options": {}}, "marketplaces.bad_option"),
        ({"options": {"source": "a", "zone": "Mars"}}, "marketplaces.bad_option"),
    ],
)  # fmt: skip
def test_mappings_that_cannot_work(web: Web, changes: dict[str, Any], code: str) -> None:
    body = {
        "name": "商城",
        "kind": "orders",
        "items": "data.orders",
        "fields": ORDER_FIELDS,
        "options": OPTIONS,
    }
    assert web.post("/webhooks", body | changes, 422)["error"]["code"] == code


def test_who_may_see_and_change_webhooks(web: Web) -> None:
    webhook, _ = made(web)
    web.caller = Caller("user", 7, "运营", frozenset({"connections.read"}))
    assert {kind["key"] for kind in web.get("/webhooks/kinds")["items"]} == {"orders", "customers", "events"}
    web.get(f"/webhooks/{webhook['id']}")
    web.post(f"/webhooks/{webhook['id']}/rotate", status=403)
    web.caller = Caller("user", 8, "导购", frozenset())
    web.get("/webhooks", 403)


def test_only_the_last_deliveries_are_kept(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT_DELIVERIES", 3)
    webhook, secret = made(web)
    for number in range(6):
        push(web, webhook, secret, {"data": {"orders": [ORDER | {"tid": f"E{number}"}]}})
    past = web.get(f"/webhooks/{webhook['id']}/deliveries")
    assert past["total"] == 3 and len({one["id"] for one in past["items"]}) == 3


def test_deliveries_go_after_a_month(web: Web, platform: Services, clock: Any) -> None:
    webhook, secret = made(web)
    push(web, webhook, secret, {"data": {"orders": [ORDER]}})
    clock.advance(days=20)
    push(web, webhook, secret, {"data": {"orders": [ORDER]}})
    clock.advance(days=15)
    with platform.get(UnitOfWork).begin() as tx:
        tx.enqueue("webhooks.clean_up", {})
    Worker(platform.get(UnitOfWork), platform, [TASKS], [], threads=1, owner="test").run_due()
    assert web.get(f"/webhooks/{webhook['id']}/deliveries")["total"] == 1


@given(st.text(max_size=30))
def test_any_text_is_a_path_or_is_refused(text: str) -> None:
    try:
        path = paths.parse(text)
    except BadPath:
        return
    if paths.EACH not in path:
        paths.look_up({"a": [{"b": 1}]}, path)


def test_paths() -> None:
    document = {"a": [{"b": 1}, {"b": None}], "中 文": {"c-d": 2}}
    found = {
        text: paths.look_up(document, paths.parse(text))
        for text in ("$.a[0].b", "a[1].b", "中 文.c-d", "a[9].b", "a.b")
    }
    assert [found[text] for text in ("$.a[0].b", "a[1].b", "中 文.c-d")] == [1, None, 2]
    assert found["a[9].b"] is paths.MISSING and found["a.b"] is paths.MISSING
    assert intake.MOST_PROBLEMS == 50
