"""What static lists refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class ListNotFound(HuayuanError):
    code = "segments.list_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的名单，可能已被删除。请刷新名单列表后再试。",
        en="There is no list {id}; it may have been deleted. Refresh the lists and try again.",
    )


class UnknownListIdentifier(HuayuanError):
    code = "segments.unknown_list_identifier"
    status = 422
    message = Text(
        zh="名单不能按“{identifier}”匹配客户。可用：{allowed}。",
        en="A list cannot be matched by “{identifier}”. Choose one of {allowed}.",
    )


class CannotTellIdentifier(HuayuanError):
    code = "segments.cannot_tell_identifier"
    status = 422
    message = Text(
        zh="看不出文件里哪一列是客户标识（列：{columns}），没有建立名单。请选择标识种类，或给该列起名“手机号”“会员号”“external_userid”等后重新上传。",
        en="No column of the file looks like an identifier (columns: {columns}), so no list was made. Choose the kind of identifier, or name the column phone, member_no, external_userid … and upload again.",
    )


class ListFileGone(HuayuanError):
    code = "segments.list_file_gone"
    status = 410
    message = Text(
        zh="这份名单的文件已按保留期清理。名单里的客户都在；需要未匹配明细请重新上传文件。",
        en="The file of this list was removed after its retention time. Its people stay; upload the file again to see them.",
    )


class ListInUse(HuayuanError):
    code = "segments.list_in_use"
    status = 409
    message = Text(
        zh="名单“{name}”正在被使用，不能删除：{where}。请先在这些人群里换掉它。",
        en="The list “{name}” is in use and cannot be deleted: {where}. Replace it in these segments first.",
    )
