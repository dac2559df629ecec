"""Mappings found by the header's words and the first cells."""

import io
from pathlib import Path

import pytest

from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.marketplaces import api
from huayuan.marketplaces.uploads import take_in


def suggested(uow: UnitOfWork, folder: Path, kind: str, header: str, *rows: str) -> dict[str, str]:
    inspected = take_in(io.BytesIO("\n".join([header, *rows]).encode()), "f.csv", folder, 10**6)
    with uow.begin() as tx:
        return api.add(tx, kind, inspected, zone="Asia/Shanghai", by="test").suggested_mapping


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "header", "row", "mapping"),
    [
        (  # 淘宝/天猫 order export
            "orders",
            "订单编号,买家会员名,买家实际支付金额,订单状态,收货人手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,店铺名称,退款金额",
            "T1,tb_1,59.90,交易成功,138****8000,2026-02-01 10:00:00,2026-02-01 10:01:00,茶,2,旗舰店,0",
            {
                "order_no": "订单编号", "customer_no": "买家会员名", "amount": "买家实际支付金额", "status": "订单状态", "phone": "收货人手机",
                "ordered_at": "订单创建时间", "paid_at": "订单付款时间", "product": "宝贝标题", "quantity": "宝贝总数量", "shop": "店铺名称",
                "refunded": "退款金额",
            },
        ),
        (  # 有赞 style: both a total and what was paid; the paid one wins
            "orders", "订单号,用户ID,手机号,订单金额（元）,实付金额（元）,下单时间,订单来源", "E1,9,13800138000,100,90,2026-02-01 10:00,小程序",
            {
                "order_no": "订单号", "customer_no": "用户ID", "phone": "手机号", "amount": "实付金额（元）", "ordered_at": "下单时间",
                "channel": "订单来源",
            },
        ),
        (  # a shop abroad
            "orders", "Order ID,Customer ID,Order Date,Total,Qty,Product Name,Financial Status", "1,2,2026-02-01,9.5,1,Tea,paid",
            {
                "order_no": "Order ID", "customer_no": "Customer ID", "ordered_at": "Order Date", "amount": "Total", "quantity": "Qty",
                "product": "Product Name", "status": "Financial Status",
            },
        ),
        (  # the words fit but the cells do not
            "orders", "订单号,手机号,下单时间,金额", "1,王芳,昨天,很多", {"order_no": "订单号"},
        ),
        (
            "customers", "会员卡号,姓名,手机,性别,生日,城市,会员等级,标签,开卡时间,备注",
            "V1,王芳,13800138000,女,1990-01-02,上海,金卡,老客、茶,2020-01-02,",
            {
                "member_no": "会员卡号", "name": "姓名", "phone": "手机", "gender": "性别", "birthday": "生日", "city": "城市",
                "level": "会员等级", "tags": "标签", "registered_at": "开卡时间", "note": "备注",
            },
        ),
        ("customers", "customer_id,email,full_name,sign-up date", "1,a@b.c,Ann,2020-01-02", {"customer_no": "customer_id", "email": "email", "name": "full_name", "registered_at": "sign-up date"}),
    ],
)  # fmt: skip
def test_headers_of_real_exports(
    uow: UnitOfWork, tmp_path: Path, kind: str, header: str, row: str, mapping: dict[str, str]
) -> None:
    assert suggested(uow, tmp_path, kind, header, row) == mapping
