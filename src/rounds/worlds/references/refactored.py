"""Two refactorings of the offer of `change-request` that make it simpler and leave no seam: a bag, and tables.

Both make the same offers as the old code. `SIX_PARTS` passes a bag with everything from part to part; `TABLES` has
hardly a branch left, since each of its rules looks up what it needs from the request alone.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from rounds.worlds.references.offers import HOUSE, Offer, Rule

_NEXT_DOOR = {"AT": "DE", "CA": "US"}
_TAX = {"AT": 20, "BR": 17, "DE": 19, "IN": 18}


class Refactored(NamedTuple):
    """A way to make offers: the two functions of the exercise, and all functions that they are made of."""

    offer: Callable[..., Offer]
    house_rules: Callable[[], dict[str, Rule]]
    functions: tuple[Callable[..., Any], ...]


def _fill(bag: dict[str, Any], request: Offer) -> None:
    bag.clear()
    bag.update(request, early=False, grace=False, notes=[], reason=None, price=None)


def _part_1(bag: dict[str, Any]) -> None:
    if bag["day"] < bag["opens"]:
        bag["early"] = bag["plan"] == "premium" and bag["opens"] - bag["day"] <= 3
        bag["reason"] = None if bag["early"] else "not yet"
    elif bag["closes"] is not None and bag["day"] > bag["closes"]:
        bag["grace"] = bag["started"] and bag["day"] - bag["closes"] <= 2
        bag["reason"] = None if bag["grace"] else "over"
    bag["notes"] += ["early"] * bag["early"] + ["grace"] * bag["grace"]


def _part_2(bag: dict[str, Any]) -> None:
    if bag["region"] not in bag["regions"]:
        neighbour = _NEXT_DOOR.get(bag["region"])
        if neighbour in bag["regions"] and bag["plan"] != "basic" and not bag["early"]:
            bag["notes"].append(f"as in {neighbour}")
        else:
            bag["reason"] = "region"


def _part_3(bag: dict[str, Any]) -> None:
    if bag["age"] < bag["rated"]:
        if bag["rated"] == 12 and bag["age"] >= 6 and bag["plan"] != "basic":
            bag["notes"].append("with an adult")
        else:
            bag["reason"] = "age"


def _part_4(bag: dict[str, Any]) -> None:
    bag["price"] = 0 if bag["grace"] else bag["cents"]
    if not bag["grace"]:
        premium = bag["plan"] == "premium" and not bag["early"]
        if premium or (bag["plan"] == "standard" and bag["cents"] < 300):
            bag["price"] = 0
            bag["notes"].append("included")


def _part_5(bag: dict[str, Any]) -> None:
    if bag["price"] and bag["months"] >= 12:
        bag["price"] -= bag["price"] * (20 if bag["plan"] == "standard" else 10) // 100
        bag["notes"].append("loyal")
    elif bag["price"] and bag["region"] in ("BR", "IN"):
        bag["price"] = bag["price"] * 70 // 100
        bag["notes"].append("local")


def _part_6(bag: dict[str, Any]) -> None:
    if bag["price"]:
        bag["price"] = max(99, bag["price"] + (bag["price"] * _TAX.get(bag["region"], 0) + 50) // 100)


_PARTS = dict(zip(HOUSE, (_part_1, _part_2, _part_3, _part_4, _part_5, _part_6), strict=True))


def _parts() -> dict[str, Rule]:
    bag: dict[str, Any] = {}

    def as_rule(name: str) -> Rule:
        def rule(request: Offer, _offer: Offer) -> Offer:
            if name == "window":
                _fill(bag, request)
            _PARTS[name](bag)
            return {key: bag[key] for key in ("reason", "price", "notes")} | {"available": not bag["reason"]}

        return rule

    return {name: as_rule(name) for name in _PARTS}


def _in_order(rules_of: Callable[[], dict[str, Rule]]) -> Callable[..., Offer]:
    def offer(request: Offer, rules: dict[str, Rule] | None = None) -> Offer:
        made: Offer = {"available": True, "reason": None, "price": None, "notes": []}
        for rule in (rules_of() if rules is None else rules).values():
            made = {**made, **(rule(request, made) or {})}
            if not made["available"]:
                break
        return made

    return offer


SIX_PARTS = Refactored(_in_order(_parts), _parts, (_fill, _part_1, _part_2, _part_3, _part_4, _part_5, _part_6, _parts))


def _when(request: Offer) -> str:
    wait, over = (
        request["opens"] - request["day"],
        request["day"] - {None: 10**9}.get(request["closes"], request["closes"]),
    )
    before, after = ("open", "early", "not yet"), ("open", "grace", "over")
    return {True: before[(wait > 0) + (wait > 3)], False: after[(over > 0) + (over > 2)]}[wait > 0]


def _may(request: Offer) -> str:
    """The window as it is for this viewer."""
    when = _when(request)
    granted = {"early": request["plan"] == "premium", "grace": bool(request["started"])}.get(when, True)
    return {("early", False): "not yet", ("grace", False): "over"}.get((when, granted), when)


def _said(offer: Offer, *notes: str, **entries: Any) -> Offer:
    return {**entries, "notes": [*offer["notes"], *notes]}


def _refused(reason: str) -> Offer:
    return {"available": False, "reason": reason}


_WINDOW: dict[str, Callable[[Offer], Offer]] = {
    "not yet": lambda _: _refused("not yet"),
    "early": lambda offer: _said(offer, "early"),
    "open": lambda _: {},
    "grace": lambda offer: _said(offer, "grace"),
    "over": lambda _: _refused("over"),
}


def _in_full(_offer: Offer, cents: int) -> Offer:
    return {"price": cents}


_PRICE: dict[tuple[str, str], Callable[[Offer, int], Offer]] = {
    ("open", "premium"): lambda offer, _: _said(offer, "included", price=0),
    ("open", "standard"): lambda offer, cents: {True: lambda: _said(offer, "included", price=0)}.get(
        cents < 300, lambda: {"price": cents}
    )(),
    **{("grace", plan): lambda _, __: {"price": 0} for plan in ("basic", "standard", "premium")},
}


def _window(request: Offer, offer: Offer) -> Offer:
    return _WINDOW[_may(request)](offer)


def _region(request: Offer, offer: Offer) -> Offer:
    neighbour = _NEXT_DOOR.get(request["region"])
    own, other = request["region"] in request["regions"], neighbour in request["regions"]
    shared = {other, request["plan"] != "basic", _may(request) != "early"} == {True}
    return {(True, True): {}, (True, False): {}, (False, True): _said(offer, f"as in {neighbour}")}.get(
        (own, shared), _refused("region")
    )


def _age(request: Offer, offer: Offer) -> Offer:
    old, adult = request["age"] >= request["rated"], {request["rated"] == 12, request["age"] >= 6} == {True}
    accompanied = {adult, request["plan"] != "basic"} == {True}
    return {(False, True): _said(offer, "with an adult"), (False, False): _refused("age")}.get((old, accompanied), {})


def _price(request: Offer, offer: Offer) -> Offer:
    return _PRICE.get((_may(request), request["plan"]), _in_full)(offer, request["cents"])


def _discount(request: Offer, offer: Offer) -> Offer:
    price, loyal = offer["price"] or 0, request["months"] >= 12
    off = {"standard": 20}.get(request["plan"], 10)
    local = {"BR": ["local"], "IN": ["local"]}.get(request["region"], [])
    choices = {
        (True, True): _said(offer, "loyal", price=price - price * off // 100),
        (True, False): {**_said(offer, *local), "price": (price, price * 70 // 100)[len(local)]},
    }
    return choices.get((price > 0, loyal), {})


def _tax(request: Offer, offer: Offer) -> Offer:
    price = offer["price"] or 0
    return {True: {"price": max(99, price + (price * _TAX.get(request["region"], 0) + 50) // 100)}}.get(price > 0, {})


def _tables() -> dict[str, Rule]:
    return dict(zip(HOUSE, (_window, _region, _age, _price, _discount, _tax), strict=True))


TABLES = Refactored(
    _in_order(_tables),
    _tables,
    (_when, _may, _said, _in_full, _refused, _window, _region, _age, _price, _discount, _tax),
)
