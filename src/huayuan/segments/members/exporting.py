"""People as a CSV: masked, within the data scope of whoever asked, a thousand at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from huayuan.kernel.errors import Text
from huayuan.kernel.money import format_yuan
from huayuan.kernel.sheets.writing import BOM, csv_line
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import Customer, Friend, Tag
from huayuan.segments.members.errors import ExportReasonNeeded, UnknownExportField
from huayuan.segments.members.models import SegmentExportRow
from huayuan.stores import api as stores
from huayuan.stores.contracts import StaffMember

AT_ONCE = 1_000
LEAST_REASON = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A customer with what a line may say about them."""

    customer: Customer
    tags: Sequence[Tag]
    friends: Sequence[Friend]
    staff: Mapping[int, StaffMember]
    zone: ZoneInfo

    def time(self, at: datetime | None) -> str:
        return at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def masked_name(name: str) -> str:
    """The first character: enough to recognise somebody one knows, too little to find somebody one does not."""
    return f"{name[0]}**" if name else ""


Cell = Callable[[Line], str]
FIELDS: dict[str, tuple[Text, Cell]] = {
    "id": (Text("客户 ID", "Customer id"), lambda one: str(one.customer.id)),
    "name": (Text("姓名（脱敏）", "Name (masked)"), lambda one: masked_name(one.customer.name)),
    "phone": (Text("手机号（脱敏）", "Phone (masked)"), lambda one: one.customer.phone_masked or ""),
    "gender": (Text("性别", "Gender"), lambda one: one.customer.gender or ""),
    "city": (Text("城市", "City"), lambda one: one.customer.city or ""),
    "stage": (Text("生命周期", "Lifecycle"), lambda one: one.customer.stage or ""),
    "first_channel": (Text("首次渠道", "First channel"), lambda one: one.customer.first_channel or ""),
    "last_channel": (Text("最近渠道", "Last channel"), lambda one: one.customer.last_channel or ""),
    "first_seen_at": (Text("首次出现", "First seen"), lambda one: one.time(one.customer.first_seen_at)),
    "last_seen_at": (Text("最近活跃", "Last seen"), lambda one: one.time(one.customer.last_seen_at)),
    "events": (Text("行为次数", "Events"), lambda one: str(one.customer.events)),
    "orders": (Text("订单数", "Orders"), lambda one: str(one.customer.orders)),
    "gmv": (Text("累计消费（元）", "Total paid (yuan)"), lambda one: format_yuan(one.customer.gmv)),
    "last_order_at": (Text("最近下单", "Last order"), lambda one: one.time(one.customer.last_order_at)),
    "tags": (Text("标签", "Tags"), lambda one: "、".join(tag.name for tag in one.tags)),
    "staff": (
        Text("好友员工", "Staff"),
        lambda one: "、".join(one.staff[friend.staff_id].shown_name for friend in one.friends if friend.staff_id in one.staff),
    ),
}  # fmt: skip


def check(fields: Sequence[str], reason: str) -> list[str]:
    """The fields, each once. Raises UnknownExportField, ExportReasonNeeded."""
    chosen = list(dict.fromkeys(fields)) or list(FIELDS)
    if unknown := [name for name in chosen if name not in FIELDS]:
        raise UnknownExportField(fields=", ".join(unknown)[:200], allowed=", ".join(FIELDS))
    if len(reason.strip()) < LEAST_REASON:
        raise ExportReasonNeeded()
    return chosen


def file_name(row: SegmentExportRow) -> str:
    return f"customers-{row.id}.csv" if row.segment_id is None else f"segment-{row.segment_id}-{row.id}.csv"


def header(fields: Sequence[str], language: str) -> str:
    return BOM + csv_line([getattr(FIELDS[name][0], language) for name in fields])


def lines(tx: Transaction, people: Sequence[int], fields: Sequence[str], zone: ZoneInfo) -> list[str]:
    """A line for each of these people who still has one, in their order."""
    customers = profiles.customers_by_id(tx, people)
    tags = profiles.tags_of(tx, people) if "tags" in fields else {}
    friends = profiles.friends_of(tx, people) if "staff" in fields else {}
    staff = (
        stores.staff_by_id(tx, {one.staff_id for mine in friends.values() for one in mine}) if friends else {}
    )
    cells = [FIELDS[name][1] for name in fields]
    found = []
    for person in people:
        if (customer := customers.get(person)) is not None:
            line = Line(customer, tags.get(person, []), friends.get(person, []), staff, zone)
            found.append(csv_line([cell(line) for cell in cells]))
    return found


def append(path: Path, text: str, *, fresh: bool) -> None:
    with path.open("w" if fresh else "a", encoding="utf-8", newline="") as file:
        file.write(text)
