"""Requests for `change-request`: who asks on which day for which title, as changes of one plain request.

Days and months are counted, ages are years, prices are cents. `region` is where the viewer is, `regions` where the
title may be shown; `opens` and `closes` are the first and the last day, `closes` None for a title that stays.
"""

import random
from itertools import product
from typing import Any

PLANS = ("basic", "standard", "premium")
REQUEST: dict[str, Any] = {
    "plan": "basic", "region": "US", "regions": ["US", "DE", "BR"], "day": 100, "opens": 50, "closes": None,
    "started": False, "age": 30, "rated": 0, "cents": 450, "months": 0,
}  # fmt: skip
_VALUES: dict[str, list[Any]] = {
    "plan": ["standard", "premium"],
    "region": ["DE", "AT", "CA", "BR", "IN", "JP"],
    "regions": [["DE"], ["US"], ["DE", "JP", "IN"], []],
    "day": [44, 45, 46, 47, 48, 49, 50, 51, 59, 60, 61, 62, 63],
    "opens": [50, 101, 103, 104],
    "closes": [60, 99, 98, 97, 100],
    "started": [True],
    "age": [5, 6, 7, 11, 12, 15, 16],
    "rated": [6, 12, 13, 16],
    "cents": [0, 1, 90, 107, 110, 124, 299, 300, 301, 555, 999, 1499],
    "months": [11, 12, 40],
}

_WINDOWS: list[dict[str, Any]] = [
    {}, {"day": 49}, {"day": 47}, {"day": 46}, {"closes": 100}, {"closes": 99},
    {"closes": 98, "started": True}, {"closes": 97, "started": True},
]  # fmt: skip
_CASES: list[dict[str, Any]] = [
    {}, {"region": "AT", "cents": 310}, {"region": "CA", "months": 12}, {"region": "JP"},
    {"region": "IN", "regions": ["IN"], "months": 11},
    {"region": "BR", "cents": 300}, {"rated": 12, "age": 6}, {"rated": 12, "age": 5}, {"rated": 13, "age": 12},
    {"rated": 16, "age": 16}, {"region": "DE", "cents": 82},
    {"region": "DE", "cents": 171}, {"cents": 299}, {"cents": 399}, {"cents": 499},
    {"region": "DE", "cents": 993, "months": 12}, {"cents": 0},
]  # fmt: skip
# Requests at the edges of the rules, each plan with each window and each case.
EDGES = [{**window, **case, "plan": plan} for plan, window, case in product(PLANS, _WINDOWS, _CASES)]


def drawn_changes(rng: random.Random, size: int = 12) -> dict[str, Any]:
    """What one request has otherwise than `REQUEST`; values lie at the edges of the rules."""
    named = rng.sample(sorted(_VALUES), rng.randint(0, min(len(_VALUES), size)))
    return {name: rng.choice(_VALUES[name]) for name in sorted(named)}


def is_changes(changes: dict[str, Any]) -> bool:
    """Whether these are changes of a request: known names, plans that exist, values of the right type."""
    kinds = all(
        name in REQUEST and type(value) is (int if name == "closes" else type(REQUEST[name]))
        for name, value in changes.items()
    )
    return (
        kinds
        and changes.get("plan", "basic") in PLANS
        and all(type(each) is str for each in changes.get("regions", []))
    )


def request_of(changes: dict[str, Any]) -> dict[str, Any]:
    """The whole request."""
    return {**REQUEST, **changes}
