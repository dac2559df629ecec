"""Numbers of the platform and of our care for them. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

KIND = "wecom"  # of connections

WELCOME_SECONDS = 20  # a welcome code is valid so long, and once [92137]
WELCOME_TEXT_BYTES = 4000  # [92137]
STATE_CHARS = 30  # `state` of a contact way [92228]
REMARK_CHARS = 30  # [92228]
WAY_USERS = 100  # members of one contact way, departments expanded [92228]
TAG_NAME_CHARS = 30  # [92117]
TAGS_PER_CORP = 10_000  # corp and rule tags together [92117]
BATCH_CUSTOMERS = 100  # rows of batch/get_by_user at most [92994]
BATCH_STAFF = 100  # members named in one batch/get_by_user [92994]

NAME_WAIT_SECONDS = 3.0  # a welcome with {customer_name} waits so long for the name, then goes without it
CALLBACK_BATCH = 200  # callbacks in one transaction
DETAILS_BATCH = 40
DETAILS_THREADS = 4
DETAILS_ATTEMPTS = 6
