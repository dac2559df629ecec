"""Numbers of acquisition links. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

NAME_CHARS = 30  # [97297]
STAFF = 500  # members of one link [97297]
CUSTOMER_PAGE = 1000  # [97298]
CHANNEL_BYTES = 64  # customer_channel is cut off after so many [97297]
