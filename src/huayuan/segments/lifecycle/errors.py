"""What the lifecycle refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class UnknownLayer(HuayuanError):
    code = "lifecycle.unknown_layer"
    status = 422
    message = Text(
        zh="没有“{layer}”这个生命周期分层。可选：{allowed}。",
        en="There is no lifecycle layer “{layer}”. Choose one of: {allowed}.",
    )


class BadLifecycleSettings(HuayuanError):
    code = "lifecycle.bad_settings"
    status = 422
    message = Text(
        zh="分层规则没有保存：{reason_zh}。请改正后重新提交。",
        en="The rules of the layers were not saved: {reason_en}. Correct them and submit again.",
    )


class SettingsChangedMeanwhile(HuayuanError):
    code = "lifecycle.changed_meanwhile"
    status = 409
    message = Text(
        zh="{by} 在您编辑期间改过分层规则，您的修改没有保存。请看过新的规则后再改一次。",
        en="{by} changed the rules of the layers while you were editing; yours were not saved. Look at the new rules and change them again.",
    )


class BadFlowPeriod(HuayuanError):
    code = "lifecycle.bad_period"
    status = 422
    message = Text(
        zh="时间段不可用：{reason}。开始日期要早于结束日期，且都不晚于今天。",
        en="The period cannot be used: {reason}. The first day comes before the last, and neither lies after today.",
    )
