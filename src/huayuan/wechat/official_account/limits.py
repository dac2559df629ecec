"""Numbers of the platform and of our care for them. The platform's are those of the 服务号 documents."""

from __future__ import annotations

from datetime import timedelta

KIND = "official_account"  # of connections

FOLLOWERS_PAGE = 10_000  # user/get
INFO_BATCH = 100  # user/info/batchget
TAG_BATCH = 50  # tags/members/batchtagging
TAGS_PER_ACCOUNT = 100
TAG_NAME_CHARS = 30
MASS_MOST = 10_000  # openids of one mass/send; at least two
MASS_PER_MONTH = 4  # a follower of a service account; more are skipped in silence
TEXT_BYTES = 2048  # of a customer-service message
REPLY_BYTES = 2048  # of a passive text reply
REPLY_WITHIN = timedelta(minutes=2)  # three attempts of five seconds each, and clocks that differ
SCENE_CHARS = 64
IMAGE_BYTES = 10 * 1024 * 1024
CODE_SECONDS = 2_592_000  # a temporary QR code at most: 30 days
PERMANENT_CODES = 100_000
STATISTICS_READY_HOUR = 8  # figures of the day before, Chinese time
SUMMARY_DAYS = 7  # one question to getusersummary
RESULT_HOURS = 24  # a result event that has not come by then will not come

DETAILS_BATCH = 100  # followers asked for at once, one call
DETAILS_ATTEMPTS = 6
CALLBACK_BATCH = 200

DAILY_LIMITS = {
    "/cgi-bin/stable_token": 500_000,
    "/cgi-bin/message/template/send": 100_000,
    "/cgi-bin/message/mass/sendall": 100,
    "/cgi-bin/message/mass/send": 100,
    "/cgi-bin/menu/addconditional": 2_000,
    "/cgi-bin/menu/delconditional": 2_000,
    "/cgi-bin/menu/trymatch": 20_000,
}
