"""The columnar store of events: one interface, DuckDB or ClickHouse (server, cluster, or in-process as chDB) by URL."""

from huayuan.kernel.warehouse.base import Warehouse, WarehouseDown
from huayuan.kernel.warehouse.connect import connect_warehouse
from huayuan.kernel.warehouse.tables import Column, WarehouseTable

__all__ = ["Column", "Warehouse", "WarehouseDown", "WarehouseTable", "connect_warehouse"]
