"""The numbers of `parameters.toml`, typed. The file documents each of them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import msgspec


class Festival(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """Days `first` to `last`, both included: "2026-02-15", or "06-18" for every year. Factors of what is usual."""

    name: str
    first: str
    last: str
    visits: float
    buying: float
    stores: float
    free: bool = False


class Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See parameters.toml beside this file for the meaning and unit of each field."""

    share_with_unionid: float
    share_with_remark_mobile: float
    share_remarked_later: float
    share_two_devices: float
    share_household_device: float
    share_member_already: float
    share_present_at_start: float
    share_arriving_later: float
    share_female: float
    share_gender_hidden: float
    share_with_mini_program: float
    mini_program_visits: float
    circle_size: int
    interest_factor: float
    price_sensitivity_sigma: float
    tolerance_median: float
    tolerance_sigma: float
    visits_per_day_median: float
    visits_per_day_sigma: float
    visits_per_day_max: float
    weekday_factor: list[float]
    hour_weight: list[float]
    hour_weight_free: list[float]
    sleep_chance_per_visit: float
    wakes_at_festival_per_day: float
    warmth_of_purchase: float
    warmth_of_friendship: float
    warmth_of_refund: float
    warmth_of_plain_visit: float
    pages_mean: float
    sees_product: float
    products_mean: float
    adds_to_cart: float
    checks_out: float
    pays: float
    scan_after_page: float
    scan_after_product: float
    scan_after_cart: float
    scan_after_paid: float
    scan_of_live_code: float
    logs_in: float
    binds_phone_at_checkout: float
    shared_device_mixups: float
    shop_visit: float
    second_friend: float
    satisfied_days: float
    satisfied_checks_out: float
    repurchases: float
    cycle_spread: float
    need_adds_to_cart: float
    need_checks_out: float
    share_with_need_at_start: float
    half_added: float
    writes_after_add: float
    writes_per_visit_of_friend: float
    refunded: float
    customer_leaves_30_days: float
    staff_drops_30_days: float
    admin_tag_change_per_day: float
    shares_after_product: float
    shares_after_paid: float
    friend_follows_share: float
    marketplace_buyers: float
    marketplace_orders_mean: float
    douyin_buyers: float
    douyin_orders_mean: float
    follows_after_page: float
    follows_after_paid: float
    menu_per_visit: float
    says_per_visit: float
    reads_per_visit: float
    shares_article: float
    unfollows_30_days: float
    mini_program_logs_in: float
    mini_program_binds_phone: float
    subscribes_after_paid: float
    watches_live: float
    live_lead: float
    follows_link: float
    joins_after_add: float
    joins_after_paid: float
    invites_per_visit: float
    talks_per_visit: float
    quits_3_days: float
    quits_30_days: float
    opens: dict[str, float]
    clicks: float
    answers: float
    likes_moment: float
    comments_moment: float
    annoys: dict[str, float]
    annoyance_half_life_days: float
    leaves_when_annoyed: float
    reading_delay_mean: float
    wakes_by_message: float
    share_hunters: float
    hunter_ring_size: tuple[int, int]
    raids_per_day: float
    bots_per_customer: float
    bot_runs_per_day: float
    bot_pages: tuple[int, int]
    live_visits_per_second: float
    live_adds_per_second: float
    live_think_time_factor: float
    live_silence_after_add: float
    customers_per_staff: int
    calls_per_minute: int
    wrong_secrets_before_block: int
    welcome_sending_seconds: float
    festivals: tuple[Festival, ...]


def read_parameters(path: Path) -> Parameters:
    """Raises msgspec.ValidationError when a number is missing, misspelt or of another type."""
    return msgspec.toml.decode(path.read_bytes(), type=Parameters)


@cache
def default_parameters() -> Parameters:
    text = resources.files(__package__).joinpath("parameters.toml").read_bytes()
    return msgspec.toml.decode(text, type=Parameters)
