"""Numbers of transfers. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

CUSTOMERS = 100  # of one call [92125, 94081]
GROUPS = 100  # of one call [95703, 92127]
MESSAGE_CHARS = 200  # [92125]
UNASSIGNED_PAGE = 1000  # [92124]
ALREADY = frozenset({40129, 40100})  # this customer is being transferred already [90313]
UNCHANGED, GROUP_ALREADY = 90504, 90508  # the owner is that member already; handed over before [90313]
ADDED_BY_ADMIN = 202  # add_way of a friendship that was assigned [92114]
# A customer decides within a day [92125]: ask now and then, closer to its end, then daily for a week.
POLLS_SECONDS = (3600, 5 * 3600, 12 * 3600, 6 * 3600, 3600)
DAILY_SECONDS, WATCH_DAYS = 86_400, 7
