"""Rules as sentences, kind by kind and operator by operator."""

from __future__ import annotations

from typing import Any

import pytest

from huayuan.kernel.errors import Text
from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitOption
from huayuan.segments.conditions.registry import CONDITIONS
from huayuan.segments.sentences.names import Names, Property
from huayuan.segments.sentences.saying import SAYINGS, sentence

K = TraitKind


def definition(key: str, kind: TraitKind, zh: str, en: str, *options: TraitOption) -> TraitDefinition:
    return TraitDefinition(key, kind, Text(zh, en), options=options)


NAMES = Names(
    things={
        ("tag", "1"): "黑名单", ("tag", "2"): "VIP", ("tag", "3"): "茶友", ("staff", "5"): "李娜", ("store", "6"): "静安店",
        ("group", "chat-1"): "春茶群", ("account", "wx1"): "花园茶社", ("segment", "9"): "高价值", ("list", "4"): "展会名单",
    },
    traits={
        one.key: one
        for one in (
            definition("city", K.TEXT, "城市", "City"),
            definition("age", K.NUMBER, "年龄", "Age"),
            definition("gmv", K.MONEY, "累计消费", "Total spent"),
            definition("birthday", K.DATE, "生日", "Birthday"),
            definition("last_order_at", K.TIME, "最近下单时间", "Last order"),
            definition("vip", K.YES_NO, "会员", "Member"),
            definition("level", K.ONE_OF, "会员等级", "Member level", TraitOption("gold", Text("金卡", "Gold"))),
            definition("likes", K.MANY_OF, "喜好", "Likes"),
        )
    },
    events={"order_paid": Text("支付订单", "Order paid"), "product_viewed": Text("浏览商品", "Product viewed"),
            "cart_added": Text("加购", "Added to cart")},
    properties={("order_paid", "amount"): Property(Text("金额", "Amount"), "money"),
                ("", "channel"): Property(Text("渠道", "Channel"), "string")},
    identifiers={"phone": Text("手机号", "Phone"), "wechat_unionid": Text("微信 UnionID", "WeChat UnionID")},
    layers={"active": Text("活跃", "Active")},
)  # fmt: skip

LAST_30 = {"kind": "last", "n": 30, "unit": "day"}


def trait(key: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"kind": "trait", "trait": key, "operator": operator, "value": value}


def event(operator: str, value: Any, window: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    base = {"kind": "event", "event": "order_paid", "measure": "count", "operator": operator, "value": value}
    return {**base, "window": window or {"kind": "ever"}, **more}


CASES: list[tuple[dict[str, Any], str, str]] = [
    (trait("city", "is", "上海"), "城市是上海", "City is 上海"),
    (trait("city", "is_not", "上海"), "城市不是上海", "City is not 上海"),
    (trait("city", "in", ["上海", "杭州"]), "城市是上海或杭州", "City is 上海 or 杭州"),
    (trait("city", "not_in", ["上海", "杭州", "苏州"]), "城市不是上海、杭州或苏州", "City is not 上海, 杭州 or 苏州"),
    (trait("city", "contains", "海"), "城市包含「海」", "City contains “海”"),
    (trait("city", "not_contains", "海"), "城市不包含「海」", "City does not contain “海”"),
    (trait("city", "starts_with", "上"), "城市以「上」开头", "City starts with “上”"),
    (trait("city", "ends_with", "海"), "城市以「海」结尾", "City ends with “海”"),
    (trait("city", "matches", "^上.+"), "城市符合正则「^上.+」", "City matches “^上.+”"),
    (trait("city", "is_empty"), "城市为空", "City is empty"),
    (trait("city", "is_not_empty"), "城市不为空", "City is known"),
    (trait("age", "is", 30), "年龄 = 30", "Age is 30"),
    (trait("age", "is_not", 30), "年龄 ≠ 30", "Age is not 30"),
    (trait("age", "in", [30, 31]), "年龄是30或31", "Age is 30 or 31"),
    (trait("age", "not_in", [30]), "年龄不是30", "Age is not 30"),
    (trait("age", "greater", 30), "年龄 > 30", "Age is more than 30"),
    (trait("age", "at_least", 30), "年龄 ≥ 30", "Age is at least 30"),
    (trait("age", "less", 30), "年龄 < 30", "Age is less than 30"),
    (trait("age", "at_most", 30), "年龄 ≤ 30", "Age is at most 30"),
    (trait("age", "between", [18, 30]), "年龄在 18 到 30 之间", "Age is between 18 and 30"),
    (trait("gmv", "at_least", 100_000), "累计消费 ≥ ¥1000.00", "Total spent is at least ¥1000.00"),
    (trait("birthday", "on", "2026-03-02"), "生日在 2026-03-02 当天", "Birthday is on 2026-03-02"),
    (trait("birthday", "before", "2000-01-01"), "生日早于 2000-01-01", "Birthday is before 2000-01-01"),
    (trait("birthday", "after", "2000-01-01"), "生日晚于 2000-01-01", "Birthday is after 2000-01-01"),
    (trait("birthday", "between", ["1990-01-01", "1999-12-31"]), "生日在 1990-01-01 至 1999-12-31 之间",
     "Birthday is between 1990-01-01 and 1999-12-31"),
    (trait("birthday", "anniversary_within", {"n": 7}), "生日在未来 7 天内（每年）", "Birthday comes round within 7 days"),
    (trait("birthday", "anniversary_within", {"n": 0}), "生日就在今天", "Birthday is today"),
    (trait("last_order_at", "within_last", {"n": 30, "unit": "day"}), "最近下单时间在最近 30 天内", "Last order is in the last 30 days"),
    (trait("last_order_at", "not_within_last", {"n": 1, "unit": "month"}), "最近下单时间不在最近 1 个月内", "Last order is not in the last month"),
    (trait("last_order_at", "within_next", {"n": 2, "unit": "hour"}), "最近下单时间在未来 2 小时内", "Last order is in the next 2 hours"),
    (trait("vip", "is", True), "会员为是", "Member is yes"),
    (trait("level", "is", "gold"), "会员等级是金卡", "Member level is Gold"),
    (trait("likes", "has_any", ["茶", "咖啡"]), "喜好含有茶或咖啡", "Likes has 茶 or 咖啡"),
    (trait("likes", "has_all", ["茶", "咖啡"]), "喜好同时含有茶和咖啡", "Likes has all of 茶 and 咖啡"),
    (trait("likes", "has_none", ["茶"]), "喜好不含茶", "Likes has none of 茶"),
    (trait("height", "is", "1"), "已删除的属性 #height是1", "Deleted trait #height is 1"),
    (event("at_least", 2, LAST_30), "最近 30 天内支付订单 ≥ 2 次", "Did “Order paid” at least 2 times in the last 30 days"),
    (event("at_least", 1, LAST_30), "最近 30 天内支付订单过", "Did “Order paid” in the last 30 days"),
    (event("at_most", 3), "支付订单 ≤ 3 次", "Did “Order paid” at most 3 times"),
    (event("greater", 3), "支付订单 > 3 次", "Did “Order paid” more than 3 times"),
    (event("less", 3), "支付订单 < 3 次", "Did “Order paid” fewer than 3 times"),
    (event("exactly", 1), "支付订单 恰好 1 次", "Did “Order paid” exactly 1 time"),
    (event("between", [2, 5]), "支付订单 2～5 次", "Did “Order paid” 2 to 5 times"),
    (event("exactly", 0), "从未支付订单", "Never did “Order paid”"),
    (event("exactly", 0, LAST_30), "最近 30 天内没有支付订单", "Did not do “Order paid” in the last 30 days"),
    (event("at_least", 3, LAST_30, measure="days"), "最近 30 天内有 ≥ 3 天支付订单", "Did “Order paid” on at least 3 days in the last 30 days"),
    (event("at_least", 100_000, LAST_30, measure="sum", property="amount"), "最近 30 天内支付订单的金额合计 ≥ ¥1000.00",
     "The total amount of “Order paid” in the last 30 days is at least ¥1000.00"),
    (event("less", 5000, measure="average", property="amount"), "支付订单的金额平均 < ¥50.00", "The average amount of “Order paid” is less than ¥50.00"),
    (event("at_most", 5000, measure="minimum", property="amount"), "支付订单的金额最小 ≤ ¥50.00", "The smallest amount of “Order paid” is at most ¥50.00"),
    (event("exactly", 5000, measure="maximum", property="amount"), "支付订单的金额最大 = ¥50.00", "The largest amount of “Order paid” is exactly ¥50.00"),
    (event("at_least", 1, {"kind": "between", "from": "2026-01-01", "to": "2026-01-31"}, where=[
        {"property": "amount", "operator": "at_least", "value": 1000}, {"property": "channel", "operator": "in", "value": ["抖音"]}]),
     "2026-01-01 至 2026-01-31 期间支付订单（金额 ≥ ¥10.00，且渠道是抖音）过",
     "Did “Order paid” (amount is at least ¥10.00, and channel is 抖音) from 2026-01-01 to 2026-01-31"),
    (event("at_least", 1, {"kind": "this", "unit": "week"}), "本周支付订单过", "Did “Order paid” this week"),
    (event("at_least", 1, {"kind": "previous", "unit": "month"}), "上个月支付订单过", "Did “Order paid” last month"),
    (event("at_least", 1, {"kind": "before", "n": 30, "unit": "day"}), "30 天以前支付订单过", "Did “Order paid” more than 30 days ago"),
    ({"kind": "event_time", "which": "first", "event": "order_paid", "window": LAST_30}, "首次支付订单在最近 30 天内",
     "The first “Order paid” was in the last 30 days"),
    ({"kind": "event_time", "which": "last", "event": "order_paid", "window": {"kind": "before", "n": 90, "unit": "day"}},
     "最近一次支付订单在 90 天以前", "The last “Order paid” was more than 90 days ago"),
    ({"kind": "sequence", "steps": [{"event": "product_viewed"}, {"event": "cart_added"}], "within": {"n": 7, "unit": "day"}, "window": LAST_30},
     "最近 30 天内先浏览商品，再加购（7 天内）", "Did “Product viewed”, then “Added to cart” within 7 days in the last 30 days"),
    ({"kind": "tag", "has": "any", "tags": [1, 2]}, "有标签「黑名单」或「VIP」", "Wears the tags “黑名单” or “VIP”"),
    ({"kind": "tag", "has": "all", "tags": [2, 3]}, "同时有标签「VIP」和「茶友」", "Wears the tags “VIP” and “茶友”"),
    ({"kind": "tag", "has": "none", "tags": [1]}, "没有标签「黑名单」", "Does not wear the tag “黑名单”"),
    ({"kind": "tag", "has": "any", "tags": [12]}, "有已删除的标签 #12", "Wears the deleted tag #12"),
    ({"kind": "friend", "state": "open", "staff": [5], "stores": [6]}, "是「李娜」或门店「静安店」的好友", "Is a friend of “李娜” or the store “静安店”"),
    ({"kind": "friend", "state": "lost", "staff": [], "stores": []}, "曾是任一员工的好友，现在不是", "Was and is no longer a friend of any member of staff"),
    ({"kind": "friend", "state": "never", "staff": [77], "stores": []}, "从未是已删除的员工 #77的好友", "Was never a friend of deleted member of staff #77"),
    ({"kind": "group", "state": "in", "groups": ["chat-1"]}, "在群「春茶群」中", "Is in the group “春茶群”"),
    ({"kind": "group", "state": "left", "groups": []}, "退出过任一客户群", "Was in any group and left"),
    ({"kind": "group", "state": "never", "groups": []}, "从未进过任一客户群", "Was never in any group"),
    ({"kind": "follower", "state": "following", "accounts": ["wx1"]}, "关注了公众号「花园茶社」", "Follows “花园茶社”"),
    ({"kind": "follower", "state": "left", "accounts": []}, "取消关注了公众号", "Unfollowed any official account"),
    ({"kind": "follower", "state": "never", "accounts": []}, "从未关注公众号", "Never followed any official account"),
    ({"kind": "identity", "has": True, "identifier": "phone"}, "有手机号", "Has a known phone"),
    ({"kind": "identity", "has": False, "identifier": "wechat_unionid"}, "没有微信 UnionID", "Has no known WeChat UnionID"),
    ({"kind": "channel", "touch": "first", "channels": ["抖音"]}, "首次来源渠道是抖音", "The first channel is 抖音"),
    ({"kind": "channel", "touch": "last", "channels": ["抖音", "门店"]}, "最近来源渠道是抖音或门店", "The last channel is 抖音 or 门店"),
    ({"kind": "channel", "touch": "any", "channels": ["抖音"]}, "来过的渠道有抖音", "A channel they came by is 抖音"),
    ({"kind": "rfm", "cells": ["333", "332"]}, "RFM 分值是 333或332", "The RFM cell is 333 or 332"),
    ({"kind": "lifecycle", "layers": ["active", "odd"]}, "生命周期是活跃或odd", "The lifecycle layer is active or odd"),
    ({"kind": "segment", "segment": 9}, "属于人群「高价值」", "Is in the segment “高价值”"),
    ({"kind": "segment", "segment": 8}, "属于已删除的人群 #8", "Is in the deleted segment #8"),
    ({"kind": "list", "list": 4}, "在名单「展会名单」中", "Is on the list “展会名单”"),
    ({"kind": "sample", "salt": "2026-spring", "from": 0, "to": 10}, "随机抽样的 0%～10%（编号「2026-spring」）", "Is in the random sample 0% to 10% (“2026-spring”)"),
]  # fmt: skip


@pytest.mark.parametrize(("node", "zh", "en"), CASES, ids=[case[1] for case in CASES])
def test_a_condition_in_words(node: dict[str, Any], zh: str, en: str) -> None:
    assert sentence(node, NAMES) == Text(zh, en)


def test_the_example_of_the_specification() -> None:
    tree = {
        "kind": "all",
        "of": [
            event("at_least", 2, LAST_30),
            trait("city", "in", ["上海", "杭州"]),
            {"kind": "tag", "has": "none", "tags": [1]},
        ],
    }
    said = sentence(tree, NAMES)
    assert said.zh == "最近 30 天内支付订单 ≥ 2 次，且城市是上海或杭州，且没有标签「黑名单」"
    assert said.en == (
        "Did “Order paid” at least 2 times in the last 30 days, and city is 上海 or 杭州, "
        "and does not wear the tag “黑名单”"
    )


def test_groups_in_groups_stand_in_brackets() -> None:
    city, age = trait("city", "is", "上海"), trait("age", "at_least", 18)
    tree = {"kind": "any", "of": [{"kind": "all", "of": [city, age]}, {"kind": "none", "of": [city]}]}
    said = sentence(tree, NAMES)
    assert said.zh == "（城市是上海，且年龄 ≥ 18），或不满足「城市是上海」"
    assert said.en == "(city is 上海, and age is at least 18), or not (city is 上海)"
    wrapped = {"kind": "all", "of": [{"kind": "any", "of": [city]}]}
    assert sentence(wrapped, NAMES).zh == "城市是上海"


def test_empty_groups() -> None:
    assert sentence({"kind": "all", "of": []}, NAMES).en == "Everybody"
    assert sentence({"kind": "any", "of": []}, NAMES).zh.startswith("没有人")


def test_a_long_list_says_how_many() -> None:
    said = sentence(trait("city", "in", [f"城{n}" for n in range(5000)]), NAMES)
    assert said == Text(
        "城市是城0、城1、城2、城3、城4 等 5,000 个", "City is 城0, 城1, 城2, 城3, 城4 or 4,995 more"
    )


def test_thirty_levels_stay_readable() -> None:
    tree: dict[str, Any] = trait("city", "is", "上海")
    for _ in range(30):
        tree = {"kind": "all", "of": [tree, trait("age", "at_least", 18)]}
    said = sentence(tree, NAMES).zh
    assert said.count("（") == said.count("）") == 29 and said.endswith("且年龄 ≥ 18")


def test_every_kind_of_condition_has_words() -> None:
    assert set(CONDITIONS) <= set(SAYINGS)
