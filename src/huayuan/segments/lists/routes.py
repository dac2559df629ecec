"""HTTP of static lists: uploaded, matched in the background, looked at, removed."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Response, UploadFile
from fastapi.responses import StreamingResponse
from starlette.requests import Request

from huayuan.access.api import audit
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, WriteSlot, requires, services_of
from huayuan.kernel.settings import Settings
from huayuan.kernel.sheets.routes import BoundedRoute
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.segments import usage
from huayuan.segments.lists import api, report
from huayuan.segments.lists import shapes as s
from huayuan.segments.lists.contracts import AUTO
from huayuan.segments.lists.taking import take_in

router = APIRouter(prefix="/api/segments/lists", tags=["segments"], route_class=BoundedRoute)
READ, WRITE = requires("segments.read"), requires("segments.write")


@router.post("", status_code=202, dependencies=[WRITE])
def upload_list(
    request: Request,
    caller: CurrentCaller,
    slot: WriteSlot,
    file: Annotated[
        UploadFile,
        File(description="CSV or text (UTF-8, GB18030, UTF-16), or Excel; up to a million rows and more."),
    ],
    name: Annotated[str, Form(min_length=1, max_length=120, pattern=r"\S")],
    identifier: Annotated[
        str, Form(max_length=40, description="auto, phone, member_no, openid, person_id …")
    ] = AUTO,
    account: Annotated[
        str | None,
        Form(
            max_length=120,
            description="The corp or app an external userid or openid belongs to, when several have it.",
        ),
    ] = None,
) -> s.ListBegun:
    """Make a list of the people a file names. It is read in the background; whoever the caller may not see counts as
    unknown."""
    services = services_of(request)
    settings, uow = services.get(Settings), services.get(UnitOfWork)
    # A large file takes a while to copy, so this comes before the transaction and not inside it.
    taken = take_in(
        file.file, file.filename or "", settings.data_dir / "lists", settings.upload_bytes, uow, services.get(Vault),
        identifier, account or None,
    )  # fmt: skip
    with uow.begin() as tx:
        made = api.add(tx, name.strip(), taken, caller.name)
        audit(
            tx,
            caller,
            "segments.list_uploaded",
            f"list:{made.id}",
            {"name": made.name, "file": made.file_name},
        )
        scope = [caller.scope.kind, list(caller.scope.ids)]
        return s.ListBegun(id=made.id, job_id=tx.start(api.TASK, {"list": made.id, "scope": scope}))


@router.get("", dependencies=[READ])
def read_lists(tx: ReadTx, page: PageQuery) -> s.ListPage:
    """Newest first."""
    found, total = api.lists(tx, limit=page.limit, offset=page.offset)
    return s.ListPage(items=[s.list_out(one) for one in found], total=total)


@router.get("/{list_id}", dependencies=[READ])
def read_list(tx: ReadTx, list_id: int) -> s.ListOut:
    """A list and how its rows were matched."""
    return s.list_out(api.one(tx, list_id))


@router.get("/{list_id}/unmatched.csv", dependencies=[WRITE], response_class=StreamingResponse)
def download_unmatched(
    tx: Tx,
    caller: CurrentCaller,
    list_id: int,
    lang: Annotated[str, Query(pattern="^(zh|en)$")] = "zh",
) -> StreamingResponse:
    """Rows that name nobody or several people: row, value, reason. Kept for 30 days; each download is audited."""
    path = api.report_path(tx, list_id)
    audit(tx, caller, "segments.list_report_downloaded", f"list:{list_id}", {})
    headers = {"Content-Disposition": f'attachment; filename="list-{list_id}-unmatched.csv"'}
    return StreamingResponse(report.told(path, lang), media_type="text/csv; charset=utf-8", headers=headers)


@router.delete("/{list_id}", status_code=204, dependencies=[WRITE])
def delete_list(tx: Tx, caller: CurrentCaller, list_id: int) -> Response:
    """Remove a list with its files. 409 `segments.list_in_use` names the segments that use it."""
    name = api.one(tx, list_id).name
    usage.refuse_if_list_used(tx, list_id, name)
    api.remove(tx, list_id)
    audit(tx, caller, "segments.list_deleted", f"list:{list_id}", {"name": name})
    return Response(status_code=204)
