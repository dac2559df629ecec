"""What WeCom refuses with. How we react is decided by class (`connections/errors.py`)."""

from __future__ import annotations

from huayuan.kernel.errors import Text
from huayuan.wechat.connections.errors import ErrorTable, by_class
from huayuan.wechat.wecom.codes import CODES
from huayuan.wechat.wecom.hints import HINTS

ERRORS = ErrorTable(Text("企业微信", "WeCom"), by_class(CODES), HINTS)
