"""Traits that every organisation has."""

from __future__ import annotations

from huayuan.kernel.errors import Text
from huayuan.profiles.contracts import TraitDefinition, TraitKind, TraitOption

K = TraitKind
_GENDERS = (
    TraitOption("male", Text("男", "Male")),
    TraitOption("female", Text("女", "Female")),
    TraitOption("unknown", Text("未知", "Unknown")),
)


def _said(
    key: str,
    kind: TraitKind,
    zh: str,
    en: str,
    *,
    personal: bool = True,
    options: tuple[TraitOption, ...] = (),
) -> TraitDefinition:
    loose = kind is K.TEXT
    return TraitDefinition(
        key, kind, Text(zh, en), "basic", options, built_in=True, loose=loose, personal=personal
    )


def _column(key: str, kind: TraitKind, zh: str, en: str, group: str) -> TraitDefinition:
    return TraitDefinition(key, kind, Text(zh, en), group, built_in=True, column=key, personal=False)


_ALL = (
    _said("name", K.TEXT, "姓名", "Name"),
    _said("nickname", K.TEXT, "昵称", "Nickname"),
    _said("avatar", K.TEXT, "头像", "Avatar"),
    _said("gender", K.ONE_OF, "性别", "Gender", personal=False, options=_GENDERS),
    _said("birthday", K.DATE, "生日", "Birthday"),
    _said("country", K.TEXT, "国家", "Country", personal=False),
    _said("region", K.TEXT, "大区", "Region", personal=False),
    _said("province", K.TEXT, "省份", "Province", personal=False),
    _said("city", K.TEXT, "城市", "City", personal=False),
    _said("email", K.TEXT, "邮箱", "Email"),
    _said("level", K.TEXT, "会员等级", "Member level", personal=False),
    _said("note", K.TEXT, "备注", "Note"),
    _said("company", K.TEXT, "公司", "Company"),
    _said("corp_name", K.TEXT, "所属企业简称", "Company (short name)"),
    _said("corp_full_name", K.TEXT, "所属企业全称", "Company (full name)"),
    _said("position", K.TEXT, "职务", "Position"),
    _said("type", K.TEXT, "微信类型", "Kind of account", personal=False),
    _said("consent", K.ONE_OF, "授权状态", "Consent", personal=False, options=(
        TraitOption("granted", Text("已同意", "Granted")), TraitOption("withdrawn", Text("已撤回", "Withdrawn")),
        TraitOption("unknown", Text("未表态", "Not asked")),
    )),
    _said("owner_staff", K.TEXT, "专属导购", "Assigned staff", personal=False),
    _column("first_seen_at", K.TIME, "首次出现", "First seen", "activity"),
    _column("last_seen_at", K.TIME, "最近活跃", "Last seen", "activity"),
    _column("first_channel", K.TEXT, "首次渠道", "First channel", "activity"),
    _column("last_channel", K.TEXT, "最近渠道", "Last channel", "activity"),
    _column("events", K.NUMBER, "行为次数", "Events", "activity"),
    _column("stage", K.TEXT, "生命周期", "Lifecycle stage", "activity"),
    _column("phone_known", K.YES_NO, "有手机号", "Phone known", "activity"),
    _column("orders", K.NUMBER, "订单数", "Orders", "orders"),
    _column("gmv", K.MONEY, "累计消费", "Total paid", "orders"),
    _column("average", K.MONEY, "平均客单价", "Average order", "orders"),
    _column("last_order_at", K.TIME, "最近下单", "Last order", "orders"),
)  # fmt: skip
BUILT_IN: dict[str, TraitDefinition] = {one.key: one for one in _ALL}
