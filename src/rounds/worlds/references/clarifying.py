"""A phone screen before any code, solved exactly: which question, when to stop, what to write.

Facts are independent but for a finer one and what it depends on, so an interview falls into groups of one or two
facts. A group is a small table: for what is known of it the code that may be written (chance to be right, minutes) and
the questions that are left. Values are found by backward induction over the tables' states. Not looked at, since
nothing is gained by it: idle questions, and those that matter only after the change and can be asked then. The end of
an interview is not looked at either: where it would come first, the value is an upper bound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import NamedTuple

from rounds.worlds.clarifying import ANY, FIRST, RIGHT, Brief, Move, idle, phone_screen

Known = tuple[tuple[str, str], ...]  # answers heard to the facts of one group, sorted
Piece = tuple[tuple[str, str], ...]  # the design of one group


class Code(NamedTuple):
    """One way to write a group: the chance that it is right, its minutes, and the design."""

    right: float
    minutes: int
    piece: Piece


class Table(NamedTuple):
    """For all that can be known of a group its code, and its questions: (price, [(chance, state after), ...])."""

    codes: dict[Known, list[Code]]
    questions: dict[Known, list[tuple[int, list[tuple[float, Known]]]]]


def _groups(brief: Brief) -> list[list[str]]:
    """The facts that may matter before another change, a finer one behind what it depends on."""
    roots = [name for name, fact in brief.facts.items() if fact.only_if is None]
    return [
        [root, *(name for name, fact in brief.facts.items() if (fact.only_if or ("",))[0] == root)] for root in roots
    ]


def _sub(brief: Brief, group: list[str], known: Known, written: Mapping[str, str]) -> Brief:
    facts = {name: brief.facts[name] for name in group}
    return Brief(facts, {}, dict(known), {n: made for n, made in written.items() if n in facts}, brief.left)


def _table(brief: Brief, group: list[str], known: Known, written: Mapping[str, str]) -> Table:
    codes: dict[Known, list[Code]] = {}
    questions: dict[Known, list[tuple[int, list[tuple[float, Known]]]]] = {}
    open_states = [known]
    while open_states:
        state = open_states.pop()
        if state in codes:
            continue
        now = _sub(brief, group, state, written)
        codes[state] = list(_codes(now, group))
        questions[state] = []
        for name in group:
            if name in now.known or idle(now, name) or not now.matters(name) or now.facts[name].price > FIRST:
                continue
            after = [(chance, tuple(sorted((*state, (name, answer))))) for answer, chance in now.odds(name).items()]
            questions[state].append((now.facts[name].price, after))
            open_states += [later for _, later in after]
    return Table(codes, questions)


def _codes(brief: Brief, group: list[str]) -> Iterator[Code]:
    """All code for a group that can be right."""
    choices = [_choices(brief, name) for name in group]
    for made in product(*choices):
        design = {name: how for name, how in zip(group, made, strict=True) if how is not None}
        right = brief.right(design)
        if right > 0:
            yield Code(right, brief.minutes(design), tuple(design.items()))


def _choices(brief: Brief, name: str) -> list[str | None]:
    code = brief.facts[name].code
    if code.get(ANY) == min(code.values()):
        return [ANY]
    return [*code, None] if brief.matters(name) < 1 else [*code]


def _frontier(codes: list[Code]) -> list[Code]:
    """Those that no other code beats in both."""
    kept: list[Code] = []
    for code in sorted(codes, key=lambda code: (-code.right, code.minutes)):
        if not kept or code.minutes < min(other.minutes for other in kept):
            kept.append(code)
    return kept


class _LastPart:
    """The value of what is left to ask and to write when no further change can come."""

    def __init__(self) -> None:
        self._memo: dict[tuple[int, tuple[tuple[int, Known], ...]], float] = {}
        self._tables: list[Table] = []

    def add(self, table: Table) -> int:
        """Takes in a table; its number stands for it."""
        self._tables.append(Table({s: _frontier(codes) for s, codes in table.codes.items()}, table.questions))
        return len(self._tables) - 1

    def settled(self, number: int, state: Known) -> int | None:
        """The minutes of a group about which nothing is left to decide, else None."""
        table = self._tables[number]
        codes = table.codes[state]
        return codes[0].minutes if not table.questions[state] and len(codes) == 1 and codes[0].right == 1 else None

    def value(self, base: int, groups: tuple[tuple[int, Known], ...]) -> float:
        """In points: `base` are the minutes of settled groups, `groups` the others with what is known of each."""
        key = (base, groups)
        if key in self._memo:
            return self._memo[key]
        best = 0.0
        for codes in product(*(self._tables[number].codes[state] for number, state in groups)):
            right, minutes = RIGHT, base
            for code in codes:
                right *= code.right
                minutes += code.minutes
            best = max(best, right - minutes)
        for place, (number, state) in enumerate(groups):
            for price, after in self._tables[number].questions[state]:
                value = -float(price)
                for chance, later in after:
                    done = self.settled(number, later)
                    rest = groups[:place] + (() if done is not None else ((number, later),)) + groups[place + 1 :]
                    value += chance * self.value(base + (done or 0), rest)
                best = max(best, value)
        self._memo[key] = best
        return best


def best_value(brief: Brief) -> float:
    """What the best strategy reaches on average from here on, in points."""
    groups = _groups(brief)
    known = [tuple(sorted((n, brief.known[n]) for n in group if n in brief.known)) for group in groups]
    last = _LastPart()
    parts = {name: brief.after({}, name) for name in brief.changes}
    roots = {group[0] for group in groups}
    opened = [group[0] for part in parts.values() for group in _groups(part) if group[0] not in roots]

    @cache
    def later(change: str, group: tuple[str, ...], state: Known, piece: Piece) -> tuple[int, tuple[int, Known] | None]:
        """What a group comes to after the change: its minutes, or, if something is open, its table and state."""
        now = dict(state) | {n: answer for n, answer in parts[change].known.items() if n in group}
        heard = tuple(sorted(now.items()))
        number = last.add(_table(parts[change], list(group), heard, dict(piece)))
        done = last.settled(number, heard)
        return (done, None) if done is not None else (0, (number, heard))

    def after_code(states: tuple[Known, ...], pieces: tuple[Piece, ...]) -> float:
        total = 0.0
        for name, change in brief.changes.items():
            found = [later(name, tuple(g), s, p) for g, s, p in zip(groups, states, pieces, strict=True)]
            found += [later(name, (new,), (), ()) for new in opened if new in parts[name].facts]
            minutes, left = zip(*found, strict=True)
            total += change.chance * last.value(sum(minutes), tuple(each for each in left if each is not None))
        return total

    if not brief.changes:
        numbers = [last.add(_table(brief, g, k, brief.written)) for g, k in zip(groups, known, strict=True)]
        done = [last.settled(number, k) for number, k in zip(numbers, known, strict=True)]
        open_groups = tuple((n, k) for n, k, d in zip(numbers, known, done, strict=True) if d is None)
        return last.value(sum(d or 0 for d in done), open_groups)
    tables = [_table(brief, group, k, {}) for group, k in zip(groups, known, strict=True)]
    settled = {name for change in brief.changes.values() for name in change.settles}
    for group, table in zip(groups, tables, strict=True):
        if not settled & set(group):  # then what is cheaper and likelier now stays so
            table.codes.update({state: _frontier(codes) for state, codes in table.codes.items()})

    @cache
    def value(states: tuple[Known, ...]) -> float:
        best = after_code(states, ((),) * len(groups))
        for codes in product(*(table.codes[state] for table, state in zip(tables, states, strict=True))):
            right, minutes = RIGHT, 0
            for code in codes:
                right *= code.right
                minutes += code.minutes
            best = max(best, right - minutes + after_code(states, tuple(code.piece for code in codes)))
        for place, (table, state) in enumerate(zip(tables, states, strict=True)):
            for price, after in table.questions[state]:
                asked = (chance * value((*states[:place], s, *states[place + 1 :])) for chance, s in after)
                best = max(best, sum(asked) - price)
        return best

    return value(tuple(known))


def best_move(brief: Brief) -> Move:
    """A move of the best strategy: a question or a design that keeps `best_value`. Slow; for pictures and checks."""
    open_questions = [n for n in brief.facts if n not in brief.known and brief.matters(n) and not idle(brief, n)]

    def asked(name: str) -> float:
        after = sum(chance * best_value(brief.hears(name, answer)) for answer, chance in brief.odds(name).items())
        return after - brief.facts[name].price

    value = best_value(brief)
    for name in open_questions:
        if asked(name) > value - 1e-9:
            return name
    return best_design(brief)


def best_design(brief: Brief) -> dict[str, str]:
    """The design that is worth most if nothing more is asked before it is written."""
    groups = _groups(brief)
    tables = [
        _codes(_sub(brief, g, tuple((n, brief.known[n]) for n in g if n in brief.known), brief.written), g)
        for g in groups
    ]
    combined = ({name: made for code in codes for name, made in code.piece} for codes in product(*tables))

    def worth(design: dict[str, str]) -> float:
        now = RIGHT * brief.right(design) - brief.minutes(design)
        return now + sum(c.chance * best_value(brief.after(design, name)) for name, c in brief.changes.items())

    return max([{}, *combined], key=worth)


def unasked_value(brief: Brief) -> float:
    """What can be reached on average without a question, in points: the best code for what is likely."""
    silent = {name: replace(fact, price=FIRST + 1) for name, fact in brief.facts.items()}
    return best_value(replace(brief, facts=silent))


@cache
def scale(seed: int, changing: bool = False) -> tuple[float, float]:
    """What the interview of that seed is worth at best and without a question, in points; computed once."""
    brief = phone_screen(seed, changing)
    return best_value(brief), unasked_value(brief)


def likeliest(brief: Brief) -> dict[str, str]:
    """Asks nothing: code for any answer where there is such, else for the likeliest."""
    design = {}
    for name, fact in brief.facts.items():
        guess = max(brief.odds(name), key=lambda answer: brief.odds(name)[answer])
        fits = [made for made in (guess, ANY) if made in fact.code]
        if brief.matters(name):
            cheapest = min(fits, key=lambda made: brief.minutes({name: made}))
            design[name] = cheapest if name in brief.known else fits[-1]
    return design


def first_three(brief: Brief) -> Move:
    """Asks the first three questions of the menu."""
    left = [name for name in brief.facts if name not in brief.known]
    return left[0] if len(brief.known) < 3 else likeliest(brief)


def meanings(brief: Brief) -> Move:
    """Asks whatever no code copes with."""
    left = [name for name, fact in brief.facts.items() if name not in brief.known and ANY not in fact.code]
    return next((name for name in left if brief.matters(name) == 1), None) or likeliest(brief)


def robust(brief: Brief) -> Move:
    """Asks whatever can save a minute, at any price."""
    left = [name for name in brief.facts if name not in brief.known and not idle(brief, name)]
    return next((name for name in left if brief.matters(name) == 1), None) or likeliest(brief)
