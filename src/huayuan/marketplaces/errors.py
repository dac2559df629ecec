"""What marketplaces refuses with, and what can be wrong with a row of a file."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class ImportNotFound(HuayuanError):
    code = "marketplaces.import_not_found"
    status = 404
    message = Text(
        zh="没有编号为 {id} 的导入。它可能已被清理，请刷新列表后再试。",
        en="There is no import {id}. It may have been cleaned up; refresh the list and try again.",
    )


class UnknownKind(HuayuanError):
    code = "marketplaces.unknown_kind"
    status = 422
    message = Text(
        zh="不支持导入“{kind}”。可用：{allowed}。",
        en="“{kind}” cannot be imported. Choose one of {allowed}.",
    )


class BadMapping(HuayuanError):
    code = "marketplaces.bad_mapping"
    status = 422
    message = Text(
        zh="列对应关系不可用：{reason_zh}。请修改后重新开始，文件无需再次上传。",
        en="The column mapping cannot be used: {reason_en}. Change it and start again; the file need not be uploaded again.",
    )


class BadOption(HuayuanError):
    code = "marketplaces.bad_option"
    status = 422
    message = Text(
        zh="导入选项“{option}”的值“{value}”不可用。请改正后重新开始。",
        en="The value “{value}” of the option “{option}” cannot be used. Correct it and start again.",
    )


class WrongState(HuayuanError):
    code = "marketplaces.wrong_state"
    status = 409
    message = Text(
        zh="这个导入现在的状态是“{status}”，不能执行此操作。请刷新后再试。",
        en="This import is “{status}” now, so that cannot be done. Refresh and try again.",
    )


class FileGone(HuayuanError):
    code = "marketplaces.file_gone"
    status = 410
    message = Text(
        zh="上传的文件已按保留期清理，不能继续。已导入的内容都在；请重新上传文件，重复的行会自动跳过。",
        en="The uploaded file was removed after its retention time, so the import cannot go on. What was imported stays; upload it again, repeats are skipped.",
    )


# What can be wrong with one row, by code: shown in the list of errors and in errors.csv.
ROW_PROBLEMS: dict[str, Text] = {
    "missing": Text(zh="必填列为空", en="a required cell is empty"),
    "no_identifier": Text(
        zh="没有可以认出客户的列（客户编号、手机号、会员号等至少填一个）",
        en="nothing says who the customer is (fill in at least a customer number, phone or member number)",
    ),
    "hidden_identifier": Text(
        zh="客户信息被平台打码或加密，认不出是谁。请导出解密后的手机号，或改用接口推送",
        en="the platform masked or encrypted who the customer is; export decrypted phone numbers, or connect it by webhook",
    ),
    "bad_money": Text(zh="不是金额", en="not an amount of money"),
    "negative": Text(zh="不能小于零", en="must not be below zero"),
    "bad_integer": Text(zh="不是整数", en="not a whole number"),
    "bad_time": Text(
        zh="不是可识别的日期时间，例如 2026-03-02 10:00:00",
        en="not a date or time we know, such as 2026-03-02 10:00:00",
    ),
    "time_out_of_range": Text(zh="时间早于 1970 年或在未来", en="a time before 1970 or in the future"),
    "bad_phone": Text(zh="不是手机号或电话号码", en="not a phone number"),
    "too_long": Text(zh="内容太长（最多 {limit} 个字符）", en="too long (at most {limit} characters)"),
    "lost_digits": Text(
        zh="长数字被 Excel 改成了科学计数，末几位已丢失。请把该列设为文本格式后重新导出",
        en="Excel turned a long number into scientific notation and lost its last digits; export the column as text",
    ),
    "unknown_status": Text(zh="不认识的订单状态", en="an order status we do not know"),
    "order_rejected": Text(
        zh="同一订单的另一行（第 {row} 行）有错误，整单未导入",
        en="another row of the same order (row {row}) is wrong, so the order was left out",
    ),
    "not_plain": Text(zh="这里是对象或列表，不是一个值", en="this is an object or a list, not one value"),
    "bad_name": Text(
        zh="不是可用的名称（小写字母、数字和下划线）",
        en="not a usable name (lower-case letters, digits and _)",
    ),
    "not_an_item": Text(zh="这一条不是 JSON 对象", en="this item is not a JSON object"),
    "refused": Text(zh="{zh}", en="{en}"),
}
