"""Numbers of moments. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

TEXT_CHARS, TEXT_BYTES = 2000, 4000  # [95094]
IMAGES = 9  # or one video, or one link [95094]
TASK_PAGE, LIST_PAGE = 1000, 20  # [93333]
GONE = frozenset({41059, 41060, 41067})  # no such moment [90313]
JOB_HOURS = 24  # a job id is valid so long [95094]
IN_FLIGHT_SECONDS = 120.0  # after so long a request that was cut off has arrived or never will
CLOCK_SECONDS = 300  # our clock and theirs may differ so much
POLLS_SECONDS = (60, 600, 1800)  # then hourly, later every six hours
SOON_SECONDS, LATER_SECONDS = 3600, 6 * 3600
SOON_DAYS, WATCH_DAYS = 2, 14  # likes come for some days after a moment was published
REACTED_MEMBERS = 10  # publications looked at for one page of reactions, a call each
