"""The warehouse table of an account's figures, one number a row, for analyses beside the events."""

from __future__ import annotations

from huayuan.kernel.warehouse import Column, WarehouseTable

FIGURES = WarehouseTable(
    name="official_account_figures",
    columns=(
        Column("account", "label"),
        Column("figure", "label"),  # followers_gained, article_readers …
        Column("item", "string"),  # the source of followers, the article; empty for a total
        Column("day", "time"),  # midnight UTC of the platform's (Chinese) day
        Column("value", "i64"),
        Column("version", "i64"),  # Unix seconds of the reading: the platform corrects figures for weeks
    ),
    order_by=("account", "figure", "item", "day"),
    version_column="version",
)

WAREHOUSE_TABLES = (FIGURES,)
