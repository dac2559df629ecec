"""Numbers of the platform and of our care for them; sources in the README."""

from __future__ import annotations

KIND = "mini_program"  # of connections
CHANNEL = "mp_subscribe"  # of messages
API_URL = "https://api.weixin.qq.com"

LINK_DAYS = 30  # a URL Link or Scheme lasts at most so long
QUERY_CHARS = 1024
SCENE_CHARS = 32  # of an unlimited code
TITLE_CHARS = 20  # of a short link; more is cut
TEXT_BYTES = 4000  # of the readable copy of a subscribe message in the ledger
SESSION_DAYS = 30  # how long a visitor's session with us lasts
LOGINS_PER_MINUTE = 600  # of one address: a mobile network shows thousands of phones as one
CALLBACK_BATCH = 200
STATISTICS_DAYS = 7  # days before yesterday that are asked for when they are missing
DAILY_LIMITS = {
    "/wxa/generate_urllink": 500_000,
    "/wxa/generatescheme": 500_000,
    "/cgi-bin/stable_token": 500_000,
}
