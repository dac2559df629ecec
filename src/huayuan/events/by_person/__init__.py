"""The events of the warehouse once more, sorted by person: so that a person's events cost what they are, not what all are.

DuckDB scans every row to find those of a person. This index is files of plain columns, mapped into memory, beside it:
all events up to some commit; newer ones are few and read from DuckDB. It can be deleted at any time.
"""
