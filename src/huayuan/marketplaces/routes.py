"""HTTP of marketplaces: imports from upload to the list of mistakes, and webhooks."""

from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile

from huayuan.access.api import audit
from huayuan.kernel.crypto import Vault
from huayuan.kernel.routes import (
    Caller,
    CurrentCaller,
    PageQuery,
    ReadTx,
    Tx,
    WriteSlot,
    requires,
    services_of,
)
from huayuan.kernel.settings import Settings
from huayuan.kernel.sheets.routes import BoundedRoute
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.marketplaces import api, previewing
from huayuan.marketplaces import shapes as s
from huayuan.marketplaces.contracts import ImportView
from huayuan.marketplaces.errors_csv import errors_csv
from huayuan.marketplaces.hooks.routes import router as webhooks
from huayuan.marketplaces.kinds import kind_of
from huayuan.marketplaces.uploads import take_in

imports = APIRouter(prefix="/api", tags=["imports"], route_class=BoundedRoute)
READ, WRITE = requires("imports.read"), requires("imports.write")


@imports.post("/imports", status_code=201, dependencies=[WRITE])
def upload(
    request: Request,
    caller: CurrentCaller,
    slot: WriteSlot,
    file: Annotated[UploadFile, File(description="CSV (UTF-8, GB18030, UTF-16) or Excel.")],
    kind: Annotated[str, Form(max_length=40, description="orders or customers.")],
) -> s.ImportOut:
    """Take in a file and look at it. Nothing is imported before `start`."""
    services = services_of(request)
    settings = services.get(Settings)
    kind_of(kind)  # an unknown kind is refused before a large file is looked at
    # A large file takes seconds to look at, so this comes before the transaction and not inside it.
    inspected = take_in(file.file, file.filename or "", settings.data_dir / "uploads", settings.upload_bytes)
    with services.get(UnitOfWork).begin() as tx:
        view = api.add(tx, kind, inspected, zone=settings.timezone, by=caller.name)
        _note(tx, caller, "uploaded", view)
        return _out(tx, view)


@imports.post("/imports/{import_id}/start", dependencies=[WRITE])
def start(tx: Tx, caller: CurrentCaller, import_id: int, body: s.StartIn) -> s.ImportOut:
    """Begin in the background; its progress is in the import and under /api/jobs."""
    view = api.start(tx, import_id, body.mapping, body.options)
    _note(tx, caller, "started", view)
    return _out(tx, view)


@imports.post("/imports/{import_id}/preview", dependencies=[WRITE])
def preview(tx: ReadTx, request: Request, import_id: int, body: s.StartIn) -> s.ImportPreviewOut:
    """What the first rows of an import of customers would do under this mapping: who is known, which traits change."""
    vault = services_of(request).get(Vault)
    return s.preview_out(previewing.preview(tx, vault, import_id, body.mapping, body.options))


@imports.post("/imports/{import_id}/undo", status_code=202, dependencies=[WRITE])
def undo(tx: Tx, caller: CurrentCaller, import_id: int) -> s.UndoOut:
    """Restore the traits that an import changed, in the background; what changed since is left."""
    job_id = api.undo_traits(tx, import_id)
    _note(tx, caller, "undone", api.get(tx, import_id))
    return s.UndoOut(job_id=job_id)


@imports.post("/imports/{import_id}/pause", dependencies=[WRITE])
def pause(tx: Tx, caller: CurrentCaller, import_id: int) -> s.ImportOut:
    """Stop after the chunk under way. `resume` goes on."""
    return _noted(tx, caller, "paused", api.pause(tx, import_id))


@imports.post("/imports/{import_id}/cancel", dependencies=[WRITE])
def cancel(tx: Tx, caller: CurrentCaller, import_id: int) -> s.ImportOut:
    """Stop. What was imported stays."""
    return _noted(tx, caller, "cancelled", api.cancel(tx, import_id))


@imports.post("/imports/{import_id}/resume", dependencies=[WRITE])
def resume(tx: Tx, caller: CurrentCaller, import_id: int) -> s.ImportOut:
    """Go on after the last committed chunk of a paused, failed or cancelled import."""
    return _noted(tx, caller, "resumed", api.resume(tx, import_id))


@imports.get("/imports", dependencies=[READ])
def list_imports(
    tx: ReadTx, page: PageQuery, kind: Annotated[str | None, Query(max_length=40)] = None
) -> s.ImportPage:
    """Newest first."""
    found, total = api.imports(tx, kind=kind, limit=page.limit, offset=page.offset)
    return s.ImportPage(items=[s.ImportSummary(**s.summary_values(view)) for view in found], total=total)


@imports.get("/imports/{import_id}", dependencies=[READ])
def read_import(tx: ReadTx, import_id: int) -> s.ImportOut:
    return _out(tx, api.get(tx, import_id))


@imports.get(
    "/imports/{import_id}/errors.csv",
    dependencies=[READ],
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def download_errors(
    tx: ReadTx, import_id: int, lang: Annotated[Literal["zh", "en"], Query()] = "zh"
) -> Response:
    """Rows with mistakes: row, column, an excerpt of the value, what is wrong. At most 20,000 of them are kept."""
    text = "".join(errors_csv(api.problems(tx, import_id), lang))
    name = f'attachment; filename="import-{import_id}-errors.csv"'
    return Response(text, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _out(tx: Transaction, view: ImportView) -> s.ImportOut:
    return s.import_out(view, kind_of(view.kind).fields, api.offers(view), api.plain_mapping(tx, view))


def _noted(tx: Transaction, caller: Caller, what: str, view: ImportView) -> s.ImportOut:
    _note(tx, caller, what, view)
    return _out(tx, view)


def _note(tx: Transaction, caller: Caller, what: str, view: ImportView) -> None:
    audit(tx, caller, f"imports.{what}", f"import:{view.id}", {"kind": view.kind, "rows": view.rows_total})


router = APIRouter()
router.include_router(imports)
router.include_router(webhooks)
