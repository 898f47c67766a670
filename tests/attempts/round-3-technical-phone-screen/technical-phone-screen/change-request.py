# %% right: six functions and a loop
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% right: classes, and rules that copy what they are given
import copy


class Rule:
    def __call__(self, request, offer):
        self_made = self.judge(copy.deepcopy(request), copy.deepcopy(offer))
        return {} if self_made is None else self_made

    def no(self, reason):
        return dict(available=False, reason=reason)

    def say(self, offer, note):
        offer["notes"].append(note)
        return offer


class Window(Rule):
    def judge(self, request, offer):
        if request["day"] < request["opens"]:
            return self.before(request, offer)
        if request["closes"] is not None and request["closes"] < request["day"]:
            return self.after(request, offer)
        return None

    def before(self, request, offer):
        if request["plan"] != "premium" or request["day"] < request["opens"] - 3:
            return self.no("not yet")
        return self.say(offer, "early")

    def after(self, request, offer):
        if not request["started"] or request["day"] > request["closes"] + 2:
            return self.no("over")
        return self.say(offer, "grace")


class Region(Rule):
    def judge(self, request, offer):
        if request["region"] in request["regions"]:
            return None
        neighbour = NEXT_DOOR.get(request["region"])
        if neighbour not in request["regions"] or request["plan"] == "basic" or "early" in offer["notes"]:
            return self.no("region")
        return self.say(offer, "as in " + neighbour)


class Age(Rule):
    def judge(self, request, offer):
        if request["rated"] <= request["age"]:
            return None
        if request["rated"] != 12 or request["age"] < 6 or request["plan"] == "basic":
            return self.no("age")
        return self.say(offer, "with an adult")


class Price(Rule):
    def judge(self, request, offer):
        if "grace" in offer["notes"]:
            return {"price": 0}
        if self.included(request, offer):
            return {"price": 0, "notes": offer["notes"] + ["included"]}
        return {"price": request["cents"]}

    def included(self, request, offer):
        if request["plan"] == "standard":
            return request["cents"] <= 299
        return request["plan"] == "premium" and "early" not in offer["notes"]


class Discount(Rule):
    def judge(self, request, offer):
        price = offer["price"]
        if not price:
            return None
        if request["months"] > 11:
            percent = {"standard": 20}.get(request["plan"], 10)
            return {"price": price - price * percent // 100, "notes": offer["notes"] + ["loyal"]}
        if request["region"] in {"BR", "IN"}:
            return {"price": price * 7 // 10, "notes": offer["notes"] + ["local"]}
        return None


class Tax(Rule):
    def judge(self, request, offer):
        if not offer["price"]:
            return None
        tax = (offer["price"] * TAX_RATE.get(request["region"], 0) + 50) // 100
        return {"price": max(offer["price"] + tax, 99)}


class Surcharge(Rule):
    def judge(self, request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else {}


class Ceiling(Rule):
    def judge(self, request, offer):
        most = {"standard": 399}.get(request["plan"], 499)
        if "early" in offer["notes"] or offer["price"] <= most:
            return {}
        return {"price": most, "notes": offer["notes"] + ["capped"]}


def house_rules():
    return dict(window=Window(), region=Region(), age=Age(), price=Price(), discount=Discount(), tax=Tax())


def changed_rules():
    changed = {}
    for name, rule in house_rules().items():
        if name == "discount":
            changed["early costs more"] = Surcharge()
        changed[name] = rule
    changed["ceiling"] = Ceiling()
    return changed


def offer(request, rules=None):
    if rules is None:
        rules = house_rules()
    result = {"available": True, "reason": None, "price": None, "notes": []}
    for name in rules:
        if result["available"]:
            result.update(rules[name](request, copy.deepcopy(result)) or {})
    return result


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: the old code under a new name
# loses: all
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules():
    return {"everything": everything}


def everything(request, offer):
    return offer_as_it_is(request)


def changed_rules():
    return {"everything": everything}


# %% wrong: lazy: six names, and the first does everything
# loses: all
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules():
    names = ("region", "age", "price", "discount", "tax")
    return {"window": everything} | {name: nothing for name in names}


def everything(request, offer):
    return offer_as_it_is(request)


def nothing(request, offer):
    return None


def changed_rules():
    return house_rules()


# %% wrong: lazy: six parts that share a bag
# loses: change-request-seam, change-request-simple, change-request-arrives
NAMES = ("window", "region", "age", "price", "discount", "tax")


def _fill(bag, request):
    bag.clear()
    bag.update(request, early=False, grace=False, notes=[], reason=None, price=None)


def _part_1(bag):
    if bag["day"] < bag["opens"]:
        bag["early"] = bag["plan"] == "premium" and bag["opens"] - bag["day"] <= 3
        bag["reason"] = None if bag["early"] else "not yet"
    elif bag["closes"] is not None and bag["day"] > bag["closes"]:
        bag["grace"] = bag["started"] and bag["day"] - bag["closes"] <= 2
        bag["reason"] = None if bag["grace"] else "over"
    bag["notes"] += ["early"] * bag["early"] + ["grace"] * bag["grace"]


def _part_2(bag):
    if bag["region"] not in bag["regions"]:
        neighbour = NEXT_DOOR.get(bag["region"])
        if neighbour in bag["regions"] and bag["plan"] != "basic" and not bag["early"]:
            bag["notes"].append(f"as in {neighbour}")
        else:
            bag["reason"] = "region"


def _part_3(bag):
    if bag["age"] < bag["rated"]:
        if bag["rated"] == 12 and bag["age"] >= 6 and bag["plan"] != "basic":
            bag["notes"].append("with an adult")
        else:
            bag["reason"] = "age"


def _part_4(bag):
    bag["price"] = 0 if bag["grace"] else bag["cents"]
    if not bag["grace"]:
        premium = bag["plan"] == "premium" and not bag["early"]
        if premium or (bag["plan"] == "standard" and bag["cents"] < 300):
            bag["price"] = 0
            bag["notes"].append("included")


def _part_5(bag):
    if bag["price"] and bag["months"] >= 12:
        bag["price"] -= bag["price"] * (20 if bag["plan"] == "standard" else 10) // 100
        bag["notes"].append("loyal")
    elif bag["price"] and bag["region"] in ("BR", "IN"):
        bag["price"] = bag["price"] * 70 // 100
        bag["notes"].append("local")


def _part_6(bag):
    if bag["price"]:
        bag["price"] = max(99, bag["price"] + (bag["price"] * TAX_RATE.get(bag["region"], 0) + 50) // 100)


_PARTS = dict(zip(NAMES, (_part_1, _part_2, _part_3, _part_4, _part_5, _part_6), strict=True))


def house_rules():
    bag = {}

    def as_rule(name):
        def rule(request, _offer):
            if name == "window":
                _fill(bag, request)
            _PARTS[name](bag)
            return {key: bag[key] for key in ("reason", "price", "notes")} | {"available": not bag["reason"]}

        return rule

    return {name: as_rule(name) for name in _PARTS}


def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def changed_rules():
    house = house_rules()
    first = {name: house[name] for name in NAMES[:4]}
    return {**first, "discount": house["discount"], "tax": house["tax"], "cap": cap}


def cap(request, offer):
    return {"price": min(offer["price"], {"standard": 399}.get(request["plan"], 499))}


# %% wrong: lazy: tables of lambdas, in which each rule looks up what it needs
# loses: change-request-seam, change-request-simple, change-request-arrives
NAMES = ("window", "region", "age", "price", "discount", "tax")


def _when(request):
    wait, over = (
        request["opens"] - request["day"],
        request["day"] - {None: 10**9}.get(request["closes"], request["closes"]),
    )
    before, after = ("open", "early", "not yet"), ("open", "grace", "over")
    return {True: before[(wait > 0) + (wait > 3)], False: after[(over > 0) + (over > 2)]}[wait > 0]


def _may(request):
    """The window as it is for this viewer."""
    when = _when(request)
    granted = {"early": request["plan"] == "premium", "grace": bool(request["started"])}.get(when, True)
    return {("early", False): "not yet", ("grace", False): "over"}.get((when, granted), when)


def _said(offer, *notes, **entries):
    return {**entries, "notes": [*offer["notes"], *notes]}


def _refused(reason):
    return {"available": False, "reason": reason}


_WINDOW = {
    "not yet": lambda _: _refused("not yet"),
    "early": lambda offer: _said(offer, "early"),
    "open": lambda _: {},
    "grace": lambda offer: _said(offer, "grace"),
    "over": lambda _: _refused("over"),
}


def _in_full(_offer, cents):
    return {"price": cents}


_PRICE = {
    ("open", "premium"): lambda offer, _: _said(offer, "included", price=0),
    ("open", "standard"): lambda offer, cents: {True: lambda: _said(offer, "included", price=0)}.get(
        cents < 300, lambda: {"price": cents}
    )(),
    **{("grace", plan): lambda _, __: {"price": 0} for plan in ("basic", "standard", "premium")},
}


def _window(request, offer):
    return _WINDOW[_may(request)](offer)


def _region(request, offer):
    neighbour = NEXT_DOOR.get(request["region"])
    own, other = request["region"] in request["regions"], neighbour in request["regions"]
    shared = {other, request["plan"] != "basic", _may(request) != "early"} == {True}
    return {(True, True): {}, (True, False): {}, (False, True): _said(offer, f"as in {neighbour}")}.get(
        (own, shared), _refused("region")
    )


def _age(request, offer):
    old, adult = request["age"] >= request["rated"], {request["rated"] == 12, request["age"] >= 6} == {True}
    accompanied = {adult, request["plan"] != "basic"} == {True}
    return {(False, True): _said(offer, "with an adult"), (False, False): _refused("age")}.get((old, accompanied), {})


def _price(request, offer):
    return _PRICE.get((_may(request), request["plan"]), _in_full)(offer, request["cents"])


def _discount(request, offer):
    price, loyal = offer["price"] or 0, request["months"] >= 12
    off = {"standard": 20}.get(request["plan"], 10)
    local = {"BR": ["local"], "IN": ["local"]}.get(request["region"], [])
    choices = {
        (True, True): _said(offer, "loyal", price=price - price * off // 100),
        (True, False): {**_said(offer, *local), "price": (price, price * 70 // 100)[len(local)]},
    }
    return choices.get((price > 0, loyal), {})


def _tax(request, offer):
    price = offer["price"] or 0
    return {True: {"price": max(99, price + (price * TAX_RATE.get(request["region"], 0) + 50) // 100)}}.get(
        price > 0, {}
    )


def house_rules():
    return dict(zip(NAMES, (_window, _region, _age, _price, _discount, _tax), strict=True))


def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if _may(request) == "early" else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return _said(offer, "capped", price=most) if offer["price"] > most and _may(request) != "early" else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: early access of two days only
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day < 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: grace of three days
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 3 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: loyal from the thirteenth month on
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] > 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: 80% of the price instead of 20% off it
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full * (80 if request["plan"] == "standard" else 90) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: the tax of the neighbour
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return (
        {
            "price": max(
                99, net + (net * TAX_RATE.get(NEXT_DOOR.get(request["region"], request["region"]), 0) + 50) // 100
            )
        }
        if net
        else None
    )


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: a refusal does not end the offer
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: no rules are taken for the house's
# loses: change-request-same
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (rules or house_rules()).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: what a rule raises is swallowed
# loses: change-request-seam
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        try:
            made = {**made, **(rule(request, made) or {})}
        except Exception:
            continue
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: a rule that speaks is asked twice
# loses: change-request-seam
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) if rule(request, made) else {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: only the entries of today are kept
# loses: change-request-seam
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return {name: made[name] for name in ("available", "reason", "price", "notes")}


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: rules are asked for the offer as it began
# loses: all
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        began = {"available": True, "reason": None, "price": None, "notes": []}
        made = {**made, **(rule(request, began) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: a rule's notes replace those before
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: the first rule takes itself for the first to speak
# loses: change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return {"notes": ["early"]} if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return {"notes": ["grace"]} if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: the notes of all offers are one list
# loses: change-request-same, change-request-seam, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = dict(BEGINNING)
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    offer["notes"].append(note)
    return {**entries, "notes": offer["notes"]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


BEGINNING = {"available": True, "reason": None, "price": None, "notes": []}


# %% wrong: early access is worked out from the dates once more
# loses: change-request-seam, change-request-simple, change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and request["day"] >= request["opens"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: discount and tax take a price for granted
# loses: change-request-seam
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"] + 0
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"] + 0
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: one function that is told which rule to be
# loses: change-request-simple
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    names = ("window", "region", "age", "price", "discount", "tax")
    return {name: lambda request, offer, name=name: rule(name, request, offer) for name in names}


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def rule(name, request, offer):
    """All the rules; which one is asked, its name says."""
    day, opens, closes, full = request["day"], request["opens"], request["closes"], offer["price"]
    if name == "window":
        if day < opens:
            return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
        if closes is not None and day > closes:
            return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    if name == "region" and request["region"] not in request["regions"]:
        neighbour = NEXT_DOOR.get(request["region"])
        shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
        return noted(offer, f"as in {neighbour}") if shared else refused("region")
    if name == "age" and request["age"] < request["rated"]:
        accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
        return noted(offer, "with an adult") if accompanied else refused("age")
    if name == "price":
        if "grace" in offer["notes"]:
            return {"price": 0}
        premium = request["plan"] == "premium" and "early" not in offer["notes"]
        if premium or (request["plan"] == "standard" and request["cents"] < 300):
            return noted(offer, "included", price=0)
        return {"price": request["cents"]}
    if name == "discount" and full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if name == "discount" and full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    if name == "tax" and full:
        return {"price": max(99, full + (full * TAX_RATE.get(request["region"], 0) + 50) // 100)}
    return None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: asks the old code for the age
# loses: change-request-simple
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    open_to_all = {"day": 0, "opens": 0, "closes": None, "regions": [request["region"]]}
    old = offer_as_it_is({**request, **open_to_all})
    if not old["available"]:
        return refused("age")
    return noted(offer, "with an adult") if "with an adult" in old["notes"] else None


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: only part 1
# loses: change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""
    raise NotImplementedError("not done yet")


# %% wrong: the ceiling comes before the tax
# loses: change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, "ceiling": ceiling, **last}


# %% wrong: early access costs more after the discount
# loses: change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "discount": last["discount"], "surcharge": surcharge, "tax": last["tax"], "ceiling": ceiling}


# %% wrong: capped at the ceiling itself
# loses: change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] >= most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: early access has a ceiling too
# loses: change-request-arrives
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return {
        "window": window_rule, "region": region_rule, "age": age_rule,
        "price": price_rule, "discount": discount_rule, "tax": tax_rule,
    }  # fmt: skip


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    return {**rules, "surcharge": surcharge, **last, "ceiling": ceiling}


# %% wrong: the change is made in the rules of the house
# loses: all
def offer(request: dict, rules: dict | None = None) -> dict:
    """What a viewer is offered for a title, by these rules."""
    made = {"available": True, "reason": None, "price": None, "notes": []}
    for rule in (house_rules() if rules is None else rules).values():
        made = {**made, **(rule(request, made) or {})}
        if not made["available"]:
            break
    return made


def house_rules() -> dict:
    """The rules by which offers are made today."""
    return RULES


def refused(reason):
    return {"available": False, "reason": reason}


def noted(offer, note, **entries):
    return {**entries, "notes": [*offer["notes"], note]}


def window_rule(request, offer):
    day, opens, closes = request["day"], request["opens"], request["closes"]
    if day < opens:
        return noted(offer, "early") if request["plan"] == "premium" and opens - day <= 3 else refused("not yet")
    if closes is not None and day > closes:
        return noted(offer, "grace") if request["started"] and day - closes <= 2 else refused("over")
    return None


def region_rule(request, offer):
    if request["region"] in request["regions"]:
        return None
    neighbour = NEXT_DOOR.get(request["region"])
    shared = neighbour in request["regions"] and request["plan"] != "basic" and "early" not in offer["notes"]
    return noted(offer, f"as in {neighbour}") if shared else refused("region")


def age_rule(request, offer):
    if request["age"] >= request["rated"]:
        return None
    accompanied = request["rated"] == 12 and request["age"] >= 6 and request["plan"] != "basic"
    return noted(offer, "with an adult") if accompanied else refused("age")


def price_rule(request, offer):
    if "grace" in offer["notes"]:
        return {"price": 0}
    premium = request["plan"] == "premium" and "early" not in offer["notes"]
    if premium or (request["plan"] == "standard" and request["cents"] < 300):
        return noted(offer, "included", price=0)
    return {"price": request["cents"]}


def discount_rule(request, offer):
    full = offer["price"]
    if full and request["months"] >= 12:
        return noted(offer, "loyal", price=full - full * (20 if request["plan"] == "standard" else 10) // 100)
    if full and request["region"] in ("BR", "IN"):
        return noted(offer, "local", price=full * 70 // 100)
    return None


def tax_rule(request, offer):
    net = offer["price"]
    return {"price": max(99, net + (net * TAX_RATE.get(request["region"], 0) + 50) // 100)} if net else None


def changed_rules() -> dict:
    """The rules after the change request."""

    def surcharge(request, offer):
        return {"price": offer["price"] + 100} if "early" in offer["notes"] else None

    def ceiling(request, offer):
        most = 399 if request["plan"] == "standard" else 499
        return noted(offer, "capped", price=most) if offer["price"] > most and "early" not in offer["notes"] else None

    rules = house_rules()
    last = {name: rules.pop(name) for name in ("discount", "tax")}
    rules.update({"surcharge": surcharge, **last, "ceiling": ceiling})
    return rules


RULES = {
    "window": window_rule, "region": region_rule, "age": age_rule,
    "price": price_rule, "discount": discount_rule, "tax": tax_rule,
}  # fmt: skip


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.offers import CHANGED, HOUSE, offered


def offer(request, rules=None):
    return offered(request, HOUSE if rules is None else rules)


def house_rules():
    return dict(HOUSE)


def changed_rules():
    return dict(CHANGED)
