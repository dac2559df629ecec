"""What the HTTP API says about static lists."""

from datetime import datetime

from pydantic import BaseModel, Field

from huayuan.segments.lists.contracts import ListState, StaticList


class Sentence(BaseModel):
    zh: str
    en: str


class ListBegun(BaseModel):
    id: int
    job_id: int


class ListOut(BaseModel):
    """rows = matched + duplicates + ambiguous + unmatched."""

    id: int
    name: str
    state: ListState
    file_name: str
    identifier: str = Field(description="By what its rows are matched; auto until a workbook was opened.")
    column: str | None
    encoding: str | None
    rows_expected: int = Field(description="An estimate.")
    rows: int
    matched: int = Field(description="People on the list.")
    unmatched: int = Field(description="Rows that name nobody whom the uploader may see.")
    ambiguous: int = Field(description="Rows whose identifier several people have.")
    duplicates: int = Field(description="Rows that name somebody again.")
    unmatched_url: str | None
    error: Sentence | None
    created_by: str
    created_at: datetime
    finished_at: datetime | None


class ListPage(BaseModel):
    items: list[ListOut]
    total: int


def list_out(one: StaticList) -> ListOut:
    rest = one.unmatched + one.ambiguous
    return ListOut(
        id=one.id,
        name=one.name,
        state=one.state,
        file_name=one.file_name,
        identifier=one.identifier,
        column=one.column,
        encoding=one.encoding,
        rows_expected=one.rows_expected,
        rows=one.rows,
        matched=one.matched,
        unmatched=one.unmatched,
        ambiguous=one.ambiguous,
        duplicates=one.duplicates,
        unmatched_url=f"/api/segments/lists/{one.id}/unmatched.csv" if rest else None,
        error=Sentence(**one.error["message"]) if one.error else None,
        created_by=one.created_by,
        created_at=one.created_at,
        finished_at=one.finished_at,
    )
