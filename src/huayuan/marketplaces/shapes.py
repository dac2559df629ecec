"""What the HTTP API says about imports. Times are ISO 8601 in UTC."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from huayuan.marketplaces.contracts import Field as FileField
from huayuan.marketplaces.contracts import ImportView, Preset
from huayuan.marketplaces.previewing import Preview


class Label(BaseModel):
    zh: str
    en: str


class FileFieldOut(BaseModel):
    key: str
    label: Label
    required: bool
    type: str = Field(
        description="text, identifier, phone, money, integer, time, date, list, status or refund."
    )
    identifies: bool = Field(
        description="Says who the row is about; a mapping needs at least one such field."
    )


class PresetOut(BaseModel):
    """A platform's export, and what it would mean for this file."""

    key: str
    platform: str
    label: Label
    mapping: dict[str, str] = Field(description="field → column of this file")
    options: dict[str, Any] = Field(description="What to set among the options of the import.")
    uncertain: list[str] = Field(description="Fields and options that should be checked.")


class ErrorOut(BaseModel):
    code: str
    message: Label


class ImportSummary(BaseModel):
    """How an import stands. `rows_*` and `rejected` count rows; the other counts are orders or customers."""

    id: int
    kind: str
    file_name: str
    status: str = Field(description="ready, running, paused, done, failed or cancelled.")
    rows_total: int
    rows_done: int
    accepted: int = Field(description="Orders or customers that were stored.")
    duplicates: int = Field(description="Orders that were there already.")
    rejected: int = Field(description="Rows with a mistake; see errors.csv.")
    created_by: str
    created_at: datetime
    finished_at: datetime | None
    error: ErrorOut | None


class ImportOut(ImportSummary):
    encoding: str = Field(description="Encoding of the text, or the suffix of the workbook.")
    columns: list[str]
    preview: list[list[str]]
    suggested_mapping: dict[str, str] = Field(description="field → column")
    mapping: dict[str, str] = Field(description="What the import was started with; empty before.")
    options: dict[str, Any] = Field(
        description="source, zone, amount_unit, lines, date_order, channel, tags, preset, statuses."
    )
    fields: list[FileFieldOut]
    plain_mapping: dict[str, str] = Field(description="The suggestion without any preset.")
    presets: list[PresetOut] = Field(
        description="Exports that can be chosen; options.preset is the recognised one."
    )


class ImportPage(BaseModel):
    items: list[ImportSummary]
    total: int


class StartIn(BaseModel):
    """How to read the file. Left out: the suggested mapping, and the options the import has."""

    mapping: dict[str, str] | None = Field(
        default=None, description="field → column; trait.<name> for others."
    )
    options: dict[str, Any] = Field(default={}, description="Some of the options of an import.")


class TraitOfPreview(BaseModel):
    key: str
    label: Label
    values: int = Field(description="Filled cells.")
    unfit: int = Field(description="Cells that do not fit the definition; their rows are refused.")
    changes: int = Field(description="Values other than today's.")


class ExampleOfPreview(BaseModel):
    row: int
    person_id: int | None
    trait: str
    old: str | None = Field(description="Personal values are masked.")
    new: str


class ProblemOfPreview(BaseModel):
    row: int
    trait: str
    message: Label


class ImportPreviewOut(BaseModel):
    """What the first rows of an import of customers would do. Nothing is written."""

    rows: int
    rejected: int
    known: int = Field(description="Rows about somebody who is known already.")
    new: int
    traits: list[TraitOfPreview]
    examples: list[ExampleOfPreview]
    problems: list[ProblemOfPreview]


class UndoOut(BaseModel):
    job_id: int


def preview_out(found: Preview) -> ImportPreviewOut:
    return ImportPreviewOut(
        rows=found.rows,
        rejected=found.rejected,
        known=found.known,
        new=found.new,
        traits=[
            TraitOfPreview(
                key=key,
                label=Label(**about.label.as_dict()),
                values=about.values,
                unfit=about.unfit,
                changes=about.changes,
            )
            for key, about in found.traits.items()
        ],
        examples=[
            ExampleOfPreview(row=row, person_id=person, trait=key, old=old, new=new)
            for row, person, key, old, new in found.examples
        ],
        problems=[
            ProblemOfPreview(row=row, trait=key, message=Label(**why.as_dict()))
            for row, key, why in found.problems
        ],
    )


def summary_values(view: ImportView) -> dict[str, Any]:
    values = {name: getattr(view, name) for name in ImportSummary.model_fields}
    return values | {"status": view.status.value}


def import_out(
    view: ImportView,
    fields: tuple[FileField, ...],
    offers: Sequence[tuple[Preset, dict[str, str]]],
    plain_mapping: dict[str, str],
) -> ImportOut:
    return ImportOut(
        plain_mapping=plain_mapping,
        presets=[
            PresetOut(
                key=preset.key,
                platform=preset.platform,
                label=Label(**preset.label.as_dict()),
                mapping=mapping,
                options=preset.options,
                uncertain=list(preset.uncertain),
            )
            for preset, mapping in offers
        ],
        encoding=view.encoding,
        columns=view.columns,
        preview=view.preview,
        suggested_mapping=view.suggested_mapping,
        mapping=view.mapping,
        options=view.options,
        fields=[
            FileFieldOut(
                key=item.key,
                label=Label(**item.label.as_dict()),
                required=item.required,
                type=item.type,
                identifies=item.identifies is not None,
            )
            for item in fields
        ],
        **summary_values(view),
    )
