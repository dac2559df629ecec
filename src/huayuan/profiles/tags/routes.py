"""HTTP of tags: groups, changing, merging, history, figures and quality."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query

from huayuan.access.api import audit
from huayuan.kernel.filters import numbers
from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, requires, service
from huayuan.kernel.settings import Settings
from huayuan.profiles import listing
from huayuan.profiles.tags import acting, edits, figures, keeping, merging, presenting, ruling
from huayuan.profiles.tags import shapes as s
from huayuan.profiles.tags.contracts import GroupChanges, TagChanges, Thresholds
from huayuan.profiles.tags.errors import TagEditNotFound
from huayuan.profiles.tags.models import TagEditRow

router = APIRouter(prefix="/api", tags=["tags"])
READ, WRITE = requires("tags.read"), requires("tags.write")
TheSettings = Annotated[Settings, service(Settings)]


def _roles(who: s.Who) -> tuple[int, ...]:
    return () if who.everybody else tuple(who.roles)


@router.get("/tag-groups", dependencies=[READ])
def list_groups(tx: ReadTx) -> s.Groups:
    """Groups by name, with their tags, who may use them, their rules, and what they are synchronised with."""
    return presenting.groups(tx)


@router.post("/tag-groups", status_code=201, dependencies=[WRITE])
def create_group(tx: Tx, caller: CurrentCaller, body: s.GroupIn) -> s.GroupOut:
    made = keeping.create_group(
        tx, body.name, exclusive=body.exclusive, color=body.color or None, roles=_roles(body.who)
    )
    audit(tx, caller, "tags.group_created", f"tag_group:{made.id}", {"name": made.name})
    return presenting.group(tx, made)


@router.patch("/tag-groups/{group_id}", dependencies=[WRITE])
def change_group(tx: Tx, caller: CurrentCaller, group_id: int, body: s.GroupPatch) -> s.GroupOut:
    """A group that becomes exclusive is settled in the background: the newest tag of each person stays."""
    roles = _roles(body.who) if body.who is not None else None
    changed = keeping.change_group(tx, group_id, GroupChanges(body.name, body.color, body.exclusive, roles))
    audit(tx, caller, "tags.group_changed", f"tag_group:{group_id}", body.model_dump(exclude_unset=True))
    return presenting.group(tx, changed)


@router.delete("/tag-groups/{group_id}", status_code=204, dependencies=[WRITE])
def delete_group(tx: Tx, caller: CurrentCaller, group_id: int) -> None:
    """Only an empty one."""
    keeping.delete_group(tx, group_id)
    audit(tx, caller, "tags.group_deleted", f"tag_group:{group_id}")


@router.get("/tags/usage", dependencies=[READ])
def usage(tx: ReadTx) -> s.UsageList:
    """Who wears each tag, what gave it, and what changed in the last 30 days."""
    return presenting.usage(tx)


@router.get("/tags/overlap", dependencies=[READ])
def overlap(
    tx: ReadTx, tags: Annotated[str, Query(max_length=400, description="Tag ids, separated by commas.")]
) -> s.Overlaps:
    """Each pair of these tags: how many wear both. At most 30 tags."""
    found = figures.overlap(tx, numbers(tags)[:30])
    return s.Overlaps(
        items=[s.TagOverlapOut(a=one.a, b=one.b, both=one.both, share=one.share) for one in found]
    )


@router.get("/tags/quality", dependencies=[READ])
def quality(tx: ReadTx) -> s.QualityOut:
    """Tags that nobody uses, that mean the same as another, or that nobody finds; each with the call that tidies up."""
    return presenting.quality(tx)


@router.get("/tags/settings", dependencies=[READ])
def settings(tx: ReadTx) -> s.ThresholdsOut:
    return s.ThresholdsOut(**vars_of(figures.thresholds(tx)))


@router.put("/tags/settings", dependencies=[WRITE])
def change_settings(tx: Tx, caller: CurrentCaller, body: s.ThresholdsIn) -> s.ThresholdsOut:
    """From when on the quality page shows a tag; what is absent stays."""
    changed = figures.set_thresholds(tx, body.model_dump())
    audit(tx, caller, "tags.settings_changed", "tags:settings", body.model_dump(exclude_none=True))
    return s.ThresholdsOut(**vars_of(changed))


def vars_of(found: Thresholds) -> dict[str, float]:
    return {name: getattr(found, name) for name in s.ThresholdsOut.model_fields}


@router.get("/tags/actions", dependencies=[READ])
def list_actions(tx: ReadTx) -> s.TagActions:
    """What people get tags for by doing it."""
    return s.TagActions(items=[_action(one) for one in acting.actions(tx)])


@router.post("/tags/actions", status_code=201, dependencies=[WRITE])
def create_action(tx: Tx, caller: CurrentCaller, body: s.TagActionIn) -> s.TagActionOut:
    """From now on; what was done before gives nothing."""
    keeping.check_usable(tx, caller, body.tags)
    made = acting.save(tx, _wanted(0, body, tx.now))
    audit(tx, caller, "tags.action_created", f"tag_action:{made.id}", body.model_dump())
    return _action(made)


@router.put("/tags/actions/{action_id}", dependencies=[WRITE])
def change_action(tx: Tx, caller: CurrentCaller, action_id: int, body: s.TagActionIn) -> s.TagActionOut:
    keeping.check_usable(tx, caller, body.tags)
    before = acting.action(tx, action_id)
    changed = acting.save(tx, _wanted(action_id, body, before.created_at))
    audit(tx, caller, "tags.action_changed", f"tag_action:{action_id}", body.model_dump())
    return _action(changed)


@router.delete("/tags/actions/{action_id}", status_code=204, dependencies=[WRITE])
def delete_action(tx: Tx, caller: CurrentCaller, action_id: int) -> None:
    """Tags that it gave stay."""
    acting.delete(tx, action_id)
    audit(tx, caller, "tags.action_deleted", f"tag_action:{action_id}")


def _wanted(action_id: int, body: s.TagActionIn, at: datetime) -> acting.TagAction:
    return acting.TagAction(
        action_id, body.name, body.kind, body.match, body.value, tuple(body.tags), body.days, body.active, at
    )


def _action(one: acting.TagAction) -> s.TagActionOut:
    values = {name: getattr(one, name) for name in s.TagActionOut.model_fields}
    return s.TagActionOut(**{**values, "tags": list(one.tags)})


@router.get("/tags/edits/{edit_id}", dependencies=[READ])
def read_edit(tx: ReadTx, edit_id: int) -> s.TagEditOut:
    """Tags changed for many at once: how far it is, and whether it can be undone."""
    return _edit(edits.find(tx, edit_id), edits.undoable(tx, edit_id))


@router.post("/tags/edits/{edit_id}/undo", status_code=202, dependencies=[WRITE])
def undo_edit(tx: Tx, caller: CurrentCaller, edit_id: int) -> s.TagUndoBegun:
    """Take back what a bulk tagging changed, in the background. What somebody changed since stays as it is now.

    Whoever does not see every customer takes back only what they did themselves.
    """
    if not caller.sees_everybody and edits.find(tx, edit_id).by != keeping.signed(caller):
        raise TagEditNotFound(id=edit_id)
    job = edits.begin_undo(tx, edit_id)
    audit(tx, caller, "customers.tagging_undone", "customers", {"edit": edit_id})
    return s.TagUndoBegun(job_id=job)


def _edit(one: TagEditRow, undoable: bool) -> s.TagEditOut:
    known = {name: getattr(one, name) for name in s.TagEditOut.model_fields if name != "undoable"}
    return s.TagEditOut(**known, undoable=undoable)


@router.post("/tags/archive", status_code=204, dependencies=[WRITE])
def archive_many(tx: Tx, caller: CurrentCaller, body: s.Ids) -> None:
    for tag_id in body.ids:
        keeping.archive_tag(tx, tag_id)
    audit(tx, caller, "tags.archived", "tags", {"tags": body.ids})


@router.patch("/tags/{tag_id}", dependencies=[WRITE])
def change_tag(tx: Tx, caller: CurrentCaller, tag_id: int, body: s.TagPatch) -> s.ManagedTagOut:
    """Rename, recolour, move; when it expires; the segment whose members wear it."""
    said = body.model_dump(exclude_unset=True)
    days = (body.expires_after_days or 0) if "expires_after_days" in said else None
    changed = keeping.change_tag(tx, tag_id, TagChanges(body.name, body.group, body.color, days))
    if "rule" in said:
        changed = ruling.set_rule(tx, tag_id, body.rule.segment if body.rule else None)
    audit(tx, caller, "tags.changed", f"tag:{tag_id}", said)
    return presenting.tag(tx, changed)


@router.delete("/tags/{tag_id}", status_code=204, dependencies=[WRITE])
def delete_tag(tx: Tx, caller: CurrentCaller, tag_id: int) -> None:
    """Only one that nobody wears and nothing refers to; otherwise it can be archived or merged."""
    keeping.delete_tag(tx, tag_id)
    audit(tx, caller, "tags.deleted", f"tag:{tag_id}")


@router.post("/tags/{tag_id}/archive", dependencies=[WRITE])
def archive_tag(tx: Tx, caller: CurrentCaller, tag_id: int) -> s.ManagedTagOut:
    """It cannot be given any more; who wears it keeps it until it is taken off."""
    archived = keeping.archive_tag(tx, tag_id)
    audit(tx, caller, "tags.archived", f"tag:{tag_id}")
    return presenting.tag(tx, archived)


@router.post("/tags/{tag_id}/restore", dependencies=[WRITE])
def restore_tag(tx: Tx, caller: CurrentCaller, tag_id: int) -> s.ManagedTagOut:
    restored = ruling.restore(tx, tag_id)
    audit(tx, caller, "tags.restored", f"tag:{tag_id}")
    return presenting.tag(tx, restored)


@router.post("/tags/{tag_id}/merge", dependencies=[WRITE])
def merge_tags(tx: Tx, caller: CurrentCaller, tag_id: int, body: s.MergeIn) -> s.ManagedTagOut:
    """All wearers move to `into`, with who gave it to them and when. It cannot be undone."""
    stays = merging.merge_tags(tx, tag_id, body.into, by=keeping.signed(caller))
    audit(tx, caller, "tags.merged", f"tag:{tag_id}", {"into": body.into})
    return presenting.tag(tx, stays)


@router.get("/tags/{tag_id}/history", dependencies=[READ])
def history_of_tag(
    tx: ReadTx,
    caller: CurrentCaller,
    settings: TheSettings,
    tag_id: int,
    before: Annotated[int | None, Query(description="Only older than the moment with this id.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> s.TagHistory:
    """Who got it and who lost it, and how many each day."""
    keeping.tag(tx, tag_id)
    visible = listing.visibility(tx, caller.scope)
    return presenting.history_of_tag(tx, tag_id, visible, ZoneInfo(settings.timezone), before, limit)


@router.get("/customers/{person_id}/tags/history", dependencies=[requires("customers.read")])
def history_of_person(tx: ReadTx, caller: CurrentCaller, person_id: int) -> s.Spans:
    """Every tag this customer wears or wore: from when to when, who gave it and what took it off."""
    person = listing.customer(tx, person_id, listing.visibility(tx, caller.scope)).id
    return presenting.history_of_person(tx, person)
