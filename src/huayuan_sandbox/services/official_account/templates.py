"""Templates of template messages and of 订阅通知, and what their values may hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Template

_PER_ACCOUNT = 25
_FIELD = re.compile(r"\{\{(\w+)\.DATA\}\}")
# Longest value by the kind of field, in characters (rules of subscribe messages; G1).
_LENGTHS = {
    "thing": 20,
    "character_string": 32,
    "phrase": 5,
    "name": 10,
    "letter": 32,
    "symbol": 5,
    "const": 20,
}
_NUMBER = re.compile(r"^-?\d{1,32}(\.\d{1,32})?$")

# (short number, title, [(keyword number, keyword, kind)]), as in the library of the platform.
LIBRARY: tuple[tuple[str, str, tuple[tuple[int, str, str], ...]], ...] = (
    ("43216", "会员积分变动提醒", ((1, "会员名称", "thing"), (2, "变动积分", "number"), (3, "当前积分", "number"),
                         (4, "变动时间", "time"), (5, "变动原因", "thing"))),
    ("42984", "订单发货通知", ((1, "订单编号", "character_string"), (2, "商品名称", "thing"),
                       (3, "快递单号", "character_string"), (4, "发货时间", "time"))),
    ("46130", "优惠券到期提醒", ((1, "券名称", "thing"), (2, "到期时间", "time"), (3, "温馨提示", "thing"))),
    ("45010", "预约服务提醒", ((1, "服务项目", "thing"), (2, "预约时间", "time"), (3, "服务门店", "thing"))),
)  # fmt: skip
CATEGORIES = ({"id": 612, "name": "线下超市/便利店"}, {"id": 307, "name": "服装/鞋/箱包"})


class Templates:
    """By template id. Two are there from the start, as in an account that has been in use."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.rows: dict[str, Template] = {}
        self.sent: dict[tuple[str, str], tuple[float, int]] = {}
        self.last_msgid = 200_163_835
        for short in ("43216", "42984"):
            self.add(short, [], notice=False)
        self.add("46130", [1, 2, 3], notice=True)

    def add(self, short: str, kids: Iterable[int], *, notice: bool) -> Template:
        """Raises 200014 for an unknown number, 200020 for keywords, 200012 beyond 25."""
        entry = next((row for row in LIBRARY if row[0] == short), None)
        if entry is None:
            raise OfficialAccountError(200014)
        wanted = list(kids) or [number for number, _, _ in entry[2]]
        words = {number: (word, kind) for number, word, kind in entry[2]}
        if not set(wanted) <= words.keys():
            raise OfficialAccountError(200020)
        if sum(row.notice == notice for row in self.rows.values()) >= _PER_ACCOUNT:
            raise OfficialAccountError(200012)
        fields = [f"{words[number][1]}{number}" for number in wanted]
        lines = [f"{words[number][0]}{{{{{words[number][1]}{number}.DATA}}}}" for number in wanted]
        digest = hashlib.sha256(f"{self._seed}|{short}|{notice}|{len(self.rows)}".encode()).hexdigest()
        template = Template(digest[:43], entry[1], "\n".join(lines), fields, notice)
        self.rows[template.id] = template
        return template

    def get(self, template_id: str, *, notice: bool) -> Template:
        """Raises 40037."""
        template = self.rows.get(template_id)
        if template is None or template.notice != notice:
            raise OfficialAccountError(40037)
        return template

    def next_msgid(self) -> int:
        self.last_msgid += 1
        return self.last_msgid


def filled(template: Template, data: Any) -> dict[str, str]:
    """The values of all fields. Raises 47003 with the name of the field that is missing, empty or too long."""
    if not isinstance(data, dict):
        raise OfficialAccountError(47003, "data")
    values: dict[str, str] = {}
    for field in template.fields:
        entry = data.get(field)
        value = entry.get("value") if isinstance(entry, dict) else None
        if not isinstance(value, str | int | float) or not str(value).strip():
            raise OfficialAccountError(47003, f"data.{field}.value is empty")
        values[field] = _checked(field, str(value))
    return values


def shown(template: Template, values: dict[str, str]) -> str:
    """What the follower reads."""
    return _FIELD.sub(lambda found: f"：{values.get(found.group(1), '')}", template.content)


def _checked(field: str, value: str) -> str:
    kind = field.rstrip("0123456789")
    if len(value) > _LENGTHS.get(kind, 200) or (kind in ("number", "amount") and not _number(value)):
        raise OfficialAccountError(47003, f"data.{field}.value invalid")
    return value


def _number(value: str) -> bool:
    return bool(_NUMBER.match(value.removesuffix("元").removeprefix("¥").replace(",", "")))
