"""What the HTTP API says about traits. Times are ISO 8601 in UTC, money in 分."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from huayuan.kernel.errors import Text
from huayuan.profiles.asking import CustomerQuery
from huayuan.profiles.contracts import TraitDefinition, TraitEdit, TraitKind, TraitOption

Key = Annotated[str, Field(max_length=60)]
Value = Any


class LabelIn(BaseModel):
    zh: str = Field(max_length=60)
    en: str = Field(max_length=60)


class OptionIn(BaseModel):
    value: str = Field(min_length=1, max_length=60)
    label: LabelIn | None = None

    def option(self) -> TraitOption:
        label = self.label or LabelIn(zh=self.value, en=self.value)
        return TraitOption(self.value, Text(label.zh or self.value, label.en or self.value))


class OptionOut(BaseModel):
    value: str
    label: LabelIn


class TraitDefinitionOut(BaseModel):
    """A trait of customers: how its values are checked and compared."""

    key: str
    label: LabelIn
    kind: TraitKind
    group: str
    built_in: bool
    options: list[OptionOut]
    operators: list[str] = Field(description="Comparisons offered for conditions on it.")
    computed: dict[str, Any] | None = Field(description="What is measured; null: it is stated by sources.")
    editable: bool = Field(description="A person may state it; computed ones are not.")
    loose: bool = Field(description="Full-width or half-width and blanks make no difference.")
    personal: bool = Field(description="Masked in the history and in events.")
    precedence: list[str] = Field(description="Sources in order; empty: the newest statement counts.")
    people: int = Field(description="Who has a value.")


class TraitList(BaseModel):
    items: list[TraitDefinitionOut]


class ComputedIn(BaseModel):
    """A measure of events, such as the sum of `amount` of order_paid in the last 90 days."""

    event: str = Field(min_length=1, max_length=80)
    where: list[dict[str, Any]] = Field(default=[], max_length=20)
    measure: str
    property: str | None = Field(default=None, max_length=80)
    window: dict[str, Any] = Field(default={"kind": "ever"})


class TraitIn(BaseModel):
    key: Key
    kind: TraitKind
    label: LabelIn
    options: list[OptionIn] = Field(default=[], max_length=200)
    loose: bool = False
    personal: bool = False
    precedence: list[str] = Field(default=[], max_length=20)
    computed: ComputedIn | None = None

    def definition(self) -> TraitDefinition:
        return TraitDefinition(
            key=self.key,
            kind=self.kind,
            label=Text(self.label.zh, self.label.en),
            options=tuple(one.option() for one in self.options),
            loose=self.loose,
            personal=self.personal,
            precedence=tuple(self.precedence),
            computed=self.computed.model_dump() if self.computed else None,
        )


class TraitPatch(BaseModel):
    label: LabelIn | None = None
    kind: TraitKind | None = None
    options: list[OptionIn] | None = Field(default=None, max_length=200)
    loose: bool | None = None
    personal: bool | None = None
    precedence: list[str] | None = Field(default=None, max_length=20)
    computed: ComputedIn | None = None


class JobOut(BaseModel):
    job_id: int


class ValuesIn(BaseModel):
    """key → value; null takes back what was typed here, so that what other sources say counts again."""

    values: dict[Key, Value] = Field(min_length=1, max_length=50)


class ValueOut(BaseModel):
    key: str
    label: LabelIn
    kind: TraitKind
    value: Any
    source: str
    confidence: float
    updated_at: datetime


class ValuesOut(BaseModel):
    traits: list[ValueOut]


class TraitChangeOut(BaseModel):
    """Another value counts since `at`; null: none did before, or none does since."""

    trait: str
    label: LabelIn
    old: str | None = Field(description="Personal values are masked.")
    new: str | None
    source: str
    by: str | None = Field(description="The person who typed it.")
    at: datetime


class ChangeList(BaseModel):
    items: list[TraitChangeOut]


class BulkIn(BaseModel):
    """Values for many: of customers by number, of whoever fits a query of the list, or of a segment."""

    people: list[int] = Field(default=[], max_length=5000)
    query: CustomerQuery | None = None
    segment: int | None = None
    values: dict[Key, Value] = Field(min_length=1, max_length=50)
    dry_run: bool = False


class ExampleOut(BaseModel):
    person_id: int
    name: str | None
    trait: str
    old: Any
    new: Any


class BulkOut(BaseModel):
    people: int = Field(description="How many are meant.")
    looked_at: int = Field(description="Of how many `changes` was counted; 0 when it was not a dry run.")
    changes: int = Field(description="Values that would be different.")
    examples: list[ExampleOut]
    edit_id: int | None = None
    job_id: int | None = None


class EditOut(BaseModel):
    id: int
    source: str
    values: dict[str, Any]
    state: str
    people: int
    changed: int
    left: int = Field(description="What undoing left as it was, because it had changed since.")
    by: str | None
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, edit: TraitEdit) -> "EditOut":
        return cls(**{name: getattr(edit, name) for name in cls.model_fields})


class EditList(BaseModel):
    items: list[EditOut]
