"""HTTP of segments: rules composed, kept, versioned; who is in them is beside in `members/`."""

import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request, Response

from huayuan.access.api import audit
from huayuan.kernel.errors import Invalid
from huayuan.kernel.routes import CurrentCaller, PageQuery, ReadTx, Tx, requires, services_of
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments import api, library, naming, people, presenting, store, usage
from huayuan.segments import shapes as s
from huayuan.segments.contracts import Ask, Moment
from huayuan.segments.overlap import regions
from huayuan.segments.vocabulary import Vocabulary, vocabulary

router = APIRouter(prefix="/api/segments", tags=["segments"])
READ, WRITE = requires("segments.read"), requires("segments.write")


def ask_of(request: Request, tx: Transaction) -> Ask:
    services = services_of(request)
    return Ask(services, tx, Moment(tx.now, ZoneInfo(services.get(Settings).timezone)))


@router.get("", dependencies=[READ])
def list_segments(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    q: Annotated[str | None, Query(max_length=100)] = None,
    status: Literal["active", "archived"] | None = None,
) -> s.SegmentPage:
    """Sorted by name, size, updated_at or created_at; a leading minus turns it round."""
    sort = page.sort or "-updated_at"
    if sort.removeprefix("-") not in store.segments.sorts():
        raise Invalid(field="sort", reason=f"{sort[:40]} ≠ {', '.join(store.segments.sorts())}")
    found, total = api.page(tx, q=q, status=status, sort=sort, limit=page.limit, offset=page.offset)
    return s.SegmentPage(items=presenting.shown(ask_of(request, tx), caller, found), total=total)


@router.post("", status_code=201, dependencies=[WRITE])
def create_segment(request: Request, tx: Tx, caller: CurrentCaller, body: s.SegmentIn) -> s.SegmentOut:
    """Its members are known a moment later; `size` is null until then."""
    ask = ask_of(request, tx)
    made = api.create(ask, body.name, body.description, body.tree, caller.name)
    audit(tx, caller, "segments.created", f"segment:{made.id}", {"name": made.name})
    return presenting.shown_one(ask, caller, made)


@router.post("/preview", dependencies=[READ])
def preview(request: Request, tx: ReadTx, caller: CurrentCaller, body: s.PreviewIn) -> s.PreviewOut:
    """How many people a rule would choose now, who for example, and the size of each part; within the data scope."""
    ask, clock = ask_of(request, tx), time.perf_counter()
    found = api.preview(ask, api.check(ask, body.tree))
    seen = people.visible(tx, caller.scope)
    chosen = people.within(found.people, seen)
    sizes = found.parts if seen is None else dict.fromkeys(found.parts)
    [sentence] = naming.sentences(ask.services, tx, [body.tree])
    return s.PreviewOut(
        size=len(chosen),
        of=found.of if seen is None else len(seen),
        as_of=found.as_of,
        took_ms=round((time.perf_counter() - clock) * 1000),
        sentence=s.Label.of(sentence),
        leaves=[s.LeafSize(path=list(path), size=size) for path, size in sizes.items() if size is not None],
        sample=presenting.sample(tx, list(chosen[: body.sample])),
    )


@router.get("/vocabulary", dependencies=[READ])
def read_vocabulary(request: Request, tx: ReadTx) -> Vocabulary:
    """All that conditions can be made of."""
    return vocabulary(services_of(request), tx)


@router.get("/library", dependencies=[READ])
def read_library(request: Request, tx: ReadTx) -> s.Library:
    """Ready-made segments, with the thresholds of the settings."""
    return s.Library(
        items=[
            s.LibraryEntry(
                key=one.key, name=s.Label.of(one.name), why=s.Label.of(one.why), tree=one.tree, size=None
            )
            for one in library.entries(tx)
        ]
    )


@router.post("/library/{key}", status_code=201, dependencies=[WRITE])
def take_from_library(request: Request, tx: Tx, caller: CurrentCaller, key: str) -> s.SegmentOut:
    """Make a segment of one's own of a ready-made one; it can be changed like any other."""
    ask, entry = ask_of(request, tx), library.entry(tx, key)
    name = library.free_name(tx, entry.name.zh)
    made = api.create(ask, name, entry.why.zh, entry.tree, caller.name)
    audit(tx, caller, "segments.created", f"segment:{made.id}", {"name": name, "library": key})
    return presenting.shown_one(ask, caller, made)


@router.post("/overlap", dependencies=[READ])
def overlap(request: Request, tx: ReadTx, caller: CurrentCaller, body: s.OverlapIn) -> s.SegmentOverlapOut:
    """How two to four segments overlap: a region are the people who are in exactly these of them."""
    ask, seen = ask_of(request, tx), people.visible(tx, caller.scope)
    ids = list(dict.fromkeys(body.segments))
    sets = {one: people.within(api.members(ask, one), seen) for one in ids}
    return s.SegmentOverlapOut(
        sets=[s.OverlapSet(id=one, name=api.get(tx, one).name, size=len(sets[one])) for one in ids],
        regions=[
            s.OverlapRegion.model_validate({"in": list(inside), "size": size})
            for inside, size in regions(sets).items()
        ],
    )


@router.get("/{segment_id}", dependencies=[READ])
def read_segment(request: Request, tx: ReadTx, caller: CurrentCaller, segment_id: int) -> s.SegmentOut:
    return presenting.shown_one(ask_of(request, tx), caller, api.get(tx, segment_id))


@router.put("/{segment_id}", dependencies=[WRITE])
def edit_segment(
    request: Request, tx: Tx, caller: CurrentCaller, segment_id: int, body: s.SegmentEdit
) -> s.SegmentOut:
    """Save over the version that was edited. 409 `segments.changed_meanwhile` says who saved another one, and when."""
    ask = ask_of(request, tx)
    saved = api.edit(
        ask, segment_id, version=body.version, by=caller.name, name=body.name, description=body.description,
        raw=body.tree, note=body.note,
    )  # fmt: skip
    audit(tx, caller, "segments.edited", f"segment:{segment_id}", {"version": saved.version})
    return presenting.shown_one(ask, caller, saved)


@router.delete("/{segment_id}", status_code=204, dependencies=[WRITE])
def delete_segment(tx: Tx, caller: CurrentCaller, segment_id: int) -> Response:
    """With its history. 409 `segments.in_use` names the places that use it."""
    name = api.get(tx, segment_id).name
    usage.refuse_if_used(tx, segment_id, name)
    api.delete(tx, segment_id)
    audit(tx, caller, "segments.deleted", f"segment:{segment_id}", {"name": name})
    return Response(status_code=204)


@router.post("/{segment_id}/archive", dependencies=[WRITE])
def archive_segment(request: Request, tx: Tx, caller: CurrentCaller, segment_id: int) -> s.SegmentOut:
    """It is kept and no longer brought up to date. Refused while it is used, as deleting is."""
    usage.refuse_if_used(tx, segment_id, api.get(tx, segment_id).name)
    api.archive(tx, segment_id, caller.name)
    audit(tx, caller, "segments.archived", f"segment:{segment_id}", {})
    return presenting.shown_one(ask_of(request, tx), caller, api.get(tx, segment_id))


@router.post("/{segment_id}/restore", dependencies=[WRITE])
def restore_segment(request: Request, tx: Tx, caller: CurrentCaller, segment_id: int) -> s.SegmentOut:
    api.restore(tx, segment_id, caller.name)
    audit(tx, caller, "segments.restored", f"segment:{segment_id}", {})
    return presenting.shown_one(ask_of(request, tx), caller, api.get(tx, segment_id))


@router.get("/{segment_id}/versions", dependencies=[READ])
def read_versions(request: Request, tx: ReadTx, segment_id: int) -> s.Versions:
    """Latest first."""
    found = api.versions(tx, segment_id)
    return s.Versions(items=presenting.shown_versions(ask_of(request, tx), found))


@router.post("/{segment_id}/versions/{version}/restore", dependencies=[WRITE])
def restore_version(
    request: Request, tx: Tx, caller: CurrentCaller, segment_id: int, version: int
) -> s.SegmentOut:
    """Save the rule of an earlier version as the newest one."""
    ask, known = ask_of(request, tx), api.get(tx, segment_id)
    old = presenting.version_of(tx, segment_id, version)
    saved = api.edit(
        ask, segment_id, version=known.version, by=caller.name, raw=old.tree, note=f"← v{version}"
    )
    audit(
        tx,
        caller,
        "segments.edited",
        f"segment:{segment_id}",
        {"version": saved.version, "restored": version},
    )
    return presenting.shown_one(ask, caller, saved)


@router.get("/{segment_id}/used-by", dependencies=[READ])
def read_places(tx: ReadTx, segment_id: int) -> s.Places:
    api.get(tx, segment_id)
    return s.Places(items=[s.PlaceOut(**vars_of(one)) for one in usage.places_of(tx, segment_id)])


def vars_of(place: usage.Place) -> dict[str, object]:
    return usage.told([place])[0]
