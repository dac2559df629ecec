"""What tags refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class TagGroupNotFound(HuayuanError):
    code = "profiles.tag_group_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的标签组。它可能已被删除，请刷新后重选。",
        en="There is no tag group {id}. It may have been deleted; refresh and choose again.",
    )


class TagNotFound(HuayuanError):
    code = "profiles.tag_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的标签。它可能已被删除，请刷新后重选。",
        en="There is no tag {id}. It may have been deleted; refresh and choose again.",
    )


class TagActionNotFound(HuayuanError):
    code = "profiles.tag_action_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的自动打标规则。它可能已被删除，请刷新。",
        en="There is no tagging by action {id}. It may have been deleted; refresh.",
    )


class TagGroupExists(HuayuanError):
    code = "profiles.tag_group_exists"
    status = 409
    message = Text(
        zh="已经有标签组“{name}”。请直接使用它，或换一个名称。",
        en="There is a tag group “{name}” already. Use it, or choose another name.",
    )


class TagGroupNotEmpty(HuayuanError):
    code = "profiles.tag_group_not_empty"
    status = 409
    message = Text(
        zh="标签组“{name}”里还有 {tags} 个标签，没有删除。请先移走、合并或删除它们。",
        en="The group “{name}” still has {tags} tags and was not deleted. Move, merge or delete them first.",
    )


class TagArchived(HuayuanError):
    code = "profiles.tag_archived"
    status = 409
    message = Text(
        zh="标签“{name}”已归档，不能再打。请先恢复它，或选择别的标签。",
        en="The tag “{name}” is archived and cannot be given any more. Restore it, or choose another.",
    )


class TagNotYours(HuayuanError):
    code = "profiles.tag_not_yours"
    status = 403
    message = Text(
        zh="标签“{name}”只能由指定角色使用，没有改动。请向管理员申请，或选择别的标签。",
        en="The tag “{name}” is for certain roles only, so nothing was changed. Ask your administrator, or choose another.",
    )


class TagFollowsRule(HuayuanError):
    code = "profiles.tag_follows_rule"
    status = 409
    message = Text(
        zh="标签“{name}”由人群规则自动打上，手动去掉后会与规则不一致，所以没有改动。请修改规则，或解除标签与规则的绑定。",
        en="The tag “{name}” is given by a rule, so taking it off by hand would contradict it; nothing was changed. Change the rule, or separate the tag from it.",
    )


class TagHasRule(HuayuanError):
    code = "profiles.tag_has_rule"
    status = 409
    message = Text(
        zh="两个标签各有规则，不能合并。请先解除其中一个标签与规则的绑定。",
        en="Both tags follow rules of their own and cannot be merged. Separate one of them from its rule first.",
    )


class TagInUse(HuayuanError):
    code = "profiles.tag_in_use"
    status = 409
    message = Text(
        zh="标签“{name}”仍在使用（{people} 人，{places}），没有删除。可以改为归档，或合并到别的标签。",
        en="The tag “{name}” is in use ({people} people; {places}) and was not deleted. Archive it, or merge it into another.",
    )


class TagMergeRefused(HuayuanError):
    code = "profiles.tag_merge_refused"
    status = 422
    message = Text(
        zh="不能把这个标签合并到“{name}”：目标必须是另一个正在使用的标签。",
        en="This tag cannot be merged into “{name}”: the target must be another tag that is in use.",
    )


class TagNotLinked(HuayuanError):
    code = "profiles.tag_not_linked"
    status = 404
    message = Text(
        zh="这个标签没有与账号 {account} 同步。请先在同步页开启。",
        en="This tag is not synchronised with the account {account}. Start it on the sync page first.",
    )


class TagEditNotFound(HuayuanError):
    code = "profiles.tag_edit_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的批量打标。请刷新页面后再试。",
        en="There is no bulk tagging {id}. Refresh the page and try again.",
    )


class TagEditNotUndoable(HuayuanError):
    code = "profiles.tag_edit_not_undoable"
    status = 409
    message = Text(
        zh="批量打标 {id} 现在不能撤销（状态：{state}）。已完成、有改动且在 30 天内的才能撤销。",
        en="The bulk tagging {id} cannot be undone now (it is {state}). Only a finished one of the last 30 days that changed something can.",
    )
