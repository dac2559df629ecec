"""Numbers of the platform and of our care for them; sources in the README."""

from __future__ import annotations

from datetime import timedelta

KIND = "pay"  # of connections
API_URL = "https://api.mch.weixin.qq.com"
API_V3_KEY, PRIVATE_KEY = "api_v3_key", "merchant_private_key"  # secrets
SERIAL, PUBLIC_KEY_ID, PUBLIC_KEY = "merchant_serial", "public_key_id", "public_key"  # settings
CERTIFICATE = "platform_certificate"

SIGNATURE_AGE = timedelta(minutes=5)  # of notifications and answers
ORDER_VALID = timedelta(hours=2)  # of an order we prepare; the platform would allow seven days
REFUND_PARTS = 50  # of one order
REFUND_PERIOD = timedelta(days=365)
TRANSFER_LEAST = 10  # 分
TRANSFER_NAME_FROM = 2000_00  # 分; the receiver's real name is required from here
TRANSFER_CONFIRM = timedelta(hours=24)
COUPONS_PER_USER = 60
STOCK_WINDOW = timedelta(days=90)
ASK_AFTER = timedelta(minutes=3)  # notifications are not promised: what stays open so long is asked about
ASK_BATCH = 100
CALLBACK_BATCH = 100
"""Transfer scene → the names of its report infos; the other scenes' names were not verified and are taken as given."""
SCENES: dict[str, tuple[str, ...]] = {
    "1000": ("活动名称", "奖励说明"),
    "1005": ("岗位类型", "报酬说明"),
    "1011": ("赔付原因",),
}
