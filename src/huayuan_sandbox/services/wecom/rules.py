"""Limits and habits of the platform that are not published, differ between corps or are too slow to wait for.

The defaults are what the documents say or, where they are silent, a guess that is named as one. The control
API changes them, so a test need not wait a day or send ten thousand messages.
"""

from __future__ import annotations

from typing import Literal

import msgspec

DAY_SECONDS = 86_400.0


class Rules(msgspec.Struct, forbid_unknown_fields=True):
    """Seconds of the sandbox's clock. "guess" = Tencent publishes no number."""

    # what the app may see and do: 可见范围 (empty = everybody) and 可调用接口的应用 of 客户联系
    visible_departments: list[int] = []
    customer_contact: bool = True
    # customer groups
    group_size: int = 500
    group_inherit_seconds: float = 600.0  # guess: how long a group is "being inherited"
    group_transfers_per_day: int = 300
    ways_per_corp: int = 500_000
    # mass messages: "month" = as many as the month has days, "week" = 7 in seven days, "day" = 1 a day
    mass_rule: Literal["month", "week", "day"] = "month"
    mass_dispatch_seconds: float = 2.0  # guess: answers 41063 for so long
    reminders_per_day: int = 3
    staff_taps: float = 0.35  # share of waiting tasks a member confirms at one look at the phone
    staff_taps_reminded: float = 0.7
    # moments
    moment_job_seconds: float = 3.0  # guess
    moment_jobs_at_once: int = 10  # guess, then 41078
    moments_per_minute: int = 10
    moments_per_month: int = 100_000
    # transfers
    transfer_seconds: float = DAY_SECONDS
    transfer_refusals: float = 0.04  # guess: share of customers who refuse
    transfers_in_90_days: int = 2
    transfer_pushes_added: bool = True  # the taker's add_external_contact; the documents are silent
    # 获客助手
    links_per_corp: int = 100_000  # guess, then 41095
    link_quota: int = 1000  # what a new corp has; later changes are bought with links/quota
    link_priorities: bool = False  # priority_option, for some business categories only
    # identifiers of service providers and partners exist only for apps that a provider made
    provider_app: bool = False
