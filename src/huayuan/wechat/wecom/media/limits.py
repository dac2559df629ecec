"""Numbers of media. In brackets: page of developer.work.weixin.qq.com."""

from __future__ import annotations

MEDIA_HOURS = 72  # a media id lives so long [90253]
SPARE_HOURS = 6  # one that ends sooner is made anew before it is used
REFRESH_HOURS = 24  # uploaded again in the background when so little is left
USED_DAYS = 30  # what was used since is kept ready
UNKNOWN_MEDIA = (40007, 40145)  # no such media, or too old [90313]
MIN_BYTES = 6  # more than five [90253]
MAX_BYTES = {"image": 10_485_760, "voice": 2_097_152, "video": 10_485_760, "file": 20_971_520}  # [90253]
PICTURE_BYTES = 2_097_152  # of uploadimg, whose address is permanent [90256]
TYPES = {
    "image": ("image/jpeg", "image/png"), "voice": ("audio/amr",), "video": ("video/mp4",), "file": (),
}  # fmt: skip
