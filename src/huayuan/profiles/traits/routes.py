"""HTTP of traits: definitions, values of one customer and their history, values of many and undoing them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from huayuan.access.api import audit
from huayuan.kernel.errors import Text
from huayuan.kernel.routes import CurrentCaller, ReadTx, Tx, requires
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import api, rules
from huayuan.profiles.contracts import TraitDefinition, TraitUses
from huayuan.profiles.errors import EditNotUndoable
from huayuan.profiles.store import trait_changes, trait_edits
from huayuan.profiles.traits import editing, managing
from huayuan.profiles.traits import shapes as s
from huayuan.profiles.traits.comparing import operators_of
from huayuan.profiles.traits.counting import Counts
from huayuan.profiles.traits.tasks import finder_of
from huayuan.profiles.traits.whom import Whom

router = APIRouter(prefix="/api", tags=["traits"])
READ, WRITE, DEFINE = requires("customers.read"), requires("customers.write"), requires("traits.write")


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _counts(request: Request) -> Counts:
    services = _services(request)
    return services.find(Counts) or services.put(Counts, Counts())


def _label(text: Text) -> s.LabelIn:
    return s.LabelIn(zh=text.zh, en=text.en)


def _out(one: TraitDefinition, people: int) -> s.TraitDefinitionOut:
    return s.TraitDefinitionOut(
        key=one.key,
        label=_label(one.label),
        kind=one.kind,
        group=one.group,
        built_in=one.built_in,
        options=[s.OptionOut(value=option.value, label=_label(option.label)) for option in one.options],
        operators=list(operators_of(one)),
        computed=one.computed,
        editable=one.column is None and one.computed is None,
        loose=one.loose,
        personal=one.personal,
        precedence=list(one.precedence),
        people=people,
    )


@router.get("/traits", dependencies=[READ])
def list_traits(tx: ReadTx, request: Request) -> s.TraitList:
    """All traits, built-in ones first, with how many people have a value (of many people: a minute ago)."""
    known = api.trait_definitions(tx)
    people = _counts(request).of(tx)
    return s.TraitList(items=[_out(one, people.get(one.key, 0)) for one in known.values()])


@router.post("/traits", status_code=201, dependencies=[DEFINE])
def create_trait(tx: Tx, caller: CurrentCaller, body: s.TraitIn) -> s.TraitDefinitionOut:
    """A trait of one's own. A computed one is computed for everybody in the background."""
    made = managing.create(tx, body.definition(), caller.name)
    audit(tx, caller, "traits.created", f"trait:{made.key}", {"kind": made.kind.value})
    return _out(made, 0)


@router.patch("/traits/{key}", dependencies=[DEFINE])
def change_trait(
    tx: Tx, caller: CurrentCaller, request: Request, key: str, body: s.TraitPatch
) -> s.TraitDefinitionOut:
    """Of a built-in trait its label, options, privacy and order of sources can be changed."""
    changes = managing.TraitChanges(
        label=Text(body.label.zh, body.label.en) if body.label else None,
        kind=body.kind,
        options=tuple(one.option() for one in body.options) if body.options is not None else None,
        loose=body.loose,
        personal=body.personal,
        precedence=tuple(body.precedence) if body.precedence is not None else None,
        computed=body.computed.model_dump() if body.computed else None,
    )
    changed = managing.change(tx, key, changes, caller.name)
    audit(tx, caller, "traits.changed", f"trait:{key}", body.model_dump(mode="json", exclude_none=True))
    return _out(changed, _counts(request).of(tx).get(key, 0))


@router.delete("/traits/{key}", status_code=204, dependencies=[DEFINE])
def delete_trait(tx: Tx, caller: CurrentCaller, request: Request, key: str) -> None:
    """With everything stated about it. Refused where a segment or anything else uses it."""
    managing.delete(tx, key, _services(request).find(TraitUses))
    audit(tx, caller, "traits.deleted", f"trait:{key}", {})


@router.post("/traits/{key}/compute", status_code=202, dependencies=[DEFINE])
def compute_trait(tx: Tx, key: str) -> s.JobOut:
    """Compute a computed trait again for everybody, in the background."""
    managing.check_computed(tx, key)
    return s.JobOut(job_id=tx.start(managing.COMPUTE, {"key": key}))


@router.get("/customers/{person_id}/traits/history", dependencies=[READ])
def trait_history(
    tx: ReadTx,
    caller: CurrentCaller,
    person_id: int,
    trait: Annotated[str | None, Query(max_length=60)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> s.ChangeList:
    """Which values counted until when and what took their place, newest first. Personal values are masked."""
    person = api.customer(tx, person_id, api.visibility(tx, caller.scope)).id
    known = api.trait_definitions(tx)
    rows = trait_changes.of_person(tx.session, person, trait, limit)
    return s.ChangeList(items=[_change(row, known.get(row["key"])) for row in rows])


def _change(row: dict[str, Any], definition: TraitDefinition | None) -> s.TraitChangeOut:
    personal = definition is None or definition.personal
    old, new = (None if v is None else rules.told_value(personal, v) for v in (row["old"], row["new"]))
    label = definition.label if definition else Text(row["key"], row["key"])
    return s.TraitChangeOut(
        trait=row["key"], label=_label(label), old=old, new=new, source=row["source"], by=row["by"], at=row["at"]
    )  # fmt: skip


@router.put("/customers/{person_id}/traits", dependencies=[WRITE])
def write_traits(tx: Tx, caller: CurrentCaller, person_id: int, body: s.ValuesIn) -> s.ValuesOut:
    """State traits of one customer. Answers all that count now."""
    person = api.customer(tx, person_id, api.visibility(tx, caller.scope)).id
    editing.change_one(tx, person, body.values, caller.name)
    audit(tx, caller, "customers.traits_changed", f"person:{person}", {"traits": sorted(body.values)})
    return s.ValuesOut(traits=values_of(tx, person))


def values_of(tx: Transaction, person_id: int) -> list[s.ValueOut]:
    known = api.trait_definitions(tx)
    return [
        s.ValueOut(
            key=one.key,
            label=_label(known[one.key].label),
            kind=known[one.key].kind,
            value=one.value,
            source=one.source,
            confidence=one.confidence,
            updated_at=one.updated_at,
        )
        for one in api.traits_of(tx, person_id)
        if one.key in known
    ]


@router.post("/traits/bulk", dependencies=[DEFINE])
def change_many(tx: Tx, caller: CurrentCaller, request: Request, body: s.BulkIn) -> s.BulkOut:
    """State traits of many in the background; `dry_run` says what would change and changes nothing."""
    whom = Whom(tuple(body.people), body.query, body.segment, caller.scope)
    finder = finder_of(_services(request))
    if body.dry_run:
        found = editing.preview(tx, finder, whom, body.values)
        names = api.names_of(tx, [person for person, *_ in found.examples])
        examples = [
            s.ExampleOut(person_id=person, name=names.get(person), trait=key, old=old, new=new)
            for person, key, old, new in found.examples
        ]
        return s.BulkOut(
            people=found.people, looked_at=found.looked_at, changes=found.changes, examples=examples
        )
    edit_id, job_id = editing.begin(tx, finder, whom, body.values, caller.name)
    edit = editing.find(tx, edit_id)
    audit(tx, caller, "traits.changed_many", f"trait_edit:{edit_id}", {"traits": sorted(edit.values), "people": edit.people})  # fmt: skip
    return s.BulkOut(people=edit.people, looked_at=0, changes=0, examples=[], edit_id=edit_id, job_id=job_id)


@router.get("/traits/edits", dependencies=[READ])
def list_edits(tx: ReadTx, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> s.EditList:
    """Changes of many, newest first."""
    return s.EditList(items=[s.EditOut.of(one) for one in trait_edits.latest(tx.session, limit)])


@router.get("/traits/edits/{edit_id}", dependencies=[READ])
def read_edit(tx: ReadTx, edit_id: int) -> s.EditOut:
    return s.EditOut.of(editing.find(tx, edit_id))


@router.post("/traits/edits/{edit_id}/undo", status_code=202, dependencies=[DEFINE])
def undo_edit(tx: Tx, caller: CurrentCaller, edit_id: int) -> s.JobOut:
    """Restore what was before, in the background; values that changed since are left and counted in `left`.

    Whoever does not see every customer takes back only what they did themselves.
    """
    if not caller.sees_everybody and editing.find(tx, edit_id).by != caller.name:
        raise EditNotUndoable(id=edit_id, reason=Text("是他人做的修改", "somebody else made it"))
    job_id = editing.begin_undo(tx, edit_id)
    audit(tx, caller, "traits.undone", f"trait_edit:{edit_id}", {})
    return s.JobOut(job_id=job_id)
