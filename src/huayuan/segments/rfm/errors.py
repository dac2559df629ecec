"""What RFM refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class UnknownCell(HuayuanError):
    code = "rfm.unknown_cell"
    status = 422
    message = Text(
        zh="“{cell}”不是 RFM 格子。格子由三个 1 到 {scores} 的数字组成，依次是 R、F、M，例如 {example}。",
        en="“{cell}” is no RFM cell. A cell is three digits from 1 to {scores} for R, F and M in turn, such as {example}.",
    )


class BadRfmSettings(HuayuanError):
    code = "rfm.bad_settings"
    status = 422
    message = Text(
        zh="RFM 规则没有保存：{reason_zh}。请改正后重新提交。",
        en="The RFM rules were not saved: {reason_en}. Correct them and submit again.",
    )


class SettingsChangedMeanwhile(HuayuanError):
    code = "rfm.changed_meanwhile"
    status = 409
    message = Text(
        zh="{by} 在您编辑期间改过 RFM 规则，您的修改没有保存。请看过新的规则后再改一次。",
        en="{by} changed the RFM rules while you were editing; yours were not saved. Look at the new rules and change them again.",
    )
