"""What each layer means with the thresholds as they are now, in Chinese and English. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from huayuan.kernel.errors import Text
from huayuan.kernel.money import format_yuan
from huayuan.segments.lifecycle.contracts import Layer, LifecycleSettings

LABELS: Mapping[str, Text] = {
    Layer.POTENTIAL: Text("潜在", "Potential"),
    Layer.NEW: Text("新客", "New"),
    Layer.ACTIVE: Text("活跃", "Active"),
    Layer.LOYAL: Text("忠诚", "Loyal"),
    Layer.SLEEPING: Text("沉睡", "Sleeping"),
    Layer.CHURNED: Text("流失", "Churned"),
}
FLAG_LABELS: Mapping[str, Text] = {
    "high_value": Text("高价值", "High value"),
    "churn_risk": Text("流失风险", "Churn risk"),
}


def explanations(settings: LifecycleSettings) -> dict[str, Text]:
    """layer → who is in it. A person is in the first that fits, in the order potential, churned, sleeping, loyal,
    active, new."""
    s = settings
    between = _in_between(settings)
    return {
        Layer.POTENTIAL: Text(
            "已识别但尚未建立关系：从未加过员工好友、从未关注公众号，也没有买过。",
            "Known, but no relation yet: never a friend of staff, never a follower, never bought.",
        ),
        Layer.NEW: Text(
            f"首次加好友、关注或购买未满 {s.new_days} 天，还没有达到活跃或忠诚。" + between[Layer.NEW].zh,
            f"First became a friend, a follower or a buyer less than {s.new_days} days ago, and is not active or loyal yet."
            + between[Layer.NEW].en,
        ),
        Layer.ACTIVE: Text(
            f"最近 {s.active_days} 天内至少互动 {s.active_interactions} 次。" + between[Layer.ACTIVE].zh,
            f"At least {s.active_interactions} interactions in the last {s.active_days} days."
            + between[Layer.ACTIVE].en,
        ),
        Layer.LOYAL: Text(
            f"最近 {s.loyal_days} 天内至少购买 {s.loyal_purchases} 次。",
            f"At least {s.loyal_purchases} purchases in the last {s.loyal_days} days.",
        ),
        Layer.SLEEPING: Text(
            f"已有 {s.sleeping_days} 天没有任何活动，但不到 {s.churned_days} 天。"
            + between[Layer.SLEEPING].zh,
            f"No activity for {s.sleeping_days} days, but for less than {s.churned_days}."
            + between[Layer.SLEEPING].en,
        ),
        Layer.CHURNED: Text(
            f"已有 {s.churned_days} 天没有任何活动；或好友、关注都已解除，且最近 {s.loyal_days} 天没有购买。",
            f"No activity for {s.churned_days} days; or no friend and no follower any more, without a purchase in the last"
            f" {s.loyal_days} days.",
        ),
    }


def flag_explanations(settings: LifecycleSettings) -> dict[str, Text]:
    yuan = format_yuan(settings.high_value_amount)
    return {
        "high_value": Text(f"累计支付不少于 ¥{yuan}。", f"Paid at least ¥{yuan} in all."),
        "churn_risk": Text(
            f"新客、活跃或忠诚客户已有 {settings.risk_days} 天没有任何活动。",
            f"New, active or loyal, but without any activity for {settings.risk_days} days.",
        ),
    }


def _in_between(settings: LifecycleSettings) -> dict[str, Text]:
    """The sentence about whoever is awake but reaches no threshold, at the layer that the settings name."""
    said = Text(
        "已过新客期、互动未达活跃标准但尚未沉睡的客户也在此层。",
        " So is whoever is no longer new and not asleep, but below the threshold of active.",
    )
    return {layer: said if layer == settings.in_between else Text("", "") for layer in Layer}
