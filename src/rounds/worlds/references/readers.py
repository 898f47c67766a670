"""Briefs for a reader: facts that leave most possible readers at their own decision, and what is written instead."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from rounds.worlds.readers import QUESTIONS, TOLD, TOPICS, Asking, Fact, Proposal, Readers, imagined

Brief = Callable[[str, list[Fact], Asking], list[int]]
Choose = Callable[[Readers, list[Fact]], list[int]]


def own_decision(readers: Readers, facts: Sequence[Fact]) -> list[int]:
    """Six facts that bring as many of `readers` as an exchange of single facts finds to what all facts would.

    Begins with the six that weigh most on average.
    """
    felt = readers.felt(facts)
    yes = felt.sum(axis=1) > readers.bars
    told = largest_felt(readers, facts)
    for place in [*range(TOLD)] * 2:
        others = [number for number in told if number != told[place]]
        read = felt[:, others].sum(axis=1, keepdims=True) + felt - readers.bars[:, None]
        kept = ((read > 0) == yes[:, None]).mean(axis=0)
        kept[others] = -1
        told[place] = int(kept.argmax())
    return told


def largest_felt(readers: Readers, facts: Sequence[Fact]) -> list[int]:
    """The six facts that weigh most on average, on whichever side."""
    return _largest(np.abs(readers.felt(facts).mean(axis=0)))


def likelier_side(readers: Readers, facts: Sequence[Fact]) -> list[int]:
    """The six facts that weigh most on average for the decision of the majority of `readers`."""
    side = 1 if readers.say_yes(facts).mean() > 0.5 else -1
    return _largest(side * readers.felt(facts).mean(axis=0))


def ask_more(readers: Readers, ask: Asking, facts: Sequence[Fact] = ()) -> None:
    """Asks for that in which `readers` differ most, a weight or the bar, and makes it the same for all of them.

    With `facts`, a weight counts by the size of the facts on its topic: what moves the total most is asked first.
    """
    size = [sum(abs(fact.points) for fact in facts if fact.topic == topic) or 1.0 for topic in TOPICS]
    differs = readers.weights.std(axis=0) * size
    if differs.max() > readers.bars.std():
        topic = int(differs.argmax())
        readers.weights[:, topic] = ask.cares(TOPICS[topic])
    else:
        readers.bars[:] = ask.bar()


def until_kept(share: float = 0.95) -> Brief:
    """Asks until six facts leave this share of the readers who would have answered so at their own decision."""

    def brief(role: str, facts: list[Fact], ask: Asking) -> list[int]:
        readers = imagined(role)
        told = own_decision(readers, facts)
        while ask.left() and readers.right(facts, told) <= share:
            ask_more(readers, ask)
            told = own_decision(readers, facts)
        return told

    return brief


def until_sure(share: float = 0.97) -> Brief:
    """Asks until this share of the readers would decide alike, then tells what speaks for that decision."""

    def brief(role: str, facts: list[Fact], ask: Asking) -> list[int]:
        readers = imagined(role)
        while ask.left() and 1 - share < readers.say_yes(facts).mean() < share:
            ask_more(readers, ask, facts)
        return likelier_side(readers, facts)

    return brief


def after(questions: int, choose: Choose) -> Brief:
    """Asks every reader so many questions, or as many as there is time for, then chooses six facts by `choose`."""

    def brief(role: str, facts: list[Fact], ask: Asking) -> list[int]:
        readers = imagined(role)
        for _ in range(min(questions, ask.left())):
            ask_more(readers, ask, facts)
        return choose(readers, facts)

    return brief


def loudest(_: str, facts: list[Fact], __: Asking) -> list[int]:
    """The six largest facts, for everybody."""
    return _largest(np.abs([fact.points for fact in facts]))


def advocate(_: str, facts: list[Fact], __: Asking) -> list[int]:
    """The six that speak most for the proposal, for everybody."""
    return _largest(np.array([fact.points for fact in facts]))


def played(
    brief: Brief, readers: Iterable[tuple[Proposal, str]], patience: int = QUESTIONS, distrust: float = 0.0
) -> tuple[float, float]:
    """The mean probability of the right decision, and the mean number of questions, over readers by their roles."""
    found = []
    for sealed, role in readers:
        ask = sealed.asking(role, patience)
        told = brief(role, sealed.facts, ask)
        found.append((sealed.right(role, told, ask.heard, distrust), len(ask.heard)))
    right, questions = np.mean(found, axis=0)
    return float(right), float(questions)


def _largest(values: np.ndarray) -> list[int]:
    return [int(number) for number in np.argsort(-values, kind="stable")[:TOLD]]
