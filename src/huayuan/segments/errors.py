"""What segments refuses with. Refusals of a rule carry `path`: the places in the tree, from the top."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class BadRule(HuayuanError):
    code = "segments.bad_rule"
    status = 422
    message = Text(
        zh="规则第 {path} 处的写法不对：{problem}。请改正这个条件后再保存。",
        en="The rule cannot be read at {path}: {problem}. Correct this condition and save again.",
    )


class UnknownCondition(HuayuanError):
    code = "segments.unknown_condition"
    status = 422
    message = Text(
        zh="没有“{kind}”这种条件。请从条件列表里选择；若规则来自别的系统，请先升级花园。",
        en="There is no condition of the kind “{kind}”. Choose one from the list, or upgrade if the rule comes from elsewhere.",
    )


class RuleTooLarge(HuayuanError):
    code = "segments.rule_too_large"
    status = 422
    message = Text(
        zh="规则太大：{what}最多 {limit}。请把一部分存成单独的人群再引用，或改用名单。",
        en="The rule is too large: at most {limit} {what}. Save a part as a segment of its own and refer to it, or use a list.",
    )


class EmptyWindow(HuayuanError):
    code = "segments.empty_window"
    status = 422
    message = Text(
        zh="时间范围里没有时间：{window}。请让结束晚于开始。",
        en="The period holds no time: {window}. Let it end after it starts.",
    )


class BadPattern(HuayuanError):
    code = "segments.bad_pattern"
    status = 422
    message = Text(
        zh="正则表达式用不了：{reason}。请简化它（不支持回溯引用和环视），或改用“包含”。",
        en="The pattern cannot be used: {reason}. Simplify it (no back-references, no look-around) or use “contains”.",
    )


class BadValue(HuayuanError):
    code = "segments.bad_value"
    status = 422
    message = Text(
        zh="条件“{operator}”用不了这个值：{reason}。请重新填写。",
        en="The operator “{operator}” cannot use this value: {reason}. Enter another one.",
    )


class UnknownReference(HuayuanError):
    code = "segments.unknown_reference"
    status = 422
    message = Text(
        zh="规则引用的{what_zh} {key} 不存在，可能已被删除。请换一个或去掉这个条件。",
        en="The rule refers to {what_en} {key}, which does not exist; it may have been deleted. Choose another or drop the condition.",
    )


class SegmentCycle(HuayuanError):
    code = "segments.cycle"
    status = 422
    message = Text(
        zh="人群互相引用成了一个圈：{names}。请去掉其中一个引用。",
        en="These segments refer to each other in a circle: {names}. Remove one of the references.",
    )


class ChangedMeanwhile(HuayuanError):
    code = "segments.changed_meanwhile"
    status = 409
    message = Text(
        zh="您编辑期间，{by} 已在 {at} 保存了第 {version} 版。您的修改还在页面上：请对照后再保存，或另存为新人群。",
        en="While you were editing, {by} saved version {version} at {at}. Your changes are still on the page: compare and save again, or save a copy.",
    )


class SegmentInUse(HuayuanError):
    code = "segments.in_use"
    status = 409
    message = Text(
        zh="人群“{name}”正在被使用，不能删除：{where}。请先在这些地方换掉它，或改为归档。",
        en="The segment “{name}” is in use and cannot be deleted: {where}. Replace it there first.",
    )


class SegmentExists(HuayuanError):
    code = "segments.exists"
    status = 409
    message = Text(
        zh="已经有名为“{name}”的人群。请换一个名字。",
        en="There is a segment “{name}” already. Choose another name.",
    )


class SegmentArchived(HuayuanError):
    code = "segments.archived"
    status = 409
    message = Text(
        zh="人群“{name}”已归档，不再更新。请先恢复它。",
        en="The segment “{name}” is archived and not kept up to date. Restore it first.",
    )


class TagCircle(HuayuanError):
    code = "segments.tag_circle"
    status = 422
    message = Text(
        zh="标签“{tag}”由人群“{segment}”自动打上，而这个人群的规则又（直接或间接）看这个标签，会没完没了地进出。请在规则里换一个标签或条件。",
        en="The tag “{tag}” is worn by whoever is in the segment “{segment}”, whose rule asks for that tag, directly or through others; people would come and go without end. Use another tag or condition in the rule.",
    )
