"""What is refused about the people of a segment."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class NothingToDo(HuayuanError):
    code = "segments.nothing_to_do"
    status = 422
    message = Text(
        zh="请至少选择一个要添加或移除的标签，或至少一位员工。没有改动任何客户。",
        en="Choose at least one tag to add or remove, or at least one member of staff. No customer was changed.",
    )


class UnknownStaff(HuayuanError):
    code = "segments.unknown_staff"
    status = 422
    message = Text(
        zh="员工 {ids} 不存在或已离职，没有分配任何客户。请刷新后重选。",
        en="Staff {ids} do not exist or have left, so nobody was assigned. Refresh and choose again.",
    )


class ActionNotFound(HuayuanError):
    code = "segments.action_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的批量操作。请刷新列表后再试。",
        en="There is no bulk action {id}. Refresh the list and try again.",
    )


class ActionNotUndoable(HuayuanError):
    code = "segments.action_not_undoable"
    status = 409
    message = Text(
        zh="这次批量操作现在不能撤销（状态：{state}）。已完成且在 30 天内的操作才能撤销。",
        en="This bulk action cannot be undone now (it is {state}). Only finished ones of the last 30 days can.",
    )


class UnknownExportField(HuayuanError):
    code = "segments.unknown_export_field"
    status = 422
    message = Text(
        zh="不能导出字段 {fields}。可用：{allowed}。",
        en="The fields {fields} cannot be exported. Choose from {allowed}.",
    )


class ExportReasonNeeded(HuayuanError):
    code = "segments.export_reason_needed"
    status = 422
    message = Text(
        zh="导出客户需要填写理由（至少 4 个字），理由会写入审计日志。请填写后重试。",
        en="Exporting customers needs a reason of at least 4 characters; it is written to the audit log. Give one and try again.",
    )


class ExportNotFound(HuayuanError):
    code = "segments.export_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的导出，或它不是您的。请从自己的导出列表下载。",
        en="There is no export {id}, or it is not yours. Download it from your own exports.",
    )


class ExportNotReady(HuayuanError):
    code = "segments.export_not_ready"
    status = 409
    message = Text(
        zh="文件还没有准备好，或已过保留期（7 天）被清理（状态：{state}）。请稍候，或重新导出。",
        en="The file is not ready yet, or was removed after its 7 days ({state}). Wait a moment, or export again.",
    )
