"""商品图册 and 敏感词规则: what staff may send with one tap, and what they may not send."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.parts import Part

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

PRODUCTS, RULES = 10_000, 100  # the first is a guess


class Product(msgspec.Struct):
    product_id: str
    number: int
    create_time: int
    content: dict[str, Any]


class WordRule(msgspec.Struct):
    rule_id: str
    create_time: int
    rule_name: str
    word_list: list[str]
    semantics_list: list[int]
    intercept_type: int
    user_list: list[str]
    department_list: list[int]


class CatalogueState(msgspec.Struct):
    products: dict[str, Product] = {}
    rules: dict[str, WordRule] = {}
    made: int = 0


class Catalogue(Part[CatalogueState]):
    name = "catalogue"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, CatalogueState())

    def add_product(self, content: dict[str, Any], now: float) -> Product:
        """Raises 41202 at the cap."""
        if len(self.state.products) >= PRODUCTS:
            raise WeComError(41202)
        product_id = self._id("xAAA")
        product = Product(product_id, self.state.made, int(now), content)
        self.state.products[product_id] = product
        return product

    def product(self, product_id: str) -> Product:
        found = self.state.products.get(product_id)
        if found is None:
            raise WeComError(40058, "product_id")
        return found

    def add_rule(self, rule: WordRule) -> str:
        if len(self.state.rules) >= RULES:
            raise WeComError(40058, "rules per corp")
        rule.rule_id = self._id("rule")
        self.state.rules[rule.rule_id] = rule
        return rule.rule_id

    def rule(self, rule_id: str) -> WordRule:
        found = self.state.rules.get(rule_id)
        if found is None:
            raise WeComError(40058, "rule_id")
        return found

    def _id(self, prefix: str) -> str:
        self.state.made += 1
        return f"{prefix}{Random(f'{self.corp.seed}|catalogue|{self.state.made}').getrandbits(112):028x}"
