"""Subscribe messages: the public library, the chosen templates, and what may be sent."""

from __future__ import annotations

import re
from random import Random
from string import ascii_letters, digits
from typing import Any

from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.models import SentMessage, Template

_PRIVATE_TEMPLATES = 25
CATEGORIES = ((307, "美妆/洗护"), (616, "家居/香氛"))
# tid → title, type (2 = one-time, 3 = long-term), category, keywords as kid → (name, rule, example)
LIBRARY: dict[int, tuple[str, int, int, dict[int, tuple[str, str, str]]]] = {
    1001: ("订单发货通知", 2, 307, {
        1: ("订单号", "character_string", "HY20260302001"), 2: ("商品名称", "thing", "木槿保湿面霜"),
        3: ("发货时间", "time", "2026年3月2日 10:00"), 4: ("快递公司", "phrase", "顺丰"), 5: ("备注", "thing", "请留意"),
    }),
    1002: ("优惠券到期提醒", 2, 307, {
        1: ("券名称", "thing", "满200减30"), 2: ("到期时间", "date", "2026年3月9日"), 3: ("优惠金额", "amount", "¥30.00"),
        4: ("温馨提示", "thing", "到期后不可使用"),
    }),
    1003: ("活动开始提醒", 2, 616, {
        1: ("活动名称", "thing", "春日香氛节"), 2: ("开始时间", "time", "2026年3月8日 20:00"), 3: ("参与人数", "number", "128"),
        4: ("门店", "thing", "上海静安嘉里店"),
    }),
    1004: ("会员等级变更通知", 2, 307, {
        1: ("会员等级", "phrase", "金卡"), 2: ("会员编号", "character_string", "M10000001"), 3: ("姓名", "name", "小陈"),
        4: ("变更时间", "date", "2026年3月2日"),
    }),
    1005: ("取餐提醒", 3, 616, {1: ("取餐码", "letter", "AB"), 2: ("门店", "thing", "湖滨银泰店")}),
}  # fmt: skip
_TIME = r"(\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?)?( ?\d{1,2}[:：]\d{2}([:：]\d{2})?)?"
_RULES: dict[str, re.Pattern[str]] = {
    "thing": re.compile(r".{1,20}"),
    "number": re.compile(r"\d{1,32}(\.\d+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"\W{1,5}"),
    "character_string": re.compile(r"[!-~]{1,32}"),
    "time": re.compile(rf"(?=.){_TIME}(~{_TIME})?"),
    "date": re.compile(rf"(?=.){_TIME}(~{_TIME})?"),
    "amount": re.compile(r"[¥￥$€£]?\d{1,10}(\.\d+)?元?"),
    "phone_number": re.compile(r"[\d+ -]{1,17}"),
    "car_number": re.compile(r"\w{1,8}"),
    "name": re.compile(r"[一-鿿]{1,10}|[A-Za-z ]{1,20}"),
    "phrase": re.compile(r"[一-鿿]{1,5}"),
}
BLACKLISTED = ("加微信领现金", "刷单")


class MessageDesk:
    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.templates: dict[str, Template] = {}
        self.sent: list[SentMessage] = []
        self._made = 0

    def add(self, tid: str, keyword_ids: list[int], scene: str) -> Template:
        """Raises 200014, 200020, 200021 and 200012."""
        known = LIBRARY.get(int(tid)) if tid.isdigit() else None
        if known is None:
            raise WeixinError(200014)
        title, kind, _category, keywords = known
        if not 2 <= len(keyword_ids) <= 5 or any(kid not in keywords for kid in keyword_ids):
            raise WeixinError(200020)
        if not scene or len(scene) > 15:
            raise WeixinError(200021)
        if len(self.templates) >= _PRIVATE_TEMPLATES:
            raise WeixinError(200012)
        self._made += 1
        rng = Random(f"{self._seed}|template|{self._made}")
        chosen = [(kid, keywords[kid][0], keywords[kid][1]) for kid in keyword_ids]
        template = Template(
            "".join(rng.choices(ascii_letters + digits + "-_", k=43)), tid, title, kind, scene, chosen
        )
        self.templates[template.id] = template
        return template

    def template(self, template_id: str) -> Template:
        """Raises 40037."""
        if template_id not in self.templates:
            raise WeixinError(40037)
        return self.templates[template_id]

    def check_data(self, template: Template, data: dict[str, Any]) -> dict[str, str]:
        """The values by key (e.g. thing2). Raises 47003 naming the field, and 45168."""
        values: dict[str, str] = {}
        for kid, _name, rule in template.keywords:
            key = f"{rule}{kid}"
            given = data.get(key)
            value = given.get("value") if isinstance(given, dict) else None
            if not isinstance(value, str) or not _RULES[rule].fullmatch(value):
                raise WeixinError(47003, f"data.{key}.value invalid")
            if any(word in value for word in BLACKLISTED):
                raise WeixinError(45168)
            values[key] = value
        return values

    def note(self, template_id: str, openid: str, at: float, data: dict[str, str], page: str) -> SentMessage:
        message = SentMessage(3_000_000_000_000 + len(self.sent), template_id, openid, at, data, page)
        self.sent.append(message)
        return message

    def restore(self, templates: list[Template], sent: list[SentMessage]) -> None:
        self.templates = {one.id: one for one in templates}
        self._made, self.sent = len(templates), sent
