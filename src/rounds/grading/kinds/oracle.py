"""ORACLE: a learner's function or class against a slow reference or a law, and the smallest input on which it fails."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from rounds.grading.kinds.calls import NOT_DONE, Raised, attempt, complaint
from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.plain import close, plain
from rounds.grading.kinds.shrink import copied, fewer_steps, smaller, smallest
from rounds.grading.kinds.text import called, show

Arguments = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Oracle:
    """Hidden inputs for one function or class, and the search for the smallest one on which it fails.

    `generate(rng, size)` draws one tuple of arguments from a `random.Random`; `size` grows from 1 to `size`, so the
    early cases are small. `edges` are tried first. A failing input of a function is shrunk when the test says what
    may be tried: `valid(*arguments)` (then by `smaller`), or `shrink`, an iterator of smaller inputs, boldest first.
    """

    name: str
    seed: int | str
    generate: Callable[[random.Random, int], Arguments] | None = None
    edges: Sequence[Arguments] = ()
    cases: int = 100
    size: int = 12
    shrink: Callable[[Arguments], Iterable[Arguments]] | None = None
    valid: Callable[..., bool] | None = None

    def inputs(self) -> Iterator[Arguments]:
        """The edges, then the drawn cases; the same in every run of the same seed."""
        rng = random.Random(f"{self.seed}:{self.name}")
        drawn = range(self.cases) if self.generate else range(0)
        sizes = (1 + i * self.size // max(self.cases, 1) for i in drawn)
        yield from chain(self.edges, (self.generate(rng, size) for size in sizes) if self.generate else ())

    def agrees(
        self,
        function: Callable[..., Any],
        reference: Callable[..., Any],
        returns: Any,
        *,
        within: float = 0.0,
        refusals: tuple[str, ...] = (),
        why: str = "",
    ) -> None:
        """Passes when `function` answers as `reference` on every input.

        Answers are taken as `returns` (see `plain`) and compared exactly, or floats within `within`, relative above 1
        and absolute below. Where the reference raises one of `refusals`, the learner must raise it too.
        """

        def wrong(arguments: Arguments) -> str:
            expected, refusal = _expected(lambda: reference(*copied(arguments)), returns, refusals)
            return _difference(function, arguments, self.name, expected, refusal, returns, within)

        self._search(wrong, smaller if self.valid else None, why)

    def holds(
        self, function: Callable[..., Any], law: Callable[..., str | None], returns: Any, *, why: str = ""
    ) -> None:
        """Passes when `law(answer, *arguments)` finds nothing wrong on any input: it returns what is, or None.

        For questions with many right answers: a topological order, any optimal plan.
        """

        def wrong(arguments: Arguments) -> str:
            what = called(self.name, arguments)
            answer, raised = attempt(function, *copied(arguments))
            if raised:
                return complaint(raised, what)
            answer, problem = _as_plain(answer, returns, what)
            fault = problem or law(answer, *copied(arguments))
            return problem or (f"{what} returned {show(answer)}: {fault}." if fault else "")

        self._search(wrong, smaller if self.valid else None, why)

    def replays(
        self,
        factory: Callable[..., Any],
        reference: Callable[..., Any],
        returns: Mapping[str, Any],
        *,
        within: float = 0.0,
        refusals: tuple[str, ...] = (),
        why: str = "",
    ) -> None:
        """Passes when the learner's class answers every script of calls as the reference class does.

        Inputs are scripts: (arguments of the constructor, [(method, arguments), ...]). `returns` has the type of
        each method's answer. Scripts shrink by leaving out steps.
        """

        def wrong(script: Arguments) -> str:
            construction, steps = script
            model, mine = reference(*copied(construction)), None
            mine, raised = attempt(factory, *copied(construction))
            if raised:
                return complaint(raised, called(self.name, construction))
            for i, (method, arguments) in enumerate(steps):
                kind = returns[method]
                expected, refusal = _expected(_bound(model, method, arguments), kind, refusals)
                fault = _difference(
                    lambda *a, m=method: getattr(mine, m)(*a), arguments, method, expected, refusal, kind, within
                )
                if fault:
                    before = "; ".join([called(self.name, construction), *(called(*step) for step in steps[:i])])
                    return f"After {before}:\n{fault}"
            return ""

        self._search(wrong, fewer_steps, why)

    def _search(self, wrong: Callable[[Any], str], default: Callable[[Any], Iterable[Any]] | None, why: str) -> None:
        shrink, tried = self.shrink or default, 0
        for arguments in self.inputs():
            tried += 1
            if self.valid and not self.valid(*arguments):
                raise AuthoringError(f"The oracle of {self.name} has an input that its own `valid` refuses.")
            message = wrong(arguments)
            if not message:
                continue
            if message.endswith(NOT_DONE):
                raise AssertionError(message)

            def still_wrong(candidate: Arguments) -> bool:
                nonlocal message
                try:
                    found = "" if self.valid and not self.valid(*candidate) else wrong(candidate)
                except AuthoringError:  # the reference refuses it: outside of what the exercise allows
                    return False
                message = found or message
                return bool(found)

            if shrink and smallest(arguments, still_wrong, shrink) is not arguments:
                why += f"\n(The smallest failing input found; {tried} were tried.)"
            raise AssertionError(f"{message}\n{why.strip()}".rstrip())
        if not tried:
            raise AuthoringError(f"The oracle of {self.name} has no inputs: give it `edges` or `generate`.")


def _bound(model: Any, method: str, arguments: Arguments) -> Callable[[], Any]:
    return lambda: getattr(model, method)(*copied(arguments))


def _expected(reference: Callable[[], Any], returns: Any, refusals: tuple[str, ...]) -> tuple[Any, Raised | None]:
    answer, raised = attempt(reference)
    if raised and not set(raised.names) & set(refusals):
        raise AuthoringError(f"The reference raised {raised}, which is not among its refusals {refusals}.")
    return (None if raised else _trusted(answer, returns)), raised


def _trusted(answer: Any, returns: Any) -> Any:
    try:
        return plain(answer, returns, "The reference")
    except AssertionError as wrong:
        raise AuthoringError(str(wrong)) from None


def _as_plain(answer: Any, returns: Any, what: str) -> tuple[Any, str]:
    try:
        return plain(answer, returns, what), ""
    except AssertionError as problem:
        return None, str(problem)


def _difference(
    function: Callable[..., Any],
    arguments: Arguments,
    name: str,
    expected: Any,
    refusal: Raised | None,
    returns: Any,
    within: float,
) -> str:
    what = called(name, arguments)
    answer, raised = attempt(function, *copied(arguments))
    if refusal:
        if raised is None:
            return f"{what} returned {show(answer)}; it should refuse with {refusal.names[0]}."
        if refusal.names[0] in raised.names:
            return ""
        told = complaint(raised, what)
        return told if told.endswith(NOT_DONE) else f"{what} raised {raised}; it should refuse with {refusal.names[0]}."
    if raised:
        return complaint(raised, what)
    answer, problem = _as_plain(answer, returns, what)
    if problem or close(answer, expected, within):
        return problem
    return f"{what} returned {show(answer)}; expected {show(expected)}."
