"""HTTP of the people of a segment: listed, followed, explained, exported, changed all at once."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from pyroaring import BitMap

from huayuan.access.api import audit
from huayuan.kernel.filters import moment
from huayuan.kernel.routes import Caller, CurrentCaller, PageQuery, ReadTx, Tx, requires, services_of
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api as profiles
from huayuan.profiles.contracts import CustomerFilter
from huayuan.segments import api, people
from huayuan.segments import shapes as s
from huayuan.segments.contracts import Ask, Moment
from huayuan.segments.explaining import explained
from huayuan.segments.members import acting, chosen, earlier, exporting, presenting, store
from huayuan.segments.members import shapes as m
from huayuan.segments.members.errors import ActionNotFound, ExportNotFound, ExportNotReady
from huayuan.segments.members.models import SegmentExportRow
from huayuan.segments.members.tasks import EXPORT

router = APIRouter(prefix="/api/segments", tags=["segments"])
READ, EXPORTING = requires("segments.read"), requires("segments.export")
HISTORY_DAYS = 90
MOST_CHANGES = 1_000


def _zone(request: Request) -> ZoneInfo:
    return ZoneInfo(services_of(request).get(Settings).timezone)


def _ask(request: Request, tx: Transaction) -> Ask:
    return Ask(services_of(request), tx, Moment(tx.now, _zone(request)))


@router.get("/actions", dependencies=[READ])
def read_actions(tx: ReadTx, page: PageQuery) -> m.SegmentActions:
    """Tags and assignments for whole segments, newest first."""
    rows, total = store.actions(tx.session, page.limit, page.offset)
    return m.SegmentActions(
        items=[m.SegmentActionOut.model_validate(row, from_attributes=True) for row in rows], total=total
    )


@router.post("/actions/{action_id}/undo", dependencies=[requires("segments.write")])
def undo_action(tx: Tx, caller: CurrentCaller, action_id: int) -> m.UndoBegun:
    """Take back what an action changed. What somebody changed since stays as it is now.

    Whoever does not see every customer takes back only what they did themselves.
    """
    action = acting.find(tx, action_id)
    if not caller.sees_everybody and (action.by_id, action.by) != (caller.id, caller.name):
        raise ActionNotFound(id=action_id)
    job = acting.begin_undo(tx, action_id)
    audit(tx, caller, "segments.action_undone", f"segment:{action.segment_id}", {"action": action_id})
    return m.UndoBegun(job_id=job)


@router.get("/exports", dependencies=[EXPORTING])
def read_exports(tx: ReadTx, caller: CurrentCaller, page: PageQuery) -> m.Exports:
    """One's own; whoever may see the audit log sees everybody's."""
    by = None if caller.may("audit.read") else (caller.kind, caller.id)
    rows, total = store.exports(tx.session, by, page.limit, page.offset)
    return m.Exports(items=[presenting.export_out(row) for row in rows], total=total)


@router.post("/exports", status_code=202, dependencies=[EXPORTING])
def begin_export_of_chosen(
    request: Request, tx: Tx, caller: CurrentCaller, body: m.ExportChosenIn
) -> m.ActionBegun:
    """Have a masked CSV made of customers chosen by number or by a query of the customer list, of those whom the
    caller may see. The reason is audited."""
    fields = exporting.check(body.fields, body.reason)
    whom, number_of = chosen.checked(tx, services_of(request), body.people, body.query, caller)
    kind = chosen.PEOPLE if whom.ids else chosen.QUERY
    of = {"of": kind, "segment_id": None, "segment_name": None, "whom": whom.as_dict()}
    number, job = _begin_export(tx, caller, body, fields, of)
    told = {
        "export": number,
        "of": kind,
        "people": number_of,
        "fields": fields,
        "reason": body.reason.strip(),
    }
    audit(tx, caller, "customers.exported", "customers", told)
    return m.ActionBegun(id=number, job_id=job)


@router.get("/exports/{export_id}/file", dependencies=[EXPORTING], response_class=FileResponse)
def download_export(tx: Tx, caller: CurrentCaller, export_id: int) -> FileResponse:
    """The file, for whoever had it made. Each download is audited."""
    row = _own_export(tx, caller, export_id)
    if row.state != "done" or row.path is None or not Path(row.path).exists():
        raise ExportNotReady(state=row.state)
    of_segment = row.segment_id is not None
    action = "segments.export_downloaded" if of_segment else "customers.export_downloaded"
    subject = f"segment:{row.segment_id}" if of_segment else "customers"
    audit(tx, caller, action, subject, {"export": export_id})
    return FileResponse(row.path, media_type="text/csv; charset=utf-8", filename=exporting.file_name(row))


def _own_export(tx: Transaction, caller: Caller, export_id: int) -> SegmentExportRow:
    row = store.export(tx.session, export_id)
    if row is None or (row.by_kind, row.by_id) != (caller.kind, caller.id):
        raise ExportNotFound(id=export_id)
    return row


Day = Annotated[str | None, Query(max_length=40, examples=["2026-03-02"])]


@router.get("/{segment_id}/people", dependencies=[READ])
def read_people(
    request: Request, tx: ReadTx, caller: CurrentCaller, page: PageQuery, segment_id: int, at: Day = None
) -> m.PersonPage:
    """Members whom the caller may see, sorted and paged as the customer list is; with `at` those who were members then
    (at the end of a day), of the last 90 days."""
    members = api.members(_ask(request, tx), segment_id)
    moment_asked = moment(at, _zone(request), end=True)
    if moment_asked is not None:
        members = earlier.members_at(tx, segment_id, members, moment_asked)
    return _page_of(tx, caller, page, members)


@router.get("/{segment_id}/moved", dependencies=[READ])
def read_moved(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    segment_id: int,
    entered: Annotated[bool, Query(description="Who entered; false: who left.")],
    from_: Annotated[str | None, Query(alias="from", max_length=40)] = None,
    to: Day = None,
) -> m.PersonPage:
    """Who entered or left between two days, of whom the caller may see; of the last 90 days unless said."""
    api.get(tx, segment_id)
    zone = _zone(request)
    first = moment(from_, zone) or tx.now - timedelta(days=HISTORY_DAYS)
    last = moment(to, zone, end=True) or tx.now
    return _page_of(tx, caller, page, earlier.moved(tx, segment_id, first, last, entered))


def _page_of(tx: Transaction, caller: Caller, page: PageQuery, people_of: BitMap) -> m.PersonPage:
    wanted = CustomerFilter(among=people_of.to_array(), visibility=profiles.visibility(tx, caller.scope))
    found = profiles.customers_page(
        tx, wanted, sort=page.sort or "-last_seen_at", limit=page.limit, offset=page.offset
    )
    return m.PersonPage(items=presenting.person_lines(tx, found.items), total=found.total)


@router.get("/{segment_id}/history", dependencies=[READ])
def read_history(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    segment_id: int,
    from_: Annotated[str | None, Query(alias="from", max_length=40)] = None,
    to: Day = None,
) -> s.SizeHistory:
    """The hours in which somebody entered or left; of the last 90 days unless said. Sizes are of everybody, so whoever
    sees only some customers is told nothing."""
    api.get(tx, segment_id)
    zone, now = _zone(request), tx.now
    first = moment(from_, zone) or now - timedelta(days=HISTORY_DAYS)
    last = moment(to, zone, end=True) or now
    if people.visible(tx, caller.scope) is not None:
        return s.SizeHistory(items=[])
    points = api.history(tx, [segment_id], first, last)[segment_id]
    return s.SizeHistory(
        items=[s.SizeOut(at=one.at, size=one.size, entered=one.entered, left=one.left) for one in points]
    )


@router.get("/{segment_id}/changes", dependencies=[READ])
def read_changes(
    tx: ReadTx,
    caller: CurrentCaller,
    segment_id: int,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_CHANGES)] = 200,
) -> s.Changes:
    """Who entered and left after a cursor, in order; of whom the caller may see."""
    api.get(tx, segment_id)
    found = api.changes(tx, segment_id, after=after, limit=limit)
    seen = people.visible(tx, caller.scope)
    return s.Changes(
        items=[
            s.MembershipChangeOut(
                cursor=one.cursor, person_id=one.person_id, entered=one.entered, at=one.at, version=one.version,
                cause=one.cause.value,
            )
            for one in found
            if seen is None or one.person_id in seen
        ],
        next=found[-1].cursor if found else after,
    )  # fmt: skip


@router.get("/{segment_id}/members/{person_id}", dependencies=[READ])
def read_membership(
    request: Request, tx: ReadTx, caller: CurrentCaller, segment_id: int, person_id: int
) -> s.MembershipOut:
    """Why a person is in a segment or not: each part of the rule, asked now, with what is known about them."""
    person = profiles.customer(tx, person_id, profiles.visibility(tx, caller.scope)).id
    ask, segment = _ask(request, tx), api.get(tx, segment_id)
    tree = explained(ask, api.parse(segment.tree), person)
    return s.MembershipOut(member=tree["answer"], as_of=tx.now.astimezone(UTC), tree=tree)


@router.post("/{segment_id}/export", status_code=202, dependencies=[EXPORTING])
def begin_export(tx: Tx, caller: CurrentCaller, segment_id: int, body: m.ExportIn) -> m.ActionBegun:
    """Have a masked CSV of the members made whom the caller may see. The reason is audited."""
    segment, fields = api.get(tx, segment_id), exporting.check(body.fields, body.reason)
    of = {"of": chosen.SEGMENT, "segment_id": segment.id, "segment_name": segment.name, "whom": None}
    number, job = _begin_export(tx, caller, body, fields, of)
    told = {"export": number, "fields": fields, "reason": body.reason.strip()}
    audit(tx, caller, "segments.exported", f"segment:{segment_id}", told)
    return m.ActionBegun(id=number, job_id=job)


def _begin_export(
    tx: Transaction, caller: Caller, body: m.ExportIn, fields: list[str], of: dict[str, Any]
) -> tuple[int, int]:
    number = store.add_export(
        tx.session,
        {
            **of, "fields": fields, "language": body.language, "reason": body.reason.strip(), "state": "queued",
            "scope": [caller.scope.kind, list(caller.scope.ids)],
            "by_kind": caller.kind, "by_id": caller.id, "by": caller.name, "created_at": tx.now,
        },
    )  # fmt: skip
    return number, tx.start(EXPORT, {"export": number})


@router.post("/{segment_id}/tag", status_code=202, dependencies=[requires("tags.write")])
def tag_all(tx: Tx, caller: CurrentCaller, segment_id: int, body: m.TagAll) -> m.ActionBegun:
    """Give and take tags of everybody in a segment whom the caller may see, in the background."""
    number, job = acting.begin_tagging(tx, api.get(tx, segment_id), body.add, body.remove, caller)
    told = {"action": number, "add": body.add, "remove": body.remove}
    audit(tx, caller, "segments.tagged", f"segment:{segment_id}", told)
    return m.ActionBegun(id=number, job_id=job)


@router.post("/{segment_id}/assign", status_code=202, dependencies=[requires("customers.write")])
def assign_all(tx: Tx, caller: CurrentCaller, segment_id: int, body: m.AssignAll) -> m.ActionBegun:
    """Say which member of staff looks after whom (the trait `owner_staff`), in the background."""
    number, job = acting.begin_assigning(tx, api.get(tx, segment_id), body.staff, caller)
    audit(tx, caller, "segments.assigned", f"segment:{segment_id}", {"action": number, "staff": body.staff})
    return m.ActionBegun(id=number, job_id=job)
