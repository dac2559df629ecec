"""What the archive refuses with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class ArchiveOff(HuayuanError):
    code = "wecom.archive_off"
    status = 409
    message = Text(
        zh="这个连接没有开启会话存档。取得员工和客户同意后，在连接设置里把“会话存档”填为 on。",
        en="Chat archive is off for this connection. Once staff and customers have agreed, set “Chat archive” to on in the "
        "connection.",
    )
