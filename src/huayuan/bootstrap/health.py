"""What a load balancer, Prometheus and the console ask about this process."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field

import huayuan
from huayuan.access.api import audit
from huayuan.events import api as events
from huayuan.kernel import jobs
from huayuan.kernel.clock import Clock
from huayuan.kernel.errors import NotFound
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, public, requires, service

router = APIRouter(tags=["system"])


class PlatformStatus(BaseModel):
    """How fresh the data is and what is waiting."""

    version: str
    fresh_at: datetime | None
    lag: dict[str, int]
    waiting: int = Field(
        description="Events told inside that are in no commit yet, and people to be counted anew; at most 1,000 of each."
    )
    queues: dict[str, int]


class BackgroundJobOut(BaseModel):
    id: int
    task: str
    state: str
    due: datetime
    attempts: int
    progress: float | None
    note: str | None
    error: str | None
    created_at: datetime


class Jobs(BaseModel):
    items: list[BackgroundJobOut]
    total: int


@router.get(
    "/healthz",
    include_in_schema=False,
    dependencies=[public("asked by load balancers; says nothing about data")],
)
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@router.get(
    "/readyz",
    include_in_schema=False,
    dependencies=[public("asked by load balancers; says nothing about data")],
)
def readyz(request: Request, tx: ReadTx) -> JSONResponse:
    """200 when both stores answer and the process accepts work."""
    house = request.app.state.house
    jobs.next_due(tx.session)
    house.warehouse.run("SELECT 1 AS one")
    ready = house.started and not request.app.state.shutting_down.is_set()
    return JSONResponse({"status": "ready" if ready else "not ready"}, status_code=200 if ready else 503)


@router.get(
    "/metrics",
    include_in_schema=False,
    dependencies=[public("scraped by Prometheus; numbers only, keep it behind the proxy")],
)
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


@router.get("/api/status", response_model=PlatformStatus, dependencies=[requires("")])
def read_status(tx: ReadTx, projections: Annotated[Any, service(events.Projections)]) -> PlatformStatus:
    return PlatformStatus(
        version=huayuan.__version__,
        fresh_at=events.fresh_at(tx),
        lag=events.lag(tx, projections),
        waiting=events.waiting(tx),
        queues=jobs.counts(tx.session),
    )


@router.get("/api/jobs", response_model=Jobs, dependencies=[requires("jobs.read")])
def read_jobs(tx: ReadTx, page: PageQuery, state: Annotated[str | None, Query(max_length=12)] = None) -> Jobs:
    """Background jobs, newest first; `state` is ready, running, done, dead or cancelled."""
    rows, total = jobs.listing(tx.session, state, page.limit, page.offset)
    return Jobs(
        items=[BackgroundJobOut.model_validate(row, from_attributes=True) for row in rows], total=total
    )


@router.get("/api/jobs/{job_id}", response_model=BackgroundJobOut, dependencies=[requires("")])
def read_job(tx: ReadTx, caller: CurrentCaller, job_id: int) -> BackgroundJobOut:
    """How far a job is, for whoever started it and everybody who has its number; why it failed says `jobs.read`."""
    row = jobs.find(tx.session, job_id)
    if row is None:
        raise NotFound(what="job")
    shown = BackgroundJobOut.model_validate(row, from_attributes=True)
    return shown if caller.may("jobs.read") else shown.model_copy(update={"error": None})


@router.post("/api/jobs/{job_id}/cancel", dependencies=[requires("jobs.write")], status_code=204)
def cancel_job(tx: Tx, caller: CurrentCaller, job_id: int) -> Response:
    """Stop a job that waits or runs. What it did so far stays."""
    if not jobs.cancel(tx.session, job_id, tx.now):
        raise NotFound(what="job that can be cancelled")
    audit(tx, caller, "job.cancelled", f"job:{job_id}", {})
    return Response(status_code=204)


@router.post("/api/jobs/{job_id}/retry", dependencies=[requires("jobs.write")], status_code=204)
def retry_job(tx: Tx, caller: CurrentCaller, job_id: int, clock: Annotated[Any, service(Clock)]) -> Response:
    """Put a dead or cancelled job back in the queue."""
    if not jobs.retry(tx.session, job_id, clock.now()):
        raise NotFound(what="job that can be retried")
    audit(tx, caller, "job.retried", f"job:{job_id}", {})
    return Response(status_code=204)
