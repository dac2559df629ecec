"""What profiles refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class CustomerNotFound(HuayuanError):
    code = "profiles.customer_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的客户，或该客户不在您的数据范围内。请从客户列表重新打开；如需查看，请向管理员申请数据权限。",
        en="There is no customer {id}, or they are outside your data scope. Open them from the customer list, or ask your administrator for access.",
    )


class UnknownSort(HuayuanError):
    code = "profiles.unknown_sort"
    status = 422
    message = Text(
        zh="客户列表不能按“{sort}”排序。可用：{allowed}；前面加“-”表示从大到小。",
        en="The customer list cannot be sorted by “{sort}”. Use one of {allowed}; a leading “-” sorts from large to small.",
    )


class UnknownTag(HuayuanError):
    code = "profiles.unknown_tag"
    status = 422
    message = Text(
        zh="标签 {ids} 不存在，没有改动任何标签。它可能已被删除，请刷新后重选。",
        en="Tags {ids} do not exist, so nothing was changed. They may have been deleted; refresh and choose again.",
    )


class NobodyNamed(HuayuanError):
    code = "profiles.nobody_named"
    status = 422
    message = Text(
        zh="需要给出客户编号或筛选条件（二选一），以及至少一个要添加或移除的标签。没有改动任何标签。",
        en="Give either customer numbers or a filter, and at least one tag to add or remove. Nothing was changed.",
    )


class TagExists(HuayuanError):
    code = "profiles.tag_exists"
    status = 409
    message = Text(
        zh="标签组“{group}”里已经有“{name}”。请直接使用它，或换一个名称。",
        en="The group “{group}” already has a tag “{name}”. Use it, or choose another name.",
    )


class ReasonNeeded(HuayuanError):
    code = "profiles.reason_needed"
    status = 422
    message = Text(
        zh="查看完整个人信息需要填写理由（至少 4 个字），理由会写入审计日志。请填写后重试。",
        en="Seeing personal data in full needs a reason of at least 4 characters; it is written to the audit log. Give one and try again.",
    )


class NothingToReveal(HuayuanError):
    code = "profiles.nothing_to_reveal"
    status = 404
    message = Text(
        zh="该客户没有可显示的“{field}”。可能尚未采集，或已按客户要求删除。",
        en="This customer has no “{field}” to show. It was never collected, or was erased at their request.",
    )


class UnknownTrait(HuayuanError):
    code = "profiles.unknown_trait"
    status = 422
    message = Text(
        zh="没有名为“{trait}”的属性。它可能已被删除，请在属性列表中重新选择。",
        en="There is no trait “{trait}”. It may have been deleted; choose one from the list of traits.",
    )


class BadComparison(HuayuanError):
    code = "profiles.bad_comparison"
    status = 422
    message = Text(
        zh="属性“{trait}”不能这样比较（{operator}）：{reason}。请检查比较方式和取值。",
        en="The trait “{trait}” cannot be compared like this ({operator}): {reason}. Check the comparison and its value.",
    )


class BadTraitValue(HuayuanError):
    code = "profiles.bad_trait_value"
    status = 422
    message = Text(
        zh="属性“{trait}”不能取这个值：{reason}。没有改动任何内容，请改正后重试。",
        en="The trait “{trait}” cannot have this value: {reason}. Nothing was changed; correct it and try again.",
    )


class TraitExists(HuayuanError):
    code = "profiles.trait_exists"
    status = 409
    message = Text(
        zh="已有标识为“{trait}”的属性。请直接使用它，或换一个标识。",
        en="There is a trait “{trait}” already. Use it, or choose another key.",
    )


class BadTraitDefinition(HuayuanError):
    code = "profiles.bad_trait_definition"
    status = 422
    message = Text(
        zh="属性“{trait}”不能这样定义：{reason}。没有改动任何内容，请改正后重试。",
        en="The trait “{trait}” cannot be defined like this: {reason}. Nothing was changed; correct it and try again.",
    )


class TraitBuiltIn(HuayuanError):
    code = "profiles.trait_built_in"
    status = 409
    message = Text(
        zh="“{trait}”是系统属性，不能删除。可以修改它的名称、选项和来源优先级。",
        en="“{trait}” is built in and cannot be deleted. Its label, options and order of sources can be changed.",
    )


class TraitInUse(HuayuanError):
    code = "profiles.trait_in_use"
    status = 409
    message = Text(
        zh="属性“{trait}”正在使用：{names}。请先从这些地方移除，再删除属性。",
        en="The trait “{trait}” is in use: {names}. Remove it there first, then delete it.",
    )


class NobodyToChange(HuayuanError):
    code = "profiles.nobody_to_change"
    status = 422
    message = Text(
        zh="需要给出客户编号、筛选条件或人群（三选一），以及至少一个属性值。没有改动任何内容。",
        en="Give customer numbers, a filter or a segment (one of them), and at least one value. Nothing was changed.",
    )


class EditNotUndoable(HuayuanError):
    code = "profiles.edit_not_undoable"
    status = 409
    message = Text(
        zh="批量修改 {id} 不能撤销：{reason}。请在后台任务中查看它的进度。",
        en="The edit {id} cannot be undone: {reason}. See its progress among the background jobs.",
    )
