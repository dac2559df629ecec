"""What a subscribe message may say: the fields of a template and the kinds of their values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huayuan.kernel.errors import Text
from huayuan.wechat.mini_program.contracts import Template, TemplateField
from huayuan.wechat.mini_program.errors import TemplateValueRefused

_FIELD = re.compile(r"(?P<name>[^:：{}\n]*)[:：]?\s*\{\{(?P<rule>[a-z_]+)(?P<number>\d+)\.DATA\}\}")
_ANY = (re.compile(r"[\s\S]{1,64}"), Text("1–64 个字符", "1 to 64 characters"))
# How long and of what kind a value may be, by the rule of its field
RULES: dict[str, tuple[re.Pattern[str], Text]] = {
    "thing": (re.compile(r"[^\r\n]{1,20}"), Text("1–20 个字符", "1 to 20 characters")),
    "number": (re.compile(r"\d{1,32}(\.\d+)?"), Text("数字，最多 32 位", "a number of at most 32 digits")),
    "letter": (re.compile(r"[A-Za-z]{1,32}"), Text("最多 32 个字母", "at most 32 letters")),
    "symbol": (re.compile(r"[^\w\s]{1,5}"), Text("最多 5 个符号", "at most 5 symbols")),
    "character_string": (
        re.compile(r"[!-~]{1,32}"),
        Text("最多 32 个字母、数字或符号", "at most 32 letters, digits or symbols"),
    ),
    "time": (re.compile(r"[\d年月日/.:： ~-]{4,40}"), Text("时间，如 2026年3月2日 10:00", "a time, e.g. 2026年3月2日 10:00")),
    "date": (re.compile(r"[\d年月日/.:： ~-]{4,40}"), Text("日期，如 2026年3月2日", "a date, e.g. 2026年3月2日")),
    "amount": (
        re.compile(r"[¥￥$€£]?\d{1,10}(\.\d{1,2})?元?"),
        Text("金额，如 ¥30.00", "an amount, e.g. ¥30.00"),
    ),
    "phone_number": (re.compile(r"[\d+ -]{1,17}"), Text("电话号码，最多 17 位", "a phone number of at most 17 characters")),
    "car_number": (re.compile(r"\w{1,8}"), Text("车牌号，最多 8 位", "a plate of at most 8 characters")),
    "name": (
        re.compile(r"[一-鿿]{1,10}|[A-Za-z ]{1,20}"),
        Text("最多 10 个汉字或 20 个字母", "at most 10 Chinese characters or 20 letters"),
    ),
    "phrase": (re.compile(r"[一-鿿]{1,5}"), Text("最多 5 个汉字", "at most 5 Chinese characters")),
}  # fmt: skip


def fields_of(content: str) -> tuple[TemplateField, ...]:
    """The fields that a template's content names, in order."""
    return tuple(
        TemplateField(found["rule"] + found["number"], found["name"].strip(), found["rule"])
        for found in _FIELD.finditer(content)
    )


def check_values(template: Template, values: Mapping[str, str]) -> dict[str, str]:
    """The values of all fields. Raises TemplateValueRefused, naming the field as people know it."""
    checked: dict[str, str] = {}
    for field in template.fields:
        pattern, rule = RULES.get(field.rule, _ANY)
        value = values.get(field.key, "").strip()
        if not pattern.fullmatch(value):
            raise TemplateValueRefused(field=field.name or field.key, rule_zh=rule.zh, rule_en=rule.en)
        checked[field.key] = value
    return checked


def readable(template: Template, values: Mapping[str, str]) -> str:
    """The message as a person reads it: title, then a line a field."""
    lines = [f"{field.name or field.key}：{values[field.key]}" for field in template.fields]
    return "\n".join([template.title, *lines])
