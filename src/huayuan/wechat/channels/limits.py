"""Numbers of the platform and of our care for them; sources in the README."""

from __future__ import annotations

from datetime import timedelta

KIND = "channels"  # of connections
API_URL = "https://api.weixin.qq.com"

ORDER_WINDOW = timedelta(days=7)  # of one question for orders, at most
AFTERSALE_WINDOW = timedelta(hours=24)  # of one question for after-sales (a community answer)
LIVE_WINDOW = timedelta(days=30)
ORDER_PAGE = 100
FIRST_SYNC = timedelta(days=90)  # how far back the first synchronisation reads
OVERLAP = timedelta(
    hours=2
)  # of a synchronisation with the one before: numbers of the platform may come late
CALLBACK_BATCH = 200
DETAILS_BATCH = 40
DETAILS_THREADS = 4
DETAILS_ATTEMPTS = 10
