"""Calls about the product album [95096]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from huayuan.wechat.connections.api import Answer, PlatformClient
from huayuan.wechat.wecom.albums import wire

_CONTACT = "/cgi-bin/externalcontact/"
_PAGE = 100


class AlbumCalls(PlatformClient):
    def products(self, cursor: str = "") -> wire.Products:
        """A page; an empty `next_cursor` is the end."""
        body = {"limit": _PAGE} | ({"cursor": cursor} if cursor else {})
        return self._post(_CONTACT + "get_product_album_list", body, wire.Products)

    def product(self, product_id: str) -> wire.Product | None:
        body = {"product_id": product_id}
        return self._post(_CONTACT + "get_product_album", body, wire.OneProduct).product

    def add_product(self, description: str, price: int, number: str, media_ids: Sequence[str]) -> str:
        """`price` in 分. Not repeatable: each makes one."""
        body = _body(description, price, number, media_ids)
        return self._post(_CONTACT + "add_product_album", body, wire.MadeProduct).product_id

    def update_product(
        self, product_id: str, description: str, price: int, number: str, media_ids: Sequence[str]
    ) -> None:
        """Without media the pictures stay."""
        body = {"product_id": product_id} | _body(description, price, number, media_ids)
        self._post(_CONTACT + "update_product_album", body, Answer)

    def delete_product(self, product_id: str) -> None:
        self._post(_CONTACT + "delete_product_album", {"product_id": product_id}, Answer)


def _body(description: str, price: int, number: str, media_ids: Sequence[str]) -> dict[str, Any]:
    body: dict[str, Any] = {"description": description, "price": price}
    body |= {"product_sn": number} if number else {}
    pictures = [{"type": "image", "image": {"media_id": one}} for one in media_ids]
    return body | ({"attachments": pictures} if pictures else {})
