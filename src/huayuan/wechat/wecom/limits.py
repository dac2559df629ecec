"""Numbers of the platform and of our care for them. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

from datetime import timedelta

WELCOME_SECONDS = 20  # a welcome code is valid so long, and once [92137]
WELCOME_TEXT_BYTES = 4000  # [92137]
STATE_CHARS = 30  # `state` of a contact way [92228]
REMARK_CHARS = 30  # [92228]
WAY_USERS = 100  # members of one contact way, departments expanded [92228]
TAG_NAME_CHARS = 30  # [92117]
BATCH_CUSTOMERS = 100  # rows of batch/get_by_user at most [92994]
BATCH_STAFF = 100  # members named in one batch/get_by_user [92994]

TOKEN_MARGIN = timedelta(minutes=5)  # a token is renewed this long before it ends (7200 s [91039])
SECRET_PAUSE_SECONDS = (
    600.0  # wrong secrets block the caller's IP for an hour [90313]: stop asking long before
)
MINUTE_PAUSE_SECONDS = 60.0  # block of the per-minute limit [90312]
RETRIES = 3  # "system busy": at most three more attempts [90313]

CALL_SECONDS = 8.0
WELCOME_CALL_SECONDS = 5.0  # shorter than messaging's lease of a sending message
CALLBACK_BYTES = 256 * 1024
CALLBACK_BATCH = 200
CALLBACK_ATTEMPTS = 20  # with pauses up to five minutes: more than an hour
CALLBACK_PAUSE_SECONDS = 300.0
NAME_WAIT_SECONDS = 3.0  # a welcome with {customer_name} waits so long for the name, then goes without it
DETAILS_BATCH = 40
DETAILS_THREADS = 4
DETAILS_ATTEMPTS = 6
