"""What a migration refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class UnknownPeer(HuayuanError):
    code = "marketplaces.unknown_peer"
    status = 422
    message = Text(
        zh="不支持从“{peer}”迁移。可用：{allowed}。",
        en="Migrating from “{peer}” is not supported. Choose one of {allowed}.",
    )


class SourceUnreadable(HuayuanError):
    code = "marketplaces.source_unreadable"
    status = 422
    message = Text(
        zh="读不到来源数据（{reason}），没有迁移任何内容。请检查地址、账号和文件夹，或把各表导出为 CSV 放在一个文件夹里再试。",
        en="The source cannot be read ({reason}), so nothing was taken over. Check the address, login or folder, or export the tables as CSV into one folder.",
    )


class DriverMissing(HuayuanError):
    code = "marketplaces.driver_missing"
    status = 422
    message = Text(
        zh="没有安装“{driver}”所需的数据库驱动。请执行 pip install '{package}' 后再试，或改用各表的 CSV 文件夹。",
        en="The driver for “{driver}” is not installed. Run pip install '{package}' and try again, or use a folder of CSV files.",
    )


class TablesMissing(HuayuanError):
    code = "marketplaces.tables_missing"
    status = 422
    message = Text(
        zh="来源里缺少这些表或列：{missing}，没有迁移任何内容。请确认给的是 {peer} 的完整数据库。",
        en="The source lacks these tables or columns: {missing}. Nothing was taken over; see that it is the whole database of {peer}.",
    )


class AccountUnclear(HuayuanError):
    code = "marketplaces.account_unclear"
    status = 422
    message = Text(
        zh="来源里有 {count} 个企业 ID，无法判断客户属于哪一个。请用 --account 指明。",
        en="The source names {count} corp ids, so it is not clear whose customers these are. Name one with --account.",
    )
