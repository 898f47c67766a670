"""ASK: a sealed world, a menu of priced questions, and a strategy scored by regret against the best one."""

import random
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from rounds.grading.kinds.calls import Exported, Raised, outcome_of
from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.inquiry import Asked
from rounds.grading.kinds.plain import close, plain
from rounds.grading.kinds.text import show

Answer = Hashable
Known = Mapping[str, Answer]
_CENT = 1e-9  # slack for sums of prices


@dataclass(frozen=True)
class Question:
    """One entry of the menu, as the learner sees it; `price` in the units of the world's values."""

    id: str
    kind: str
    text: str
    price: float


@dataclass(frozen=True, kw_only=True, eq=False)
class World:
    """A sealed world: what may be asked, how likely each answer is, and what a choice is worth once answers are known.

    `questions` maps the author's own keys to (kind, text, price). `chances(known, key)` gives the probability of each
    answer after the answers `known`; `worth(known, choice)` the expected value of a choice, prices left out.
    `choices` are the legal ones. `best` is the value of the best strategy where the world is too large to compute it.
    Learners see shuffled ids (`id_of`), so that no position tells anything.
    """

    questions: Mapping[str, tuple[str, str, float]]
    chances: Callable[[Known, str], Mapping[Answer, float]]
    worth: Callable[[Known, Any], float]
    choices: Collection[Any]
    budget: float
    seed: int | str
    best: float | None = None
    leaves: int = 5_000
    id_of: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        keys = list(self.questions)
        random.Random(f"{self.seed}:menu").shuffle(keys)
        object.__setattr__(self, "id_of", {key: f"q{i}" for i, key in enumerate(keys, 1)})

    @classmethod
    def of_truths(
        cls,
        truths: Collection[tuple[float, Known, Callable[[Any], float]]],
        **rest: Any,
    ) -> "World":
        """A world given by its possible truths: (probability, answer to every question, value of a choice)."""

        def left(known: Known) -> list[tuple[float, Known, Callable[[Any], float]]]:
            fits = [t for t in truths if all(t[1][key] == answer for key, answer in known.items())]
            if not fits:
                raise AuthoringError(f"No truth gives the answers {show(dict(known))}.")
            return fits

        def chances(known: Known, key: str) -> dict[Answer, float]:
            fits, odds = left(known), dict[Answer, float]()
            total = sum(t[0] for t in fits)
            for probability, answers, _ in fits:
                odds[answers[key]] = odds.get(answers[key], 0.0) + probability / total
            return odds

        def worth(known: Known, choice: Any) -> float:
            fits = left(known)
            return sum(p * value(choice) for p, _, value in fits) / sum(t[0] for t in fits)

        return cls(chances=chances, worth=worth, **rest)

    def menu(self) -> list[Question]:
        """The questions in the order of their shuffled ids."""
        return [Question(public, *self.questions[key]) for key, public in self.id_of.items()]

    def play(self, strategy: Callable[["Ask"], Any]) -> Asked:
        """Plays `strategy(ask)`, which returns a choice, once for every course that the answers can take.

        The score is an expectation, so that no grade hangs on luck. `strategy` is usually a line of the hidden test
        that hands the learner's function what it needs: `lambda ask: investigate(brief, ask)`.
        """
        scripts: list[tuple[tuple[str, Answer], ...]] = [()]
        value = paid = questions = 0.0
        played, refused = 0, False
        while scripts:
            ask = Ask(self, scripts.pop())
            choice = self._choice(strategy, ask)
            played += 1
            if played > self.leaves:
                raise AssertionError("Your strategy asks nearly everything there is: what do the answers change?")
            scripts += ask._branches
            value += ask._probability * (self.worth(ask._known, choice) - ask._spent)
            paid += ask._probability * ask._spent
            questions += ask._probability * len(ask._known)
            refused = refused or ask._refused
        return Asked(value, self.optimum, self.unasked, questions, len(self.questions), paid, refused)

    def _choice(self, strategy: Callable[["Ask"], Any], ask: "Ask") -> Any:
        try:
            choice = plain(outcome_of(strategy, ask, name="Your strategy"), Any, "Your strategy")
        finally:
            if ask._fault:
                raise ask._fault
        if ask._strayed or len(ask._known) < len(ask._script):
            raise AssertionError(
                "Your strategy asked something else after the same answers: keep no state between"
                " interviews, and seed random numbers."
            )
        if not any(close(choice, legal) for legal in self.choices):
            raise AssertionError(f"Your strategy chose {show(choice)}; the choices are {show(list(self.choices))}.")
        return choice

    @property
    def unasked(self) -> float:
        """What the best choice is worth before any answer: the score of asking nothing."""
        return max(self.worth({}, choice) for choice in self.choices)

    @property
    def optimum(self) -> float:
        """The expected net value of the best strategy: `best` where given, else by backward induction."""
        if self.best is None:
            # Loaded late: it solves the exercise, and is withheld from learner code like every reference.
            from rounds.grading.kinds.induction import best_value

            object.__setattr__(self, "best", best_value(self))
        return self.best  # type: ignore[return-value]


class Ask(Exported):
    """What the learner's strategy holds: `ask(id)` answers and charges once, `ask.left()`, `ask.menu()`."""

    _exported: ClassVar[frozenset[str]] = frozenset({"menu", "left"})

    def __init__(self, world: World, script: tuple[tuple[str, Answer], ...]) -> None:
        self._world, self._script = world, script
        self._known: dict[str, Answer] = {}
        self._branches: list[tuple[tuple[str, Answer], ...]] = []
        self._probability, self._spent = 1.0, 0.0
        self._refused = self._strayed = False
        # A fault of the world's would reach us as the learner's, who was calling: so it is kept.
        self._fault: AuthoringError | None = None

    def menu(self) -> list[Question]:
        """All questions, asked or not."""
        return self._world.menu()

    def left(self) -> float:
        """What is left of the budget."""
        return self._world.budget - self._spent

    def __call__(self, question: str) -> Answer:
        """The answer to the question with this id; asked again it costs nothing. Past the budget it is refused."""
        keys = {public: key for key, public in self._world.id_of.items()}
        key = keys.get(question) if type(question) is str else None
        if key is None:
            raise ValueError(f"there is no question {show(question)}; ask for an id of the menu, q1 to q{len(keys)}")
        if key in self._known:
            return self._known[key]
        price = self._world.questions[key][2]
        if price > self.left() + _CENT:
            self._refused = True
            raise RuntimeError(f"question {question} costs {price:g}, and {self.left():g} is left")
        odds = self._odds(key)
        step = len(self._known)
        if step < len(self._script):
            self._strayed = self._strayed or self._script[step][0] != key
            answer = self._script[step][1] if not self._strayed else next(iter(odds))
        else:
            answer, *others = odds
            self._branches += [(*self._known.items(), (key, other)) for other in others]
        self._probability *= odds.get(answer, 0.0)
        self._known[key] = answer
        self._spent += price
        return answer

    def _odds(self, key: str) -> dict[Answer, float]:
        try:
            odds = {answer: p for answer, p in self._world.chances(self._known, key).items() if p > 0}
        except Exception as error:  # noqa: BLE001 - the author's code, called from the learner's
            self._fault = AuthoringError(f"The chances of {key} raised {Raised.of(error)}.")
            raise self._fault from None
        if abs(sum(odds.values()) - 1) > 1e-6:
            self._fault = AuthoringError(f"The chances of the answers to {key} do not sum to 1.")
            raise self._fault
        return odds
