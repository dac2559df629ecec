"""Numbers of join ways [92229]."""

from __future__ import annotations

GROUPS = 5
STATE_CHARS, REMARK_CHARS, BASE_NAME_CHARS = 30, 30, 40
BY_CODE = 2  # scene of a QR code
