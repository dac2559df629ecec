"""Values that a file brings, as their definitions want them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles.traits import kinds
from huayuan.profiles.traits.defining import definitions

_COMPUTED = Text("该属性由系统计算，不能导入", "it is computed and cannot be imported")


def fit_traits(tx: Transaction, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Text]]:
    """Values as they are kept, and why the others do not fit. A trait that nobody defined takes anything."""
    known = definitions(tx)
    fitting: dict[str, Any] = {}
    unfit: dict[str, Text] = {}
    for key, value in values.items():
        definition = known.get(key)
        if definition is None:
            fitting[key] = value
        elif definition.column is not None or definition.computed is not None:
            unfit[key] = _COMPUTED
        else:
            try:
                fitting[key] = kinds.checked(definition, value)
            except kinds.Unfit as why:
                unfit[key] = Text(why.zh, why.en)
    return {key: value for key, value in fitting.items() if value is not None}, unfit
