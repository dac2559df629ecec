"""The eight grades (RFM 八分类) and what to do with the people of a cell. Pure."""

from __future__ import annotations

from huayuan.kernel.errors import Text
from huayuan.segments.rfm.contracts import Grade

# (recent, often, much) → the grade; each is "in the upper half of the scores", the middle one counted in.
GRADES: dict[tuple[bool, bool, bool], Grade] = {
    (True, True, True): Grade(
        "key_value", Text("重要价值客户", "Champions"),
        Text("最近买过、常买、花得多。", "Bought lately, buy often, spend much."),
    ),
    (True, False, True): Grade(
        "key_develop", Text("重要发展客户", "Promising big spenders"),
        Text("最近买过、花得多，但不常买。", "Bought lately and spend much, but seldom."),
    ),
    (False, True, True): Grade(
        "key_keep", Text("重要保持客户", "Loyal customers going quiet"),
        Text("常买、花得多，但有一段时间没来。", "Buy often and spend much, but not lately."),
    ),
    (False, False, True): Grade(
        "key_retain", Text("重要挽留客户", "Big spenders at risk"),
        Text("曾经花得多，不常买，也很久没来。", "Spent much once, seldom, and not lately."),
    ),
    (True, True, False): Grade(
        "general_value", Text("一般价值客户", "Frequent small buyers"),
        Text("最近买过、常买，但花得少。", "Bought lately and often, but spend little."),
    ),
    (True, False, False): Grade(
        "general_develop", Text("一般发展客户", "Newcomers"),
        Text("最近买过，但次数少、花得少。", "Bought lately, but seldom and little."),
    ),
    (False, True, False): Grade(
        "general_keep", Text("一般保持客户", "Small regulars going quiet"),
        Text("买过多次、花得少，有一段时间没来。", "Bought several times and little, and not lately."),
    ),
    (False, False, False): Grade(
        "general_retain", Text("一般挽留客户", "Lost small buyers"),
        Text("次数少、花得少，也很久没来。", "Seldom, little, and not lately."),
    ),
}  # fmt: skip

_ACTIONS: dict[str, Text] = {
    "key_value": Text(
        "专属导购一对一维护，新品优先体验，邀请带新；不用打折。",
        "A member of staff of their own, first look at what is new, ask them to bring friends; no discounts needed.",
    ),
    "key_develop": Text(
        "按上次所购推荐搭配与复购品，给“下次可用”的券，引导第二、三次购买。",
        "Recommend what goes with the last purchase, give a coupon for the next one, lead to the second and third purchase.",
    ),
    "key_keep": Text(
        "导购主动问候，告知新品与会员权益，送限时回归礼，并了解没来的原因。",
        "Have staff get in touch, tell what is new, give a limited gift for coming back, and ask why they stayed away.",
    ),
    "key_retain": Text(
        "电话或企业微信一对一挽回，大额回归券，仅此一次；收集流失原因。",
        "Win back one to one by phone or WeCom with one large coupon; learn why they left.",
    ),
    "general_value": Text(
        "用满减、套装和凑单提升客单价，积分鼓励升级。",
        "Raise the value of an order with bundles and thresholds; points towards the next tier.",
    ),
    "general_develop": Text(
        "新客培育：使用指导、入群、第二单券，30 天内促成复购。",
        "Nurture: how to use it, invite to the group, a coupon for the second order; a second purchase within 30 days.",
    ),
    "general_keep": Text(
        "用上新、清仓和会员日提醒低成本唤醒。",
        "Wake cheaply with news, clearance and members' days.",
    ),
    "general_retain": Text(
        "只用自动化消息低频触达；不回应就停止投入。",
        "Automated messages now and then; stop spending on those who do not answer.",
    ),
}
_COOLING = Text(
    "最近一次购买正在变久：本周内触达。", "The last purchase is getting old: get in touch this week."
)
_ONCE = Text("只买过很少次，先促成复购。", "Few purchases yet: the next one matters most.")


def grade_of(r: int, f: int, m: int, scores: int) -> Grade:
    return GRADES[_upper(r, scores), _upper(f, scores), _upper(m, scores)]


def action_of(r: int, f: int, m: int, scores: int) -> Text:
    """What to do with the people of a cell: that of the grade, and what is special to the cell."""
    said = grade_action(grade_of(r, f, m, scores))
    more = [_COOLING] if _upper(r, scores) and r < scores else []
    more += [_ONCE] if f == 1 and r == scores else []
    return Text("".join([said.zh, *(one.zh for one in more)]), " ".join([said.en, *(one.en for one in more)]))


def grade_action(grade: Grade) -> Text:
    return _ACTIONS[grade.key]


def _upper(score: int, scores: int) -> bool:
    return 2 * score > scores
