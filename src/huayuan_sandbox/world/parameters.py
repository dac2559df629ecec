"""The numbers of `parameters.toml`, typed. The file documents each of them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import msgspec


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
    visits_per_day_median: float
    visits_per_day_sigma: float
    visits_per_day_max: float
    weekday_factor: list[float]
    hour_weight: list[float]
    sleep_chance_per_visit: float
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
    shop_visit: float
    half_added: float
    writes_after_add: float
    writes_per_visit_of_friend: float
    refunded: float
    customer_leaves_30_days: float
    staff_drops_30_days: float
    admin_tag_change_per_day: float
    marketplace_buyers: float
    marketplace_orders_mean: float
    live_visits_per_second: float
    live_adds_per_second: float
    live_think_time_factor: float
    live_silence_after_add: float
    customers_per_staff: int
    calls_per_minute: int
    wrong_secrets_before_block: int
    welcome_sending_seconds: float


def read_parameters(path: Path) -> Parameters:
    """Raises msgspec.ValidationError when a number is missing, misspelt or of another type."""
    return msgspec.toml.decode(path.read_bytes(), type=Parameters)


@cache
def default_parameters() -> Parameters:
    text = resources.files(__package__).joinpath("parameters.toml").read_bytes()
    return msgspec.toml.decode(text, type=Parameters)
