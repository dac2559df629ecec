"""Many threads that decode a type nobody met before."""

from __future__ import annotations

import threading

import msgspec

from huayuan.kernel.decoding import convert_to, decode_json


def test_threads_meet_a_new_type_together() -> None:
    for _ in range(200):
        inner = msgspec.defstruct("Inner", [(f"f{i}", int, 0) for i in range(30)])
        outer = msgspec.defstruct("Outer", [("inner", list[inner]), *((f"a{i}", str, "") for i in range(30))])  # type: ignore[valid-type]
        together, found = threading.Barrier(6), list[object]()

        def meet(
            outer: type = outer, together: threading.Barrier = together, found: list[object] = found
        ) -> None:
            together.wait()
            found.append(decode_json(b'{"a1":"x","inner":[{"f1":1}]}', outer))
            found.append(convert_to({"a1": "x", "inner": [{"f1": 1}]}, outer))

        threads = [threading.Thread(target=meet) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 12
