"""Numbers of our care for the platforms. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

from datetime import timedelta

TOKEN_MARGIN = timedelta(minutes=5)  # a token is renewed this long before it ends (7200 s [91039])
SECRET_PAUSE_SECONDS = (
    600.0  # wrong secrets block the caller's IP for an hour [90313]: stop asking long before
)
MINUTE_PAUSE_SECONDS = 60.0  # block of the per-minute limit [90312]
OFF_SECONDS = 600.0  # what waits for a connection that is switched off asks again
RETRIES = 3  # "system busy": at most three more attempts [90313]
CALL_SECONDS = 8.0
URGENT_CALL_SECONDS = 5.0  # shorter than messaging's lease of a sending message
CALLBACK_BYTES = 256 * 1024
CALLBACK_BATCH = 200
CALLBACK_ATTEMPTS = 20  # with pauses up to five minutes: more than an hour
CALLBACK_PAUSE_SECONDS = 300.0
RETIRED_SEAL = timedelta(
    hours=24
)  # callbacks sealed with the old token and key are accepted so long after a change
