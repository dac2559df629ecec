"""Numbers of app messages. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

RECIPIENTS = 1000  # touser of one call [90236]
TEXT_BYTES = 2048  # a longer text is cut by the platform [90236]
TITLE_CHARS = 128  # [90236]
CARD_CHARS = 512  # description of a card [90236]
URL_BYTES = 2048  # [90236]
SAME_SECONDS = (
    4 * 3600
)  # the same message to the same members within is sent once; the longest there is [90236]
NOBODY = 81013  # none of the recipients may get it [90313]
