"""A repertoire of stories: which prompts each can answer, which values it shows, and a plan for a day of interviews.

Assumed: any of the 25 prompts may come, in any room, and interviewers compare notes, so no story is told more than
three times. A prompt that a story fits is answered; how well is not modelled. A drawn repertoire hides a plan of 9 to
11 narrow stories; the others are versatile, each fits more prompts than it may be told to. To need few stories is to
cover a set with a capacity (Wolsey, "An analysis of the greedy algorithm for the submodular set covering problem",
Combinatorica 1982).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

TELLINGS = 3  # times that one story is told on one day
STORIES, HIDDEN = 16, (9, 11)  # in a drawn repertoire, and least and most in the plan that is hidden in it

# The prompts and values of the story bank (`rounds stories`), again: where answers run, the package has no data files.
PROMPTS = (
    "failed", "start-to-end", "nobodys-problem", "own-growth", "incomplete", "reversed", "too-fast-too-slow",
    "without-asking", "mentored", "direction", "team-that-worked", "let-go", "hard-feedback", "wrong-feedback",
    "gave-feedback", "changed-mind", "product", "conflict", "explained", "no-authority", "dissent",
    "disagreed-committed", "gave-context", "bar", "against-own-interest",
)  # fmt: skip
VALUES = (
    "responsibility", "context", "candor", "selflessness", "judgment", "creativity", "courage", "inclusion",
    "curiosity", "resilience",
)  # fmt: skip

Plan = Mapping[str, Sequence[str]]  # the stories to prepare, and the prompts that each is for


@dataclass(frozen=True)
class Repertoire:
    """By story: the prompts that it fits, and the values that it shows. No story stands in one of the two alone."""

    fits: dict[str, list[str]]
    shows: dict[str, list[str]]

    @property
    def prompts(self) -> list[str]:
        """Every prompt that some story fits, sorted: what a plan must answer."""
        return sorted({prompt for fits in self.fits.values() for prompt in fits})

    @property
    def values(self) -> list[str]:
        """Every value that some story shows, sorted: what a plan must show."""
        return sorted({value for shown in self.shows.values() for value in shown})


def plan_fault(repertoire: Repertoire, plan: Plan, most: int = TELLINGS) -> str:
    """What is wrong with a plan, in words; empty where nothing is."""
    for story, told in plan.items():
        if story not in repertoire.fits:
            return f"there is no story {story!r}"
        if wrong := [prompt for prompt in told if prompt not in repertoire.fits[story]]:
            return f"{story} does not fit the prompt {wrong[0]!r}"
        if len(told) > most:
            return f"{story} is told {len(told)} times, and {most} are the most"
    times = Counter(prompt for told in plan.values() for prompt in told)
    if twice := [prompt for prompt in times if times[prompt] > 1]:
        return f"the prompt {twice[0]!r} has more than one story"
    if missing := [prompt for prompt in repertoire.prompts if prompt not in times]:
        others = f", nor for {len(missing) - 1} more" if len(missing) > 1 else ""
        return f"no story is for the prompt {missing[0]!r}{others}"
    shown = {value for story in plan for value in repertoire.shows[story]}
    if unseen := [value for value in repertoire.values if value not in shown]:
        return f"no story of the plan shows {unseen[0]!r}"
    return ""


def repertoire(seed: int, breadth: int = 0) -> Repertoire:
    """Sixteen stories that fit all prompts and show all values, for which some plan of 9 to 11 is enough.

    Those of that plan fit two to four prompts each, the versatile ones four to six; all fit `breadth` prompts more.
    """
    rng = np.random.default_rng(seed)
    order = rng.permutation(STORIES).tolist()
    size = int(rng.integers(HIDDEN[0], HIDDEN[1] + 1))
    fits: list[set[int]] = [set() for _ in range(STORIES)]
    shows: list[set[int]] = [set() for _ in range(STORIES)]
    for place, prompt in enumerate(rng.permutation(len(PROMPTS)).tolist()):
        fits[order[place % size]].add(prompt)
    for value in range(len(VALUES)):
        shows[order[int(rng.integers(size))]].add(value)
    for place, story in enumerate(order):
        more = breadth + int(rng.integers(0, 2) if place < size else rng.integers(4, 7))
        fits[story] |= set(rng.choice(len(PROMPTS), more, replace=False).tolist())
        shows[story] |= set(rng.choice(len(VALUES), int(rng.integers(0, 2)), replace=False).tolist())
    names = [f"story-{number + 1}" for number in range(STORIES)]
    return Repertoire(
        fits={name: [PROMPTS[i] for i in sorted(fits[s])] for s, name in enumerate(names)},
        shows={name: [VALUES[i] for i in sorted(shows[s])] for s, name in enumerate(names)},
    )
