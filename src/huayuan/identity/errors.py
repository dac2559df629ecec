"""What identity refuses."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class AlreadyOne(HuayuanError):
    code = "identity.already_one"
    status = 409
    message = Text(
        zh="客户 {winner} 和 {loser} 已经是同一个人，没有再次合并。请刷新后查看合并记录。",
        en="Customers {winner} and {loser} are already one person; nothing was merged. Refresh to see it.",
    )


class MergeAlreadyUndone(HuayuanError):
    code = "identity.merge_already_undone"
    status = 409
    message = Text(
        zh="合并 {merge_id} 已经撤销过，没有再次拆分。请刷新后查看。",
        en="Merge {merge_id} was undone before, so nothing was split. Refresh to see the present state.",
    )


class ConflictSettled(HuayuanError):
    code = "identity.conflict_settled"
    status = 409
    message = Text(
        zh="冲突 {conflict_id} 已由他人处理，没有改动。请刷新后查看结果。",
        en="Conflict {conflict_id} was settled by someone else; nothing was changed. Refresh to see how.",
    )


class PersonNotFound(HuayuanError):
    code = "identity.person_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的客户：它可能已被删除，或链接有误。请刷新后再试。",
        en="There is no customer {id}: it may have been erased, or the link is wrong. Refresh.",
    )


class IdentifierNotFound(HuayuanError):
    code = "identity.identifier_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的身份标识：它可能已被删除，或链接有误。请刷新后再试。",
        en="There is no identifier {id}: it may have been erased, or the link is wrong. Refresh.",
    )


class MergeNotFound(HuayuanError):
    code = "identity.merge_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的合并记录：它可能已被删除，或链接有误。请刷新后再试。",
        en="There is no merge {id}: it may have been erased, or the link is wrong. Refresh.",
    )


class ConflictNotFound(HuayuanError):
    code = "identity.conflict_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的身份冲突：它可能已被删除，或链接有误。请刷新后再试。",
        en="There is no identity conflict {id}: it may have been erased, or the link is wrong. Refresh.",
    )
