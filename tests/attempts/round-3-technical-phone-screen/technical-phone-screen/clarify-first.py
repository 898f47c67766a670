# %% right: one question ahead, with what a change would take away
def next_move(brief):
    def minutes(now, q, made):
        lost = 0
        for change in now.changes.values():
            if q in change.settles and made not in (change.settles[q], "any"):
                lost += change.chance * 2 * now.facts[q].code[change.settles[q]]
        return now.minutes({q: made}) + lost

    def design(now):
        written = {}
        for q, fact in now.facts.items():
            if not now.matters(q):
                continue
            odds = now.odds(q)
            fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
            if q not in now.known:
                fits = fits[-1:]
            written[q] = min(fits, key=lambda made: minutes(now, q, made))
        return written

    def worth(now):
        written = design(now)
        return 60 * now.right(written) - sum(minutes(now, q, made) for q, made in written.items())

    now = worth(brief)
    gains = {}
    for q, fact in brief.facts.items():
        if q not in brief.known and brief.matters(q):
            heard = sum(chance * worth(brief.hears(q, answer)) for answer, chance in brief.odds(q).items())
            gains[q] = heard - now - fact.price
    best = max(gains, key=gains.get, default=None)
    return best if best is not None and gains[best] > 0 else design(brief)


# %% right: faults of the input one by one, meanings as a set in bits
def next_move(brief):
    stake = 120 if brief.changes else 60
    open_facts = [q for q in brief.facts if brief.matters(q) and q not in brief.known]

    def cost(q, made):
        replaced = sum(
            2 * change.chance * brief.facts[q].code[change.settles[q]]
            for change in brief.changes.values()
            if q in change.settles and made != change.settles[q] and made != "any"
        )
        return brief.minutes({q: made}) + replaced

    def cheapest(q, answer):
        code = brief.facts[q].code
        if "any" in code and cost(q, "any") <= cost(q, answer):
            return "any"
        return answer

    faults = [q for q in open_facts if "any" in brief.facts[q].code]
    for q in faults:
        fact = brief.facts[q]
        if fact.price + sum(p * cost(q, cheapest(q, a)) for a, p in fact.odds.items()) < cost(q, "any"):
            return q
    meanings = [q for q in open_facts if q not in faults]
    likely = {q: max(brief.facts[q].odds.values()) for q in meanings}
    best, ask = None, 0
    for bits in range(2 ** len(meanings)):
        value = stake
        for place, q in enumerate(meanings):
            if not bits >> place & 1:
                value *= 1 - brief.matters(q) * (1 - likely[q])
        value -= sum(brief.matters(q) * brief.facts[q].price for place, q in enumerate(meanings) if bits >> place & 1)
        if best is None or value > best:
            best, ask = value, bits
    asked = [q for place, q in enumerate(meanings) if ask >> place & 1]
    if asked:
        return max(asked, key=brief.matters)
    design = {q: cheapest(q, answer) for q, answer in brief.known.items() if q in brief.facts and brief.matters(q)}
    design |= dict.fromkeys(faults, "any")
    return design | {q: max(brief.facts[q].odds, key=brief.facts[q].odds.get) for q in meanings}


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: asks nothing
# loses: all
def next_move(brief):
    design = {}
    for q, fact in brief.facts.items():
        if brief.matters(q):
            odds = brief.odds(q)
            design[q] = "any" if "any" in fact.code else max(odds, key=odds.get)
    return design


# %% wrong: lazy: writes nothing
# loses: all
def next_move(brief):
    return {}


# %% wrong: lazy: asks everything
# loses: all
def next_move(brief):
    for q in brief.facts:
        if q not in brief.known:
            return q
    return {q: answer for q, answer in brief.known.items() if q in brief.facts and brief.matters(q)}


# %% wrong: lazy: the first three questions
# loses: all
def next_move(brief):
    if len(brief.known) < 3:
        return next(q for q in brief.facts if q not in brief.known)
    design = {}
    for q, fact in brief.facts.items():
        if brief.matters(q):
            odds = brief.odds(q)
            design[q] = "any" if "any" in fact.code else max(odds, key=odds.get)
    return design


# %% wrong: lazy: the four cheapest questions
# loses: all
def next_move(brief):
    if len(brief.known) < 4:
        return min((q for q in brief.facts if q not in brief.known), key=lambda q: brief.facts[q].price)
    design = {}
    for q, fact in brief.facts.items():
        if brief.matters(q):
            odds = brief.odds(q)
            design[q] = "any" if "any" in fact.code else max(odds, key=odds.get)
    return design


# %% wrong: asks for every meaning, however clear
# loses: all
def next_move(brief):
    for q, fact in brief.facts.items():
        if q not in brief.known and "any" not in fact.code and brief.matters(q) == 1:
            return q
    design = {}
    for q, fact in brief.facts.items():
        if brief.matters(q):
            odds = brief.odds(q)
            fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
            if q not in brief.known:
                fits = fits[-1:]
            design[q] = min(fits, key=lambda made: brief.minutes({q: made}))
    return design


# %% wrong: asks whatever can save a minute, at any price
# loses: all
def next_move(brief):
    for q, fact in brief.facts.items():
        same = fact.code.get("any", 99) <= min(fact.code.values())
        if q not in brief.known and not same and brief.matters(q) == 1:
            return q
    design = {}
    for q, fact in brief.facts.items():
        if brief.matters(q):
            odds = brief.odds(q)
            fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
            if q not in brief.known:
                fits = fits[-1:]
            design[q] = min(fits, key=lambda made: brief.minutes({q: made}))
    return design


# %% wrong: the design of before the change
# loses: clarify-first-change
def next_move(brief):
    def design(now):
        written = {}
        for q, fact in now.facts.items():
            if now.matters(q):
                odds = now.odds(q)
                fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
                if q not in now.known:
                    fits = fits[-1:]
                written[q] = min(fits, key=lambda made: now.minutes({q: made}))
        return written

    def worth(now):
        written = design(now)
        return 60 * now.right(written) - now.minutes(written)

    if brief.written:
        return brief.written
    now, gains = worth(brief), {}
    for q, fact in brief.facts.items():
        if q not in brief.known and brief.matters(q):
            heard = sum(chance * worth(brief.hears(q, answer)) for answer, chance in brief.odds(q).items())
            gains[q] = heard - now - fact.price
    best = max(gains, key=gains.get, default=None)
    return best if best is not None and gains[best] > 0 else design(brief)


# %% wrong: after the change it asks nothing more
# loses: clarify-first-change
def next_move(brief):
    def design(now):
        written = {}
        for q, fact in now.facts.items():
            if now.matters(q):
                odds = now.odds(q)
                fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
                if q not in now.known:
                    fits = fits[-1:]
                written[q] = min(fits, key=lambda made: now.minutes({q: made}))
        return written

    def worth(now):
        written = design(now)
        return 60 * now.right(written) - now.minutes(written)

    if brief.written:
        return design(brief)
    now, gains = worth(brief), {}
    for q, fact in brief.facts.items():
        if q not in brief.known and brief.matters(q):
            heard = sum(chance * worth(brief.hears(q, answer)) for answer, chance in brief.odds(q).items())
            gains[q] = heard - now - fact.price
    best = max(gains, key=gains.get, default=None)
    return best if best is not None and gains[best] > 0 else design(brief)


# %% wrong: asks well, and a cheap question about what does not change the code first
# loses: clarify-first-idle
def next_move(brief):
    same = [q for q, fact in brief.facts.items() if fact.code.get("any", 99) <= min(fact.code.values())]
    cheap = [q for q in same if brief.facts[q].price == 1 and q in ("q1", "q2", "q3", "q4", "q5")]
    if not brief.known and cheap:
        return cheap[0]

    def design(now):
        written = {}
        for q, fact in now.facts.items():
            if now.matters(q):
                odds = now.odds(q)
                fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
                if q not in now.known:
                    fits = fits[-1:]
                written[q] = min(fits, key=lambda made: now.minutes({q: made}))
        return written

    def worth(now):
        written = design(now)
        return 60 * now.right(written) - now.minutes(written)

    now, gains = worth(brief), {}
    for q, fact in brief.facts.items():
        if q not in brief.known and brief.matters(q):
            heard = sum(chance * worth(brief.hears(q, answer)) for answer, chance in brief.odds(q).items())
            gains[q] = heard - now - fact.price
    best = max(gains, key=gains.get, default=None)
    return best if best is not None and gains[best] > 0 else design(brief)


# %% wrong: forgets that a question has a price
# loses: all
def next_move(brief):
    def design(now):
        written = {}
        for q, fact in now.facts.items():
            if now.matters(q):
                odds = now.odds(q)
                fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
                if q not in now.known:
                    fits = fits[-1:]
                written[q] = min(fits, key=lambda made: now.minutes({q: made}))
        return written

    def worth(now):
        written = design(now)
        return 60 * now.right(written) - now.minutes(written)

    now, gains = worth(brief), {}
    for q, fact in brief.facts.items():
        if q not in brief.known and brief.matters(q):
            heard = sum(chance * worth(brief.hears(q, answer)) for answer, chance in brief.odds(q).items())
            gains[q] = heard - now
    best = max(gains, key=gains.get, default=None)
    return best if best is not None and gains[best] > 1e-9 else design(brief)


# %% wrong: leaves out of its code what it need not ask
# loses: clarify-first-gain, clarify-first-change, clarify-first-idle
def next_move(brief):
    def design(now):
        written = {}
        for q, fact in now.facts.items():
            if now.matters(q) and len(set(fact.code.values())) * len(fact.code) != 3:
                odds = now.odds(q)
                fits = [made for made in (max(odds, key=odds.get), "any") if made in fact.code]
                if q not in now.known:
                    fits = fits[-1:]
                written[q] = min(fits, key=lambda made: now.minutes({q: made}))
        return written

    def worth(now):
        written = design(now)
        return 60 * now.right(written) - now.minutes(written)

    now, gains = worth(brief), {}
    for q, fact in brief.facts.items():
        if q not in brief.known and brief.matters(q):
            heard = sum(chance * worth(brief.hears(q, answer)) for answer, chance in brief.odds(q).items())
            gains[q] = heard - now - fact.price
    best = max(gains, key=gains.get, default=None)
    return best if best is not None and gains[best] > 0 else design(brief)


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.clarifying import best_move as next_move
