"""Products of the album over the wire."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class Image(msgspec.Struct):
    media_id: str = ""


class Attachment(msgspec.Struct):
    type: str = "image"
    image: Image | None = None


class Product(msgspec.Struct):
    """`price` in 分."""

    product_id: str
    description: str = ""
    price: int = 0
    product_sn: str = ""
    create_time: int = 0
    attachments: list[Attachment] = []


class Products(Answer):
    product_list: list[Product] = []
    next_cursor: str = ""


class OneProduct(Answer):
    product: Product | None = None


class MadeProduct(Answer):
    product_id: str = ""
