"""Numbers of groups. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

LIST_OWNERS = 100  # owners named in one groupchat/list [92120]
SETTLE_SECONDS = 2.0  # the detail may lag behind the callback by about 2 s [92130]
WAIT_SECONDS = 10.0  # however many callbacks come, a group is read again after so long
BATCH = 20
THREADS = 4
ATTEMPTS = 6
STALE_VERSIONS = 20  # remembered of one group
STALE_ATTEMPTS = 3  # a detail still older than its callback after so many tries is taken as it is
EXPLAIN_SECONDS = (
    6.0  # who went before the callback says how is told then: unheard ones are repeated after 5 s [90930]
)
LEASE_SECONDS = 60.0
DISMISSED = 49008
