"""Documents that follow from the code say what the code says."""

from __future__ import annotations

import pytest
import write_docs
from architecture.source import PLATFORM


@pytest.mark.parametrize("path", write_docs.DOCUMENTS, ids=str)
def test_a_document_follows_the_code(path: str) -> None:
    assert (write_docs.ROOT / path).read_text("utf-8") == write_docs.DOCUMENTS[path](), "run: make docs"


def test_every_setting_says_what_it_is_for() -> None:
    from huayuan.kernel.settings import Settings

    silent = [
        name for name, field in Settings.model_fields.items() if not (field.description or "").endswith(".")
    ]
    assert silent == []


def test_every_metric_has_our_name_and_says_what_it_counts() -> None:
    odd = [
        metric.name
        for metric in write_docs.metrics()
        if not metric.name.startswith("huayuan_") or not metric.meaning.endswith((".", ")"))
    ]
    assert odd == []
    names = [metric.name for metric in write_docs.metrics()]
    assert len(names) == len(set(names))


def test_metrics_are_declared_where_the_document_looks() -> None:
    makers = {
        source.name
        for source in PLATFORM
        for module, names, _ in source.imports()
        if module == "prometheus_client" and {"Counter", "Gauge", "Histogram", "Summary"} & set(names)
    }
    assert all(name.endswith("/metrics.py") for name in makers)
