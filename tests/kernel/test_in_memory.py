"""Tables asked in memory, from any thread."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from huayuan.kernel.warehouse.in_memory import asked


def total(numbers: list[int]) -> int:
    with asked("told", pa.table({"number": pa.array(numbers, pa.int64())})) as ask:
        return int(ask("SELECT sum(number) AS total FROM told").column("total")[0].as_py())


def test_each_thread_sees_its_own_rows_and_a_forked_process_lives() -> None:
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda n: total([n, 1]), range(50))) == [n + 1 for n in range(50)]
        child = subprocess.Popen(["true"], preexec_fn=lambda: None)
        assert child.wait(20) == 0
