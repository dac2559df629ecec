"""商品图册 and 敏感词规则: what staff may send with one tap, and what they may not send."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.parts import Part

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp

PRODUCTS, RULES = 10_000, 100  # the first is a guess
RULE_USERS = 10_000
BLOCK, WARN = 1, 2
# what a rule may recognise without a word; a red packet is no text
_RECOGNISED = {
    1: re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    2: re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),
}


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

    def over(self, userid: str) -> list[WordRule]:
        """Rules that watch a member: by name, or by a department they are in, those above it included."""
        return [
            one for one in self.state.rules.values()
            if userid in self.corp.members_of_way(one.user_list, one.department_list)
        ]  # fmt: skip

    def caught(self, userid: str, text: str) -> list[WordRule]:
        """The rules that a message of a member to a customer breaks."""
        return [one for one in self.over(userid) if _breaks(one, text)]

    def _id(self, prefix: str) -> str:
        self.state.made += 1
        return f"{prefix}{Random(f'{self.corp.seed}|catalogue|{self.state.made}').getrandbits(112):028x}"


def _breaks(rule: WordRule, text: str) -> bool:
    patterns = [_RECOGNISED[kind] for kind in rule.semantics_list if kind in _RECOGNISED]
    return any(word in text for word in rule.word_list) or any(one.search(text) for one in patterns)
