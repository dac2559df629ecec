"""HTTP of RFM: the grid with people and revenue, settings, and the people behind a cell."""

from dataclasses import asdict
from datetime import datetime
from itertools import product
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from huayuan.access.api import audit
from huayuan.kernel.errors import Text
from huayuan.kernel.filters import words
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, requires
from huayuan.profiles import api as profiles
from huayuan.segments.rfm import api
from huayuan.segments.rfm.contracts import Cell, KeptSettings, RfmSettings, Snapshot
from huayuan.segments.rfm.grades import GRADES, action_of, grade_action, grade_of
from huayuan.segments.rfm.rules import DAY_US

router = APIRouter(prefix="/api/rfm", tags=["rfm"])
READ, WRITE = requires("segments.read"), requires("segments.write")
Limit = Annotated[int, Field(ge=1, le=10**15)]


class Words(BaseModel):
    zh: str
    en: str


class RfmThresholds(BaseModel):
    """Where scores part; ascending, one fewer than there are scores."""

    r: list[float] = Field(description="Days since the last order: at most the first is the best score.")
    f: list[int] = Field(description="Orders: at least the first is score 2.")
    m: list[int] = Field(description="Revenue in 分: at least the first is score 2.")


class CellOut(BaseModel):
    r: int
    f: int
    m: int
    people: int
    revenue: int = Field(description="Paid within the window, in 分.")
    share_people: float = Field(description="Of all buyers the caller may see, 0 to 1.")
    share_revenue: float
    grade: str = Field(description="Key of the grade.")
    action: Words = Field(description="What to do with these people.")


class GradeOut(BaseModel):
    key: str
    label: Words
    meaning: Words
    action: Words
    people: int
    revenue: int
    share_people: float
    share_revenue: float


class RfmSettingsIn(BaseModel):
    window_days: int = Field(ge=1, le=3_650, description="Orders of so many days count.")
    scores: int = Field(ge=3, le=5, description="Scores of each dimension.")
    method: Literal["quantiles", "fixed"] = Field(
        description="quantiles: equally many buyers get each score; fixed: the thresholds given here."
    )
    fixed_r: list[Limit] = Field(max_length=4, description="Days; one fewer than there are scores.")
    fixed_f: list[Limit] = Field(max_length=4, description="Orders.")
    fixed_m: list[Limit] = Field(max_length=4, description="分")
    version: int | None = Field(
        None, description="The version that was edited: another one is refused with 409."
    )


class RfmSettingsOut(RfmSettingsIn):
    version: int
    changed_at: datetime | None
    changed_by: str


class RfmOut(BaseModel):
    settings: RfmSettingsOut
    thresholds: RfmThresholds | None = Field(description="Null: none were taken yet.")
    scores: int = Field(description="Of the thresholds that hold.")
    window_days: int = Field(description="Of the thresholds that hold.")
    cells: list[CellOut]
    grades: list[GradeOut]
    people: int
    revenue: int
    as_of: datetime | None = Field(description="When the thresholds were taken.")
    counting: bool = Field(description="People are being scored with new thresholds.")


class BuyerOut(BaseModel):
    id: int
    name: str | None
    avatar: str | None
    city: str | None
    phone_masked: str | None
    r: int
    f: int
    m: int
    orders: int = Field(description="Within the window.")
    revenue: int = Field(description="Within the window, in 分.")
    last_order_at: datetime
    last_seen_at: datetime
    stage: str | None


class BuyersOut(BaseModel):
    items: list[BuyerOut]
    total: int


@router.get("", dependencies=[READ])
def read_rfm(tx: ReadTx, caller: CurrentCaller) -> RfmOut:
    """The grid: every cell with its people and revenue, of those whom the caller may see."""
    kept, snapshot = api.kept_settings(tx), api.newest_snapshot(tx)
    scores = snapshot.thresholds.scores if snapshot else kept.settings.scores
    cells = {(one.r, one.f, one.m): one for one in api.cells(tx, profiles.visibility(tx, caller.scope))}
    everybody = Cell(
        0, 0, 0, sum(one.people for one in cells.values()), sum(one.revenue for one in cells.values())
    )
    full = [cells.get((r, f, m), Cell(r, f, m, 0, 0)) for r, f, m in product(range(scores, 0, -1), repeat=3)]
    return RfmOut(
        settings=_settings(kept),
        thresholds=_thresholds(snapshot),
        scores=scores,
        window_days=snapshot.window_days if snapshot else kept.settings.window_days,
        cells=[_cell(one, everybody, scores) for one in full],
        grades=_grades(full, everybody, scores),
        people=everybody.people,
        revenue=everybody.revenue,
        as_of=snapshot.at if snapshot else None,
        counting=snapshot is None or not snapshot.counted,
    )


@router.get("/settings", dependencies=[READ])
def read_settings(tx: ReadTx) -> RfmSettingsOut:
    return _settings(api.kept_settings(tx))


@router.put("/settings", dependencies=[WRITE])
def change_settings(tx: Tx, caller: CurrentCaller, body: RfmSettingsIn) -> RfmSettingsOut:
    """New settings; thresholds are taken again at once, in the background. 409 when somebody else changed them."""
    before = api.kept_settings(tx)
    wanted = RfmSettings(
        body.window_days,
        body.scores,
        body.method,
        tuple(body.fixed_r),
        tuple(body.fixed_f),
        tuple(body.fixed_m),
    )
    version = before.version if body.version is None else body.version
    after = api.change_settings(tx, wanted, version, caller.name)
    audit(tx, caller, "rfm.settings_changed", "rfm", asdict(wanted))
    return _settings(after)


@router.post("/refresh", status_code=202, dependencies=[WRITE])
def refresh(tx: Tx, caller: CurrentCaller) -> None:
    """Take thresholds again now rather than at night."""
    api.ask_refresh(tx)
    audit(tx, caller, "rfm.refresh_asked", "rfm", {})


@router.get("/people", dependencies=[READ])
def list_people(
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    cells: Annotated[str, Query(max_length=700, description="333,332 or 3**; several separated by commas.")],
) -> BuyersOut:
    """The people of cells, those with most revenue first."""
    visibility = profiles.visibility(tx, caller.scope)
    buyers, total = api.people_of(tx, words(cells), visibility, page.limit, page.offset)
    known = profiles.customers_by_id(tx, [buyer.person_id for buyer in buyers])
    items = [
        BuyerOut(
            id=one.id, name=one.name or None, avatar=one.avatar, city=one.city, phone_masked=one.phone_masked,
            r=buyer.r, f=buyer.f, m=buyer.m, orders=buyer.orders, revenue=buyer.revenue,
            last_order_at=buyer.last_order_at, last_seen_at=one.last_seen_at, stage=one.stage,
        )
        for buyer in buyers
        if (one := known.get(buyer.person_id))
    ]  # fmt: skip
    return BuyersOut(items=items, total=total)


def _cell(one: Cell, everybody: Cell, scores: int) -> CellOut:
    place = (one.r, one.f, one.m, scores)
    return CellOut(
        **asdict(one),
        share_people=_share(one.people, everybody.people),
        share_revenue=_share(one.revenue, everybody.revenue),
        grade=grade_of(*place).key,
        action=_words(action_of(*place)),
    )


def _grades(cells: list[Cell], everybody: Cell, scores: int) -> list[GradeOut]:
    found = []
    for grade in GRADES.values():
        mine = [one for one in cells if grade_of(one.r, one.f, one.m, scores) is grade]
        people, revenue = sum(one.people for one in mine), sum(one.revenue for one in mine)
        found.append(
            GradeOut(
                key=grade.key, label=_words(grade.name), meaning=_words(grade.meaning),
                action=_words(grade_action(grade)), people=people, revenue=revenue,
                share_people=_share(people, everybody.people), share_revenue=_share(revenue, everybody.revenue),
            )
        )  # fmt: skip
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _thresholds(snapshot: Snapshot | None) -> RfmThresholds | None:
    if snapshot is None:
        return None
    limits = snapshot.thresholds
    return RfmThresholds(
        r=[round(limit / DAY_US, 2) for limit in limits.r], f=list(limits.f), m=list(limits.m)
    )


def _settings(kept: KeptSettings) -> RfmSettingsOut:
    changed_at = kept.changed_at if kept.version else None
    return RfmSettingsOut(
        **asdict(kept.settings), version=kept.version, changed_at=changed_at, changed_by=kept.changed_by
    )


def _words(text: Text) -> Words:
    return Words(zh=text.zh, en=text.en)
