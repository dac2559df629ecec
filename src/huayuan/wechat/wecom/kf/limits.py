"""Numbers of 微信客服. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

TEXT_BYTES = 2048  # [94677]
PAGE = 1000  # messages of one sync_msg [94670]
CUSTOMERS = 100  # of one batchget [95159]
ACCOUNTS_PAGE = 100  # [94661]
KEPT_DAYS = 30  # what was said is shown so long, then forgotten
SHOWN = 200  # newest lines of a conversation
WINDOW_HOURS = 48  # in which a customer who wrote may be answered [94677]
WINDOW_MESSAGES = 5  # since the customer's last message [94677]
BAD_TOKEN = 95007  # [90313]
ACCOUNTS_AT_ONCE = 10
ATTEMPTS = 12
LEASE_SECONDS = 120.0
QUIET_MINUTES = 50  # an account that was read since needs no catching up
CATCH_UP_SECONDS = 30.0  # between two accounts that are read without a token; how often is not published
