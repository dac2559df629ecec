"""A file of 200,000 rows in GB18030: all of it, in bounded memory."""

import resource
import tracemalloc
from pathlib import Path

import pytest

from huayuan.kernel.services import Services
from huayuan.kernel.sheets.sheet import open_sheet
from huayuan.marketplaces import api
from huayuan.marketplaces.contracts import ImportStatus

ROWS = 200_000


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write("订单号,客户编号,手机号,下单时间,实付金额,数量,商品名称\n")
        for n in range(ROWS):
            customer = n % 20_000
            file.write(
                f"N{n},C{customer},{13800000000 + customer},2026-01-{n % 28 + 1:02d} 10:00,{n % 999}.5,{n % 5 + 1},茶叶礼盒\n"
            )
    return path


def test_rows_are_read_one_at_a_time(large: Path) -> None:
    tracemalloc.start()
    assert sum(1 for _ in open_sheet(large, "gb18030").rows()) == ROWS
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_two_hundred_thousand_rows(platform: Services, large: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    done = api.import_file(platform, large, "orders")
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert (done.status, done.rows_done, done.accepted, done.rejected) == (ImportStatus.DONE, ROWS, ROWS, 0)
    assert (after.ru_maxrss - before.ru_maxrss) / 1024 < 400  # MB, most of it the warehouse's
