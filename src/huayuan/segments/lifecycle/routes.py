"""HTTP of the lifecycle: the layers with their people, thresholds, who moved where, and the people behind a number."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from huayuan.access.api import audit
from huayuan.kernel.errors import Text
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, requires, service
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.segments.lifecycle import api, explaining
from huayuan.segments.lifecycle.contracts import KeptSettings, LifecycleSettings, PeoplePage

router = APIRouter(prefix="/api/lifecycle", tags=["lifecycle"])
READ, WRITE = requires("segments.read"), requires("segments.write")
UNKNOWN = "unknown"  # the layer of whoever was not known yet at the first day of a flow
Days = Annotated[int, Field(ge=1, le=3_650)]
Times = Annotated[int, Field(ge=1, le=1_000)]


class Words(BaseModel):
    zh: str
    en: str


class LayerOut(BaseModel):
    key: str = Field(description="potential, new, active, loyal, sleeping or churned.")
    label: Words
    explanation: Words = Field(description="Who is in it, with the thresholds as they are.")
    people: int
    share: float = Field(description="Of all people the caller may see, 0 to 1.")
    high_value: int
    churn_risk: int


class FlagOut(BaseModel):
    key: str = Field(description="high_value or churn_risk; worn on top of the layer.")
    label: Words
    explanation: Words
    people: int


class Thresholds(BaseModel):
    """Days are spans of 24 hours that end now."""

    new_days: Days = Field(description="New: for so long after the first friendship, following or purchase.")
    active_days: Days
    active_interactions: Times = Field(description="Active: so many interactions within active_days.")
    loyal_days: Days
    loyal_purchases: Times = Field(description="Loyal: so many paid orders within loyal_days.")
    sleeping_days: Days = Field(description="Sleeping: without any activity for so long.")
    churned_days: Days = Field(description="Churned: without any activity for so long.")
    risk_days: Days = Field(description="At risk: not asleep yet, but without any activity for so long.")
    high_value_amount: int = Field(ge=1, le=10**15, description="High value: paid so much in all, in 分.")
    in_between: Literal["new", "active", "sleeping"] = Field(
        description="The layer of whoever is awake and no longer new, but below the threshold of active."
    )


class SettingsOut(Thresholds):
    interactions: list[str] = Field(description="Events that count as interactions.")
    visits: list[str] = Field(
        description="Events that show a customer awake, without counting as interactions."
    )
    version: int
    changed_at: datetime | None
    changed_by: str


class SettingsIn(Thresholds):
    """Lists of events that are left out stay as they are."""

    interactions: list[str] | None = Field(None, max_length=200)
    visits: list[str] | None = Field(None, max_length=200)
    version: int | None = Field(
        None, description="The version that was edited: another one is refused with 409."
    )


class LifecycleOut(BaseModel):
    layers: list[LayerOut]
    flags: list[FlagOut]
    people: int
    settings: SettingsOut
    as_of: datetime | None = Field(description="Null: nobody was looked at yet.")
    counting: bool = Field(description="Everybody is being looked at with new thresholds.")


class NodeOut(BaseModel):
    layer: str = Field(description="A layer, or unknown: not known yet at that time.")
    at: Literal["from", "to"]
    people: int


class LinkOut(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    from_: str = Field(alias="from")
    to: str
    people: int


class FlowOut(BaseModel):
    nodes: list[NodeOut]
    links: list[LinkOut]


class PersonOut(BaseModel):
    id: int
    name: str | None
    avatar: str | None
    city: str | None
    phone_masked: str | None
    orders: int
    gmv: int = Field(description="分")
    last_order_at: datetime | None
    last_seen_at: datetime
    stage: str | None
    since: datetime = Field(description="When they came into the layer they are in now.")


class PeopleOut(BaseModel):
    items: list[PersonOut]
    total: int


@router.get("", dependencies=[READ])
def read_lifecycle(tx: ReadTx, caller: CurrentCaller) -> LifecycleOut:
    """How many people are in each layer; of those whom the caller may see."""
    kept = api.kept_settings(tx)
    sizes = api.layer_sizes(tx, profiles.visibility(tx, caller.scope))
    everybody = sum(size.people for size in sizes)
    said, flags = explaining.explanations(kept.settings), explaining.flag_explanations(kept.settings)
    return LifecycleOut(
        layers=[
            LayerOut(
                key=size.layer,
                label=_words(explaining.LABELS[size.layer]),
                explanation=_words(said[size.layer]),
                people=size.people,
                share=size.people / everybody if everybody else 0.0,
                high_value=size.high_value,
                churn_risk=size.churn_risk,
            )
            for size in sizes
        ],
        flags=_flags(flags, {name: sum(getattr(size, name) for size in sizes) for name in flags}),
        people=everybody,
        settings=_settings(kept),
        as_of=kept.counted_at and tx.now,
        counting=kept.counted_version != kept.version,
    )


@router.get("/settings", dependencies=[READ])
def read_settings(tx: ReadTx) -> SettingsOut:
    return _settings(api.kept_settings(tx))


@router.put("/settings", dependencies=[WRITE])
def change_settings(tx: Tx, caller: CurrentCaller, body: SettingsIn) -> SettingsOut:
    """New thresholds; everybody is looked at again in the background. 409 when somebody else changed them meanwhile."""
    before = api.kept_settings(tx)
    given = body.model_dump(exclude={"version"}, exclude_none=True)
    given |= {name: tuple(given[name]) for name in ("interactions", "visits") if name in given}
    wanted: LifecycleSettings = replace(before.settings, **given)
    version = before.version if body.version is None else body.version
    after = api.change_settings(tx, wanted, version, caller.name)
    changed = {
        name: value for name, value in asdict(wanted).items() if value != getattr(before.settings, name)
    }
    audit(tx, caller, "lifecycle.settings_changed", "lifecycle", changed)
    return _settings(after)


From = Annotated[date, Query(alias="from", description="The layer at the beginning of this day.")]
To = Annotated[date, Query(description="The layer at the end of this day; today: now.")]
Zoned = Annotated[Settings, service(Settings)]


@router.get("/flow", response_model=FlowOut, dependencies=[READ])
def read_flow(tx: ReadTx, caller: CurrentCaller, settings: Zoned, first: From, to: To) -> FlowOut:
    """Who went from which layer to which between two days, for a Sankey; of those whom the caller may see."""
    start, end = _period(first, to, settings)
    links = api.flow(tx, start, end, profiles.visibility(tx, caller.scope))
    nodes: Counter[tuple[Literal["from", "to"], str]] = Counter()
    for link in links:
        nodes["from", link.origin or UNKNOWN] += link.people
        nodes["to", link.target] += link.people
    return FlowOut(
        nodes=[NodeOut(layer=layer, at=at, people=people) for (at, layer), people in sorted(nodes.items())],
        links=[LinkOut(from_=one.origin or UNKNOWN, to=one.target, people=one.people) for one in links],
    )


@router.get("/flow/people", dependencies=[READ])
def list_flow_people(
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    settings: Zoned,
    first: From,
    to: To,
    origin: Annotated[str, Query(description="Their layer on the first day, or unknown.")],
    target: Annotated[str, Query(description="Their layer on the last day.")],
) -> PeopleOut:
    """The people behind one link of the flow."""
    start, end = _period(first, to, settings)
    link = (None if origin == UNKNOWN else origin, target)
    visibility = profiles.visibility(tx, caller.scope)
    return _people(tx, api.flow_people(tx, start, end, link, visibility, page.limit, page.offset))


@router.get("/people", dependencies=[READ])
def list_people(
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    layer: str | None = None,
    flag: Annotated[str | None, Query(description="high_value or churn_risk")] = None,
) -> PeopleOut:
    """The people of a layer, or with a flag, or both; who came last comes first."""
    visibility = profiles.visibility(tx, caller.scope)
    return _people(tx, api.people_of(tx, layer, flag, visibility, page.limit, page.offset))


def _period(first: date, last: date, settings: Settings) -> tuple[datetime, datetime]:
    zone = ZoneInfo(settings.timezone)
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)


def _people(tx: Transaction, page: PeoplePage) -> PeopleOut:
    known = profiles.customers_by_id(tx, [person for person, _ in page.items])
    items = [
        PersonOut(
            id=one.id, name=one.name or None, avatar=one.avatar, city=one.city, phone_masked=one.phone_masked,
            orders=one.orders, gmv=one.gmv, last_order_at=one.last_order_at, last_seen_at=one.last_seen_at,
            stage=one.stage, since=since,
        )
        for person, since in page.items
        if (one := known.get(person))
    ]  # fmt: skip
    return PeopleOut(items=items, total=page.total)


def _settings(kept: KeptSettings) -> SettingsOut:
    return SettingsOut(
        **asdict(kept.settings),
        version=kept.version,
        changed_at=kept.changed_at if kept.version else None,
        changed_by=kept.changed_by,
    )


def _flags(said: Mapping[str, Text], people: Mapping[str, int]) -> list[FlagOut]:
    return [
        FlagOut(
            key=key, label=_words(explaining.FLAG_LABELS[key]), explanation=_words(text), people=people[key]
        )
        for key, text in said.items()
    ]


def _words(text: Text) -> Words:
    return Words(zh=text.zh, en=text.en)
