"""Values that cross the door of the lifecycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

# The projection that looks at people again whom something happened to.
PROJECTION = "segments.lifecycle"


class Layer(StrEnum):
    """Each person is in exactly one. The order is the way a customer goes."""

    POTENTIAL = "potential"
    NEW = "new"
    ACTIVE = "active"
    LOYAL = "loyal"
    SLEEPING = "sleeping"
    CHURNED = "churned"


LAYERS: tuple[Layer, ...] = tuple(Layer)
FLAGS = ("high_value", "churn_risk")
InBetween = Literal["new", "active", "sleeping"]
Cause = Literal["events", "time", "recount"]

# What a customer does towards us, each time counted as one interaction (互动).
INTERACTIONS = (
    "message_received", "group_message_posted", "group_checked_in", "group_joined",
    "oa_scanned", "oa_menu_clicked", "oa_message_received", "oa_article_read", "oa_article_shared", "oa_article_liked",
    "mp_service_entered", "mp_subscribe_answered", "app_launched", "searched", "form_submitted", "signed_up", "logged_in",
    "phone_bound", "content_viewed", "content_shared", "link_clicked", "video_watched", "live_watched", "live_interacted",
    "moment_liked", "moment_commented", "product_favorited", "cart_added", "checkout_started", "order_paid",
    "review_posted", "points_spent", "coupon_redeemed", "benefit_used", "campaign_joined", "campaign_shared",
    "campaign_helped", "message_opened", "feedback_given",
)  # fmt: skip
# What shows that a customer is awake, but comes so often with one visit that it says nothing about how active they are.
VISITS = (
    "page_viewed",
    "element_clicked",
    "product_viewed",
    "campaign_viewed",
    "order_placed",
    "order_received",
)


@dataclass(frozen=True, slots=True)
class LifecycleSettings:
    """The thresholds. Days are spans of 24 hours that end now; money in 分.

    `in_between`: the layer of whoever is awake and no longer new, but below the threshold of active.
    """

    new_days: int = 30
    active_days: int = 7
    active_interactions: int = 3
    loyal_days: int = 30
    loyal_purchases: int = 2
    sleeping_days: int = 30
    churned_days: int = 180
    risk_days: int = 14
    high_value_amount: int = 100_000
    in_between: InBetween = "active"
    interactions: tuple[str, ...] = INTERACTIONS
    visits: tuple[str, ...] = VISITS


@dataclass(frozen=True, slots=True)
class KeptSettings:
    """Settings with who changed them last. `version` 0: as they are shipped."""

    settings: LifecycleSettings
    version: int = 0
    changed_at: datetime | None = None
    changed_by: str = ""
    counted_version: int = -1  # nobody was looked at yet
    counted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a person for choosing the layer. None: it never happened (or too long ago to matter).

    `purchases` are the times of all paid orders, `spent` their amounts together, in 分. Of `interactions` only those
    within the window of active are needed.
    """

    connected: bool = False  # an open friendship, or follows an official account
    ever_connected: bool = False
    joined_at: datetime | None = None  # first friendship, first following or first purchase
    last_activity_at: datetime | None = None
    interactions: tuple[datetime, ...] = ()
    purchases: tuple[datetime, ...] = ()
    spent: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a person belongs. `due_at`: the next moment at which that may change although nothing happens."""

    layer: Layer
    high_value: bool
    churn_risk: bool
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class LayerSize:
    layer: Layer
    people: int
    high_value: int
    churn_risk: int


@dataclass(frozen=True, slots=True)
class FlowLink:
    """How many people were in `origin` at the first moment and in `target` at the second. None: not known yet."""

    origin: Layer | None
    target: Layer
    people: int


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Person → when they came into their layer (or cell), in the order to show; `total` of all."""

    items: list[tuple[int, datetime]]
    total: int
