"""商品图册 and 敏感词规则. The documents name no codes for their refusals."""

from __future__ import annotations

import re
from typing import Any

from huayuan_sandbox.services.wecom.call import Call, Endpoint
from huayuan_sandbox.services.wecom.catalogue import RULE_USERS, Catalogue, Product, WordRule
from huayuan_sandbox.services.wecom.content import check_media
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.paging import page
from huayuan_sandbox.services.wecom.responses import departments as known_departments
from huayuan_sandbox.services.wecom.sight import sees_department

_PRICE, _PICTURES, _WORDS, _NODES = 5_000_000, 9, 300, 1000
_NUMBER = re.compile(r"[0-9A-Za-z]{0,128}")


def add_product(call: Call) -> dict[str, Any]:
    return {"product_id": _catalogue(call).add_product(_product_content(call, []), call.now).product_id}


def get_product(call: Call) -> dict[str, Any]:
    return {"product": _shown(_catalogue(call).product(call.text("product_id")))}


def list_products(call: Call) -> dict[str, Any]:
    limit = call.number("limit", 50, low=1)
    rows = list(_catalogue(call).state.products.values())
    shown, cursor = page(rows, lambda one: one.number, call.text("cursor"), limit if limit <= 100 else 50)
    return {"product_list": [_shown(one) for one in shown]} | ({"next_cursor": cursor} if cursor else {})


def update_product(call: Call) -> dict[str, Any]:
    product = _catalogue(call).product(call.text("product_id"))
    product.content = _product_content(call, product.content["attachments"])
    return {}


def delete_product(call: Call) -> dict[str, Any]:
    del _catalogue(call).state.products[_catalogue(call).product(call.text("product_id")).product_id]
    return {}


def add_rule(call: Call) -> dict[str, Any]:
    users, departments = _range(call, "applicable_range")
    _check_departments(call, departments)
    if not users and not departments:
        raise WeComError(40058, "applicable_range")
    rule = WordRule(
        "", int(call.now), _name(call), _words(call), _semantics(call.numbers("semantics_list")), _type(call),
        users, departments,
    )  # fmt: skip
    return {"rule_id": _catalogue(call).add_rule(rule)}


def list_rules(call: Call) -> dict[str, Any]:
    return {"rule_list": [
        {"rule_id": one.rule_id, "rule_name": one.rule_name, "create_time": one.create_time}
        for one in _catalogue(call).state.rules.values()
    ]}  # fmt: skip


def get_rule(call: Call) -> dict[str, Any]:
    one = _catalogue(call).rule(call.text("rule_id"))
    return {"rule": {
        "rule_id": one.rule_id, "rule_name": one.rule_name, "word_list": one.word_list,
        "semantics_list": one.semantics_list, "intercept_type": one.intercept_type,
        "applicable_range": {"user_list": one.user_list, "department_list": one.department_list},
    }}  # fmt: skip


def update_rule(call: Call) -> dict[str, Any]:
    one = _catalogue(call).rule(call.text("rule_id"))
    add_users, add_departments = _range(call, "add_applicable_range")
    _check_departments(call, add_departments)
    less_users, less_departments = _range(call, "remove_applicable_range")
    users = [name for name in dict.fromkeys([*one.user_list, *add_users]) if name not in less_users]
    parts = [n for n in dict.fromkeys([*one.department_list, *add_departments]) if n not in less_departments]
    if (not users and not parts) or len(users) > RULE_USERS:
        raise WeComError(40058, "applicable_range")
    if "rule_name" in call.body:
        one.rule_name = _name(call)
    if "word_list" in call.body:
        one.word_list = _words(call)
    if "intercept_type" in call.body:
        one.intercept_type = _type(call)
    extra = call.body.get("extra_rule")
    if isinstance(extra, dict):
        one.semantics_list = _semantics(extra.get("semantics_list") or [])
    one.user_list, one.department_list = users, parts
    return {}


def delete_rule(call: Call) -> dict[str, Any]:
    del _catalogue(call).state.rules[_catalogue(call).rule(call.text("rule_id")).rule_id]
    return {}


def _product_content(call: Call, known: list[Any]) -> dict[str, Any]:
    """Without attachments a product keeps those it has; a new one needs them."""
    description, number = call.text("description", 300), call.text("product_sn")
    attachments = call.body.get("attachments") or known
    if not description or not _NUMBER.fullmatch(number):
        raise WeComError(40058, "description or product_sn")
    if not isinstance(attachments, list) or not 1 <= len(attachments) <= _PICTURES:
        raise WeComError(40058, "attachments")
    for one in attachments:
        image = one.get("image") if isinstance(one, dict) and one.get("type") == "image" else None
        if not isinstance(image, dict):
            raise WeComError(40058, "attachments.image")
        if one not in known:
            check_media(call, str(image.get("media_id", "")))
    price = call.number("price", -1, low=0, high=_PRICE)
    return {"description": description, "price": price, "product_sn": number, "attachments": attachments}


def _shown(one: Product) -> dict[str, Any]:
    return {"product_id": one.product_id, "create_time": one.create_time, **one.content}


def _name(call: Call) -> str:
    name = call.text("rule_name", 20)
    if not name:
        raise WeComError(40058, "rule_name")
    return name


def _words(call: Call) -> list[str]:
    words = call.texts("word_list")
    if not 1 <= len(words) <= _WORDS or not all(1 <= len(one) <= 32 for one in words):
        raise WeComError(40058, "word_list")
    return words


def _type(call: Call) -> int:
    return call.number("intercept_type", -1, low=1, high=2)


def _semantics(kinds: list[int]) -> list[int]:
    if not set(kinds) <= {1, 2, 3}:
        raise WeComError(40058, "semantics_list")
    return list(kinds)


def _range(call: Call, name: str) -> tuple[list[str], list[int]]:
    """At most 1000 members and 1000 departments in one call."""
    given = call.body.get(name) or {}
    if not isinstance(given, dict):
        raise WeComError(40058, name)
    users, departments = given.get("user_list") or [], given.get("department_list") or []
    if any(not isinstance(one, list) or len(one) > _NODES for one in (users, departments)):
        raise WeComError(40058, name)
    if not all(isinstance(one, int) for one in departments):
        raise WeComError(40058, name)
    for userid in users:
        call.member(str(userid), unknown=40003)
    return list(dict.fromkeys(map(str, users))), list(dict.fromkeys(departments))


def _check_departments(call: Call, wanted: list[int]) -> None:
    """60003 for one that is not, 60011 for one the app does not see. What is taken away may be gone already."""
    known = {row["id"] for row in known_departments(call.corp)}
    if not known.issuperset(wanted):
        raise WeComError(60003)
    if not all(sees_department(call.corp, number) for number in wanted):
        raise WeComError(60011)


def _catalogue(call: Call) -> Catalogue:
    return call.corp.part(Catalogue)


ENDPOINTS: dict[str, tuple[str, Endpoint]] = {
    "externalcontact/add_product_album": ("POST", add_product),
    "externalcontact/get_product_album": ("POST", get_product),
    "externalcontact/get_product_album_list": ("POST", list_products),
    "externalcontact/update_product_album": ("POST", update_product),
    "externalcontact/delete_product_album": ("POST", delete_product),
    "externalcontact/add_intercept_rule": ("POST", add_rule),
    "externalcontact/get_intercept_rule_list": ("GET", list_rules),
    "externalcontact/get_intercept_rule": ("POST", get_rule),
    "externalcontact/update_intercept_rule": ("POST", update_rule),
    "externalcontact/del_intercept_rule": ("POST", delete_rule),
}
