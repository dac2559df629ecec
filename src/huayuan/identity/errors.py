"""What identity refuses."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class NoIdentifier(HuayuanError):
    """Stable code of an observation without one usable identifier (`Unresolvable.code`)."""

    code = "event.no_identifier"
    status = 422
    message = Text(
        zh="事件没有可用的身份标识，无法确定是谁：{kinds} 的值为空、是占位符（如 null、0）或格式不对。"
        "请至少发送一个真实的标识。",
        en="The event names nobody: its identifiers ({kinds}) are blank, placeholders such as null or 0, or "
        "malformed. Send at least one real identifier.",
    )


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
