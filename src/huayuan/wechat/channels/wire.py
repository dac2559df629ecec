"""What goes over the wire, as far as we read it. Unknown fields are ignored; absent ones are neutral.

Numbers of orders come as text or as numbers above 2^53; both keep every digit. Money is 分, times are Unix seconds.
"""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer

Number = str | int


class Orders(Answer):
    order_id_list: list[Number] = []
    next_key: str = ""
    has_more: bool = False


class Line(msgspec.Struct):
    """`real_price` is what is paid for the whole line, when the platform tells it."""

    product_id: Number = ""
    sku_code: str = ""
    title: str = ""
    sku_cnt: int = 1
    sale_price: int = 0
    real_price: int | None = None


class Payment(msgspec.Struct):
    pay_time: int = 0
    transaction_id: str = ""


class Price(msgspec.Struct):
    order_price: int = 0


class Delivery(msgspec.Struct):
    ship_done_time: int = 0


class Extra(msgspec.Struct):
    confirm_receipt_time: int = 0
    live_id: str = ""
    finder_id: str = ""
    order_scene: int = 1


class Sharer(msgspec.Struct):
    """Who shared what was bought; `from_wecom`: a member of staff in WeCom."""

    sharer_openid: str = ""
    share_scene: int = 0
    from_wecom: bool = False


class Detail(msgspec.Struct):
    product_infos: list[Line] = []
    price_info: Price = msgspec.field(default_factory=Price)
    pay_info: Payment = msgspec.field(default_factory=Payment)
    delivery_info: Delivery = msgspec.field(default_factory=Delivery)
    ext_info: Extra = msgspec.field(default_factory=Extra)
    sku_sharer_infos: list[Sharer] = []


class AftersaleRef(msgspec.Struct):
    aftersale_order_id: Number


class AftersaleDetail(msgspec.Struct):
    aftersale_order_list: list[AftersaleRef] = []


class Order(msgspec.Struct):
    order_id: Number
    status: int = 0
    openid: str = ""
    unionid: str = ""
    create_time: int = 0
    update_time: int = 0
    order_detail: Detail = msgspec.field(default_factory=Detail)
    aftersale_detail: AftersaleDetail = msgspec.field(default_factory=AftersaleDetail)


class OneOrder(Answer):
    order: Order | None = None


class Aftersales(Answer):
    after_sale_order_id_list: list[Number] = []
    next_key: str = ""
    has_more: bool = False


class RefundInfo(msgspec.Struct):
    amount: int = 0


class RefundedProduct(msgspec.Struct):
    product_id: Number = ""
    sku_code: str = ""
    count: int = 1


class Aftersale(msgspec.Struct):
    after_sale_order_id: Number
    order_id: Number
    type: str = ""
    status: str = ""
    openid: str = ""
    unionid: str = ""
    reason: str = ""
    product_info: RefundedProduct = msgspec.field(default_factory=RefundedProduct)
    refund_info: RefundInfo = msgspec.field(default_factory=RefundInfo)
    update_time: int = 0
    complete_time: int = 0


class OneAftersale(Answer):
    after_sale_order: Aftersale | None = None


class Live(msgspec.Struct):
    export_id: str
    live_start_time: int = 0
    live_duration_in_seconds: int = 0
    total_audience_count: int = 0
    total_cheer_count: int = 0
    forward_count: int = 0
    total_comment_count: int = 0
    audiences_avg_seconds: int = 0
    max_online_count: int = 0
    new_follow_count: int = 0


class Lives(Answer):
    item: list[Live] = []
    continue_flag: bool = False
    last_buffer: str = ""


class Component(msgspec.Struct):
    leads_component_id: str
    leads_description: str = ""
    status: int = 0


class Components(Answer):
    item: list[Component] = []
    continue_flag: bool = False
    last_buffer: str = ""


class LeadRequest(msgspec.Struct):
    request_id: str
    live_start_time: int = 0
    live_description: str = ""


class LeadRequests(Answer):
    item: list[LeadRequest] = []
    continue_flag: bool = False
    last_buffer: str = ""


class Lead(msgspec.Struct):
    phone: str = ""


class Leads(Answer):
    user_data: list[Lead] = []
    continue_flag: bool = False
    last_buffer: str = ""
