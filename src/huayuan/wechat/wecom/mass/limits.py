"""Numbers of mass messages. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

CUSTOMERS = 10_000  # external_userid of one task [92135]
GROUPS = 2000  # chat_id_list of one task [92135]
TEXT_BYTES = 4000  # [92135]
ATTACHMENTS = 9  # [92135]
PAGE = 1000  # rows of task lists and results [93338]
LIST_PAGE = 100  # rows of the list of messages [93338]
NOBODY = 41048  # nobody of those named may get it any more [90313]
GONE = 41047  # no such message [90313]
CANCELLED = 41093  # cancelled before [90313]
TOO_MANY_REMINDERS = 41094  # three within 24 hours [97610]
LEDGER_BATCH = 1000
IN_FLIGHT_SECONDS = 120.0  # after so long a request that was cut off has arrived or never will
CLOCK_SECONDS = 300  # our clock and theirs may differ so much
POLLS_SECONDS = (60, 300, 900, 1800)  # then hourly, later every six hours
SOON_SECONDS, LATER_SECONDS = 3600, 6 * 3600
SOON_DAYS, WATCH_DAYS = 2, 30
