"""What goes over the wire, as far as we read it. Unknown fields are ignored; absent ones are neutral."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class Session(Answer):
    """`session_key` is read by nobody here and never leaves this process."""

    openid: str = ""
    unionid: str = ""


class PhoneInfo(msgspec.Struct):
    """`phoneNumber` carries the country code for foreign numbers, `purePhoneNumber` never does."""

    phoneNumber: str = ""
    purePhoneNumber: str = ""
    countryCode: str = "86"


class Phone(Answer):
    phone_info: PhoneInfo | None = None


class UrlLink(Answer):
    url_link: str = ""


class Scheme(Answer):
    openlink: str = ""


class ShortLink(Answer):
    link: str = ""


class QuotaInfo(msgspec.Struct):
    remain_visit_quota: int = 0


class LinkQuota(Answer):
    quota_info: QuotaInfo | None = None


class PrivateTemplate(msgspec.Struct):
    """`type` 2 one-time, 3 long-term. `content` names the fields: `券名称:{{thing1.DATA}}`."""

    priTmplId: str
    title: str = ""
    content: str = ""
    example: str = ""
    type: int = 2


class Templates(Answer):
    data: list[PrivateTemplate] = []


class Sent(Answer):
    msgid: int = 0


class SummaryDay(msgspec.Struct):
    ref_date: str = ""
    visit_total: int = 0
    share_pv: int = 0
    share_uv: int = 0


class Summary(Answer):
    days: list[SummaryDay] = msgspec.field(name="list", default_factory=list)


class TrendDay(msgspec.Struct):
    ref_date: str = ""
    session_cnt: int = 0
    visit_pv: int = 0
    visit_uv: int = 0
    visit_uv_new: int = 0
    stay_time_uv: float = 0.0


class Trend(Answer):
    days: list[TrendDay] = msgspec.field(name="list", default_factory=list)
