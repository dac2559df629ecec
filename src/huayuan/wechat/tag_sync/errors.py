"""What the sync of tags refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class NoSuchTagAccount(HuayuanError):
    code = "tag_sync.no_account"
    status = 404
    message = Text(
        zh="没有可以同步标签的账号 {account}。请先在“连接”中接入企业微信或公众号。",
        en="There is no account {account} that tags can be synchronised with. Connect WeCom or an official account first.",
    )


class TagNotSyncable(HuayuanError):
    code = "tag_sync.not_syncable"
    status = 409
    message = Text(
        zh="标签“{name}”已归档或已合并，不能开始同步。请先恢复它。",
        en="The tag “{name}” is archived or merged and cannot be synchronised. Restore it first.",
    )
