"""What is wrong with a file that holds a table."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class UnreadableText(HuayuanError):
    code = "files.unreadable_text"
    status = 422
    message = Text(
        zh="文件不是可识别的文本（已尝试 UTF-8、GB18030、UTF-16），没有导入任何内容。请用 Excel 打开后另存为“CSV UTF-8”或 .xlsx 再上传。",
        en="The file is not text we can read (tried UTF-8, GB18030 and UTF-16), so nothing was imported. Open it in Excel, save it as “CSV UTF-8” or .xlsx, and upload that.",
    )


class EmptyFile(HuayuanError):
    code = "files.empty_file"
    status = 422
    message = Text(
        zh="文件里没有找到表头，没有导入任何内容。第一行应是列名，如“订单号、手机号、金额”。",
        en="No header was found in the file, so nothing was imported. Its first line should name the columns, such as order_no, phone, amount.",
    )


class TooManyColumns(HuayuanError):
    code = "files.too_many_columns"
    status = 422
    message = Text(
        zh="文件有 {columns} 列，超过 {limit} 列的上限。请删去不需要的列后再上传。",
        en="The file has {columns} columns; the limit is {limit}. Remove those you do not need and upload it again.",
    )


class BrokenTable(HuayuanError):
    code = "files.broken_table"
    status = 422
    message = Text(
        zh="文件第 {row} 行无法解析（{reason}）。请检查引号是否成对，或用 Excel 另存为 .xlsx 后再上传；之前已导入的行不受影响。",
        en="Line {row} of the file cannot be read ({reason}). Check that quotes are paired, or save it as .xlsx; rows imported before it stay.",
    )


class BrokenWorkbook(HuayuanError):
    code = "files.broken_workbook"
    status = 422
    message = Text(
        zh="无法打开这个 Excel 文件（{reason}）。它可能已损坏或设有密码，请重新导出或去掉密码后再上传。",
        en="This workbook cannot be opened ({reason}). It may be damaged or have a password; export it again or remove the password.",
    )


class WorkbookTooLarge(HuayuanError):
    code = "files.workbook_too_large"
    status = 413
    message = Text(
        zh="这个 Excel 文件解压后有 {bytes} 字节，超过 {limit} 的上限。请拆分，或另存为 CSV 再上传。",
        en="This workbook unpacks to {bytes} bytes; the limit is {limit}. Split it, or save it as CSV and upload that.",
    )
