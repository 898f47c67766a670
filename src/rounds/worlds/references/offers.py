"""The rules of `change-request` as a list of six, the two that the change brings, and strangers that nobody named."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from rounds.worlds.offers import drawn_changes, request_of

Offer = dict[str, Any]
Rule = Callable[[Offer, Offer], Offer | None]

_NEXT_DOOR = {"AT": "DE", "CA": "US"}
_TAX = {"AT": 20, "BR": 17, "DE": 19, "IN": 18}


def offered(request: Offer, rules: Mapping[str, Rule]) -> Offer:
    """Asks each rule once and in order, until one makes the title unavailable."""
    offer: Offer = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in rules.values():
        if offer["available"]:
            offer = {**offer, **(rule(request, offer) or {})}
    return offer


def _no(reason: str) -> Offer:
    return {"available": False, "reason": reason}


def _window(request: Offer, offer: Offer) -> Offer | None:
    days_to_wait, closes = request["opens"] - request["day"], request["closes"]
    if days_to_wait > 0:
        early = request["plan"] == "premium" and days_to_wait < 4
        return {"notes": [*offer["notes"], "early"]} if early else _no("not yet")
    if closes is None or request["day"] <= closes:
        return None
    return {"notes": [*offer["notes"], "grace"]} if request["started"] and request["day"] < closes + 3 else _no("over")


def _region(request: Offer, offer: Offer) -> Offer | None:
    if request["region"] in request["regions"]:
        return None
    neighbour = _NEXT_DOOR.get(request["region"])
    if request["plan"] == "basic" or "early" in offer["notes"] or neighbour not in request["regions"]:
        return _no("region")
    return {"notes": [*offer["notes"], f"as in {neighbour}"]}


def _age(request: Offer, offer: Offer) -> Offer | None:
    if request["age"] >= request["rated"]:
        return None
    with_adult = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return {"notes": [*offer["notes"], "with an adult"]} if with_adult else _no("age")


def _price(request: Offer, offer: Offer) -> Offer | None:
    if "grace" in offer["notes"]:
        return {"price": 0}
    included = {
        "basic": False,
        "standard": request["cents"] < 300,
        "premium": "early" not in offer["notes"],
    }[request["plan"]]
    return {"price": 0, "notes": [*offer["notes"], "included"]} if included else {"price": request["cents"]}


def _discount(request: Offer, offer: Offer) -> Offer | None:
    price = offer["price"]
    if not price:
        return None
    if request["months"] >= 12:
        off = 20 if request["plan"] == "standard" else 10
        return {"price": price - price * off // 100, "notes": [*offer["notes"], "loyal"]}
    local = request["region"] in ("BR", "IN")
    return {"price": price * 70 // 100, "notes": [*offer["notes"], "local"]} if local else None


def _tax(request: Offer, offer: Offer) -> Offer | None:
    price = offer["price"]
    return {"price": max(99, price + (price * _TAX.get(request["region"], 0) + 50) // 100)} if price else None


def _surcharge(_request: Offer, offer: Offer) -> Offer | None:
    return {"price": offer["price"] + 100} if "early" in offer["notes"] else None


def _cap(request: Offer, offer: Offer) -> Offer | None:
    ceiling = {"standard": 399}.get(request["plan"], 499)
    if "early" in offer["notes"] or offer["price"] <= ceiling:
        return None
    return {"price": ceiling, "notes": [*offer["notes"], "capped"]}


HOUSE: dict[str, Rule] = {
    "window": _window, "region": _region, "age": _age, "price": _price, "discount": _discount, "tax": _tax,
}  # fmt: skip
CHANGED: dict[str, Rule] = {
    **{name: HOUSE[name] for name in ("window", "region", "age", "price")},
    "surcharge": _surcharge,
    **{name: HOUSE[name] for name in ("discount", "tax")},
    "cap": _cap,
}


class Strangers:
    """Fresh rules that nobody named, by what they do, and all that they saw; `ask` makes an offer of its own."""

    def __init__(self, ask: Callable[[Offer], Offer]) -> None:
        self.seen: list[Any] = []
        self._ask, self._asked = ask, 0

    def _saw(self, offer: Offer) -> None:
        self.seen.append({**offer, "notes": [*offer["notes"]]})

    def rule(self, name: str) -> Rule:
        """The rule of this name, which writes down each offer that it sees."""
        act: Rule = getattr(self, "_" + name.replace(" ", "_"))

        def rule(request: Offer, offer: Offer) -> Offer | None:
            self._saw(offer)
            return act(request, offer)

        return rule

    def _only_looks(self, _request: Offer, _offer: Offer) -> Offer | None:
        return None

    def _halves_the_price(self, _request: Offer, offer: Offer) -> Offer | None:
        return {"price": offer["price"] // 2, "notes": [*offer["notes"], "half"]} if offer["price"] else {}

    def _grants_early_access(self, _request: Offer, offer: Offer) -> Offer | None:
        return {"notes": [*offer["notes"], "early"]}

    def _grants_grace(self, _request: Offer, offer: Offer) -> Offer | None:
        return {"notes": ["grace", *offer["notes"]]}

    def _takes_early_access_back(self, _request: Offer, offer: Offer) -> Offer | None:
        return {"notes": [note for note in offer["notes"] if note != "early"]}

    def _takes_the_price_away(self, _request: Offer, _offer: Offer) -> Offer | None:
        return {"price": None, "campaign": 7}

    def _refuses_below_300(self, _request: Offer, offer: Offer) -> Offer | None:
        return {"available": False, "reason": "too cheap"} if (offer["price"] or 0) < 300 else None

    def _frees_the_first_two(self, _request: Offer, _offer: Offer) -> Offer | None:
        self._asked += 1
        return {"price": 0, "reason": "gift"} if self._asked <= 2 else None

    def _fails_on_premium(self, request: Offer, _offer: Offer) -> Offer | None:
        if request["plan"] == "premium":
            raise LookupError("no such plan")
        return None

    def _asks_for_basic(self, request: Offer, _offer: Offer) -> Offer | None:
        return {"basic": self._ask({**request, "plan": "basic"})["price"]}


STRANGERS = (
    "only looks", "halves the price", "grants early access", "grants grace", "takes early access back",
    "takes the price away", "refuses below 300",
    "frees the first two", "fails on premium", "asks for basic",
)  # fmt: skip


def drawn_history(rng: random.Random, size: int) -> tuple[list[str], list[Offer]]:
    """The names of rules in order, some of the house's and some strangers among them, and requests in a row."""
    names = [name for name in HOUSE if rng.random() < 0.85]
    for stranger in rng.sample(STRANGERS, rng.randint(1, 1 + size // 5)):
        names.insert(rng.randint(0, len(names)), stranger)
    usual: tuple[Offer, ...] = (
        {},
        {"plan": "premium"},
        {"plan": "premium", "day": rng.randint(46, 48)},
        {"closes": rng.randint(97, 99), "started": True},
        {"plan": "standard", "region": "AT", "months": rng.randint(11, 12), "cents": 453},
    )
    return names, [drawn_changes(rng, 3) | rng.choice(usual) for _ in range(rng.randint(1, 4))]


def history(
    make: Callable[..., Offer], house: Mapping[str, Rule], names: list[str], requests: list[Offer]
) -> list[list[Any]]:
    """The offers that `make` makes of these requests by these rules, "raised" where it raises, and what strangers saw.

    A request is told by what it has otherwise than the plain one.
    """
    strangers = Strangers(lambda request: make(request, house))
    rules = {name: strangers.rule(name) if name in STRANGERS else house[name] for name in names}
    made: list[Any] = []
    for changes in requests:
        try:
            made.append(make(request_of(changes), rules))
        except NotImplementedError:
            raise
        except Exception:  # noqa: BLE001 - a stranger's own, or one of the code under test
            made.append("raised")
    return [made, strangers.seen]
