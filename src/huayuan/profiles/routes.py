"""HTTP of profiles: the customer list, one customer, their timeline, tags, and the search for people."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request

from huayuan.access.api import audit
from huayuan.events.api import EventReader, label_of, masked
from huayuan.events.contracts import StoredEvent
from huayuan.identity import api as identity
from huayuan.kernel.crypto import Vault
from huayuan.kernel.filters import words
from huayuan.kernel.routes import Caller, CurrentCaller, PageQuery, ReadTx, Tx, requires, service, services_of
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api, bulk, presenting, rules, tagging
from huayuan.profiles import shapes as s
from huayuan.profiles.asking import CustomerQuery, filter_of, found_by_identifier
from huayuan.profiles.contracts import CustomerFilter, PeopleOfSegment, SegmentsByName, Visibility
from huayuan.profiles.tags import edits, keeping
from huayuan.profiles.tags.contracts import TagChanges

router = APIRouter(prefix="/api", tags=["customers"])
READ, TAG = requires("customers.read"), requires("tags.write")
OneVault = Annotated[Vault, service(Vault)]
Reader = Annotated[EventReader, service(EventReader)]
TheSettings = Annotated[Settings, service(Settings)]
Asked = Annotated[CustomerQuery, Depends()]
FEW = 5  # segments, and tags, that the search shows
SAME_MOMENT = 200  # events with one time that a page of the timeline may carry beyond its limit


def _visible(tx: Transaction, caller: Caller) -> Visibility:
    return api.visibility(tx, caller.scope)


def _segments(request: Request) -> PeopleOfSegment | None:
    return services_of(request).find(PeopleOfSegment)


@router.get("/customers", dependencies=[READ])
def list_customers(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    page: PageQuery,
    vault: OneVault,
    settings: TheSettings,
    asked: Asked,
) -> s.CustomerPage:
    """Customers whom the caller may see. Values of a filter separated by commas mean any of them.

    Bounds are included; a day is a day of the organisation's zone.
    """
    zone, segments = ZoneInfo(settings.timezone), _segments(request)
    wanted = filter_of(tx, asked, _visible(tx, caller), vault, zone, segments)
    found = api.customers_page(
        tx, wanted, sort=page.sort or "-last_seen_at", limit=page.limit, offset=page.offset
    )
    return s.CustomerPage(items=presenting.customer_rows(tx, found.items), total=found.total)


@router.get("/customers/{person_id}", dependencies=[READ])
def read_customer(tx: ReadTx, caller: CurrentCaller, person_id: int) -> s.CustomerDetail:
    """One customer. The number of someone who was merged answers with whom they are now."""
    return presenting.detail(tx, api.customer(tx, person_id, _visible(tx, caller)))


@router.get("/customers/{person_id}/timeline", dependencies=[READ])
def read_timeline(
    tx: ReadTx,
    caller: CurrentCaller,
    reader: Reader,
    person_id: int,
    events: Annotated[
        str | None, Query(max_length=2000, description="Event names, separated by commas.")
    ] = None,
    before: Annotated[datetime | None, Query(description="Only events before this time.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> s.Timeline:
    """What a customer did, newest first."""
    person = api.customer(tx, person_id, _visible(tx, caller)).id
    names = words(events)
    found = reader.timeline(person, events=names, before=rules.aware(before), limit=limit + SAME_MOMENT)
    shown = rules.whole_moments(found, limit)
    counts = {row["event"]: row["count"] for row in reader.counts_by_event(person_id=person)}
    return s.Timeline(
        items=[_timeline_event(event) for event in shown],
        next_before=shown[-1].occurred_at if len(found) > len(shown) else None,
        counts_by_event=counts,
    )


def _timeline_event(event: StoredEvent) -> s.TimelineEvent:
    values = {name: getattr(event, name) for name in s.TimelineEvent.model_fields if name != "label"}
    values |= {"label": s.Label(**label_of(event.event)), "properties": masked(event.event, event.properties)}
    return s.TimelineEvent(**values)


@router.post("/customers/{person_id}/reveal", dependencies=[requires("customers.reveal")])
def reveal(
    tx: Tx, caller: CurrentCaller, vault: OneVault, reader: Reader, person_id: int, body: s.RevealIn
) -> s.Revealed:
    """Show a personal field in full. Who asked and why is written to the audit log before the answer."""
    reason = rules.good_reason(body.reason)
    person = api.customer(tx, person_id, _visible(tx, caller)).id
    if body.field.startswith(rules.OF_EVENT):
        event_id, name = rules.event_property(body.field)
        value = api.event_property(reader, person, event_id, name)
        told = {"field": name, "event": str(event_id), "reason": reason}
        audit(tx, caller, "customers.revealed", f"person:{person}", told)
        return s.Revealed(value=value)
    identifier = api.revealable(tx, person, body.field)
    value = identity.reveal(tx, vault, identifier.id)
    audit(
        tx,
        caller,
        "customers.revealed",
        f"person:{person}",
        {"field": identifier.kind, "identifier": identifier.id, "reason": reason},
    )
    return s.Revealed(value=value)


@router.post("/customers/{person_id}/tags", dependencies=[TAG])
def change_tags(tx: Tx, caller: CurrentCaller, person_id: int, body: s.TagChange) -> s.TagsOfCustomer:
    """Give and take tags. Answers those the customer wears now."""
    person = api.customer(tx, person_id, _visible(tx, caller)).id
    bulk.check_tags(tx, caller, body.add, body.remove)
    by = keeping.signed(caller)
    added = bulk.give_one(tx, person, body.add, by, body.why, rules.aware(body.expires_at))
    removed = bulk.take_one(tx, person, body.remove, by)
    if added or removed:
        audit(tx, caller, "customers.tagged", f"person:{person}", {"added": added, "removed": removed})
    worn = api.tags_of(tx, [person]).get(person, [])
    return s.TagsOfCustomer(tags=[s.TagOfCustomer.model_validate(tag) for tag in worn])


@router.post("/customers/tags", dependencies=[TAG])
def change_tags_of_many(
    request: Request, tx: Tx, caller: CurrentCaller, vault: OneVault, settings: TheSettings, body: s.BulkTags
) -> s.BulkTagsDone:
    """Give and take tags of many: of `ids`, or of everybody who fits `filter`; all within the caller's data scope.

    Up to 1,000 at once, and `items` says what is different of whom; of more, `job_id` is the job that changes them.
    Either can be taken back with `POST /api/tags/edits/{edit_id}/undo`.
    """
    bulk.check_tags(tx, caller, body.add, body.remove)
    wish = bulk.TagWish(
        tuple(body.add), tuple(body.remove), tuple(body.ids), body.filter, caller.scope,
        keeping.signed(caller), body.why, rules.aware(body.expires_at),
    )  # fmt: skip
    meant = bulk.meant(tx, wish, vault, ZoneInfo(settings.timezone), _segments(request))
    edit = bulk.open_edit(tx, wish)
    told = {
        "add": body.add, "remove": body.remove, "people": meant.number, "by": "filter" if body.filter else "ids",
        "edit": edit,
    }  # fmt: skip
    audit(tx, caller, "customers.tagged_many", "customers", told)
    if meant.number > bulk.AT_ONCE:
        job = tx.start(bulk.TASK, bulk.payload(wish, caller, edit))
        return s.BulkTagsDone(
            changed=0, items=[], failed=[], queued=meant.number, job_id=job, edit_id=edit, undoable=True
        )
    done = bulk.tag_people(tx, wish, meant.first, edit)
    edits.close_edit(tx, edit)
    return presenting.bulk_tags_done(done, edit)


@router.get("/tags", dependencies=[requires("tags.read")])
def list_tags(tx: ReadTx) -> s.TagList:
    """All tags by group and name, with how many people wear each."""
    return s.TagList(items=[s.TagOut.model_validate(tag) for tag in api.all_tags(tx)])


@router.post("/tags", status_code=201, dependencies=[TAG])
def create_tag(tx: Tx, caller: CurrentCaller, body: s.TagIn) -> s.TagOut:
    """A new tag; its group is made when absent."""
    group = body.group if isinstance(body.group, str) else keeping.group(tx, body.group).name
    tag = api.create_tag(tx, group, body.name, body.color)
    if body.expires_after_days:
        keeping.change_tag(tx, tag.id, TagChanges(expires_after_days=body.expires_after_days))
    if body.rule:
        api.set_rule(tx, tag.id, body.rule.segment)
    audit(tx, caller, "tags.created", f"tag:{tag.id}", {"group": tag.group, "name": tag.name})
    return s.TagOut.model_validate(replace(tag, people=0))


@router.get("/search", dependencies=[READ])
def search(
    request: Request,
    tx: ReadTx,
    caller: CurrentCaller,
    vault: OneVault,
    q: Annotated[str, Query(min_length=1, max_length=100)],
) -> s.Hits:
    """People by part of a name, or by a whole identifier: a phone in any spelling, a member number; then segments and
    tags by part of their name, of what the caller may read."""
    wanted = CustomerFilter(q=q, people=found_by_identifier(tx, vault, q), visibility=_visible(tx, caller))
    found = api.customers_page(tx, wanted, sort="-last_seen_at", limit=10, offset=0)
    hits = [presenting.hit(customer) for customer in found.items]
    by_name = services_of(request).find(SegmentsByName)
    if by_name is not None and caller.may("segments.read"):
        hits += [presenting.segment_hit(one) for one in by_name.named(tx, q.strip(), FEW)]
    if caller.may("tags.read"):
        hits += [presenting.tag_hit(one) for one in tagging.tags_named(tx, q.strip(), FEW)]
    return s.Hits(items=hits)
