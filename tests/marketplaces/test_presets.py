"""Exports of marketplaces: recognised by their headers, read in their words, and what they hide stays nobody's."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huayuan.commerce import api as commerce
from huayuan.commerce.contracts import OrderFilter
from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.marketplaces import api
from huayuan.marketplaces.contracts import ImportView
from huayuan.marketplaces.errors import BadOption
from huayuan.marketplaces.kinds import KINDS
from huayuan.marketplaces.options import ORDER_STATES
from huayuan.marketplaces.presets import mapping_of, presets, recognised
from huayuan.marketplaces.uploads import take_in
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import CustomerFilter

EXPORTS = Path(__file__).parent / "exports"
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ORDERS: dict[str, tuple[str, str, dict[str, tuple[str, int, int]]]] = {
    # file → preset, source, order → state, amount, refunded
    "youzan_orders": ("youzan_orders", "有赞", {
        "E20260301100000001": ("paid", 9000, 0), "E20260301100000002": ("placed", 5900, 0),
    }),
    "douyin_orders": ("douyin_orders", "抖音", {
        "6917926768823643751": ("paid", 2890, 0), "6917926768823643752": ("partially_refunded", 5590, 4000),
    }),
    "xiaohongshu_orders": ("xiaohongshu_orders", "小红书", {
        "P700000000000000001": ("paid", 11800, 0), "P700000000000000002": ("paid", 23600, 0),
        "P700000000000000003": ("refunded", 5900, 5900),
    }),
    "taobao_orders": ("taobao_orders", "淘宝天猫", {
        "1930679858170647": ("paid", 59800, 0), "1930679858170648": ("partially_refunded", 5900, 1900),
    }),
    "taobao_items": ("taobao_items", "淘宝天猫", {"2930679858170640": ("partially_refunded", 11700, 6800)}),
    "jd_orders": ("jd_orders", "京东", {
        "253600000001": ("paid", 14700, 0), "253600000002": ("cancelled", 5900, 0),
    }),
}  # fmt: skip
HIDDEN = {"youzan_orders": 1, "douyin_orders": 1, "taobao_orders": 1}  # rows that say nothing about who it is


def imported(platform: Services, name: str, kind: str = "orders") -> ImportView:
    return api.import_file(platform, EXPORTS / f"{name}.csv", kind)


def orders(platform: Services) -> dict[str, Any]:
    with platform.get(UnitOfWork).read() as tx:
        page = commerce.orders_page(tx, OrderFilter(), sort="order_no", limit=100, offset=0)
        return {order.order_no: order for order in page.items}


@pytest.mark.parametrize("name", ORDERS)
def test_an_export_is_recognised_and_imported_without_a_word(
    platform: Services, catch_up: Callable[[], None], name: str
) -> None:
    preset, source, expected = ORDERS[name]
    done = imported(platform, name)
    assert (done.options["preset"], done.options["source"], done.options["zone"]) == (
        preset,
        source,
        "Asia/Shanghai",
    )
    assert (done.accepted, done.rejected) == (len(expected), HIDDEN.get(name, 0))
    with platform.get(UnitOfWork).read() as tx:
        assert {problem.code for problem in api.problems(tx, done.id)} <= {"hidden_identifier"}
    catch_up()
    assert {no: (one.status, one.amount, one.refunded) for no, one in orders(platform).items()} == expected
    assert imported(platform, name).accepted == 0  # the same file again


def test_people_are_found_by_what_each_platform_calls_them(platform: Services) -> None:
    for name in ORDERS:
        imported(platform, name)
    vault = platform.get(Vault)
    with platform.get(UnitOfWork).read() as tx:

        def who(kind: str, value: str, account: str) -> int | None:
            return identity.find(tx, vault, kind, value, account)

        buyer = who("phone", "19900000001", "")
        assert buyer and buyer == who("customer_no", "幸福的花", "淘宝天猫") == who(
            "customer_no", "jd_garden", "京东"
        )
        assert who("customer_no", "u10001", "小红书") not in (
            None,
            buyer,
        )  # its phone is masked: nothing links them
        assert (
            who("customer_no", "幸福的花", "京东") is None
        )  # a number of one platform says nothing on another
        assert who("customer_no", "t**1", "淘宝天猫") is None and who("phone", "199****0002", "") is None
        assert who("customer_no", "759225557", "抖音") is None  # the influencer did not buy


def test_times_are_those_of_shanghai_and_items_have_amounts_only_where_the_row_says_them(
    platform: Services, catch_up: Callable[[], None]
) -> None:
    imported(platform, "jd_orders")
    imported(platform, "taobao_items")
    catch_up()
    known = orders(platform)
    assert known["253600000001"].placed_at.isoformat() == "2026-03-01T01:00:00+00:00"
    assert known["253600000001"].items == [
        {"name": "桂花护手霜", "sku": "S1", "quantity": 2}, {"name": "润唇膏", "sku": "S2", "quantity": 1}
    ]  # fmt: skip
    assert [item["amount"] for item in known["2930679858170640"].items] == [4900, 6800]


def test_customers_of_youzan(platform: Services, catch_up: Callable[[], None]) -> None:
    done = imported(platform, "youzan_customers", "customers")
    assert (done.options["preset"], done.accepted, done.rejected) == ("youzan_customers", 1, 1)
    catch_up()
    with platform.get(UnitOfWork).read() as tx:
        [line] = profiles.customers_page(tx, CustomerFilter(), sort="id", limit=9, offset=0).items
    assert (line.name, line.gender, line.city, line.phone_masked) == ("王芳", "female", "上海", "199****0001")


def uploaded(platform: Services, folder: Path, text: str) -> ImportView:
    with platform.get(UnitOfWork).begin() as tx:
        inspected = take_in(io.BytesIO(text.encode()), "export.csv", folder / "uploads", 10**6)
        return api.add(tx, "orders", inspected, zone="Asia/Shanghai", by="test")


def test_any_preset_can_be_chosen_and_its_words_changed(platform: Services, tmp_path: Path) -> None:
    text = "订单号,下单帐号,下单时间,应付金额,订单状态\nJ1,jd_a,2026-03-01,5,预售待发\n"
    view = uploaded(platform, tmp_path, text)
    assert view.options["preset"] == "jd_orders"
    offered = {preset.key: mapping for preset, mapping in api.offers(view)}
    assert offered["jd_orders"] == view.suggested_mapping and offered["taobao_orders"] == {
        "status": "订单状态"
    }
    with platform.get(UnitOfWork).begin() as tx:
        assert api.plain_mapping(tx, view)["amount"] == "应付金额" and "customer_no" not in api.plain_mapping(
            tx, view
        )
        with pytest.raises(BadOption):
            api.start(tx, view.id, None, {"statuses": {"预售待发": "sold"}})
        statuses = view.options["statuses"] | {"预售待发": "paid"}
        started = api.start(tx, view.id, None, {"statuses": statuses, "preset": None})
    assert started.options["statuses"]["预售待发"] == "paid" and started.options["preset"] is None


def test_other_files_are_nobodys_export(platform: Services, tmp_path: Path) -> None:
    view = uploaded(platform, tmp_path, "订单号,手机号,下单时间,金额\nA1,19900000001,2026-03-01,5\n")
    assert view.options["preset"] is None and view.suggested_mapping["phone"] == "手机号"


def test_presets_name_fields_that_exist_and_can_start(database: Any) -> None:
    assert {preset.platform for preset in presets()} == {"youzan", "douyin", "xiaohongshu", "taobao", "jd"}
    for preset in presets():
        kind = KINDS[preset.kind]
        fields = {field.key: field for field in kind.fields}
        assert set(preset.columns) <= set(fields), preset.key
        assert {field.key for field in kind.fields if field.required} <= set(preset.columns), preset.key
        assert set(kind.identifying) & set(preset.columns), preset.key
        assert set(preset.options["statuses"].values()) <= set(ORDER_STATES), preset.key
        headers = [names.split("|")[0] for names in preset.recognised_by]
        found = recognised(preset.kind, headers)
        assert found is not None and found.platform == preset.platform


def test_headers_are_compared_without_spaces_and_width(database: Any) -> None:
    preset = next(one for one in presets() if one.key == "taobao_orders")
    assert mapping_of(preset, [" 订单编号 ", "买家实际支付金额", "宝贝标题 "], []) == {
        "order_no": " 订单编号 ", "amount": "买家实际支付金额", "product": "宝贝标题 ",
    }  # fmt: skip
