"""What to do next: at most three things, one to finish, one to refresh and one that is new, each with its minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from typing import Any

from rounds.course import Exercise, GradedNotebook
from rounds.practice.learner import Learner
from rounds.practice.progress import Progress, Standing, State
from rounds.practice.reviews import Review

MOST = 3
_SHORT_MINUTES = 30


@dataclass(frozen=True)
class Suggestion:
    """One thing to do: `what` and `why` as a sentence each, the exercise that it is about, and how long it takes."""

    what: str
    why: str
    notebook: GradedNotebook
    exercise: Exercise
    minutes: int


@dataclass(frozen=True)
class Advice:
    """At most three things to do next, and a sentence to go with them where there is something else to say."""

    suggestions: tuple[Suggestion, ...]
    note: str = ""


def advise(learner: Learner) -> Advice:
    """What to do next: in turn the best of what is begun, of what is due and of what is new.

    Of exercises those of the core path come first, then those whose topic has the lowest share of its points, then
    those of up to half an hour, then the course's order. A topic that has long been due comes before one that has not.
    """
    standings = learner.progress.standings
    begun = _exercises(learner.progress, [one for one in standings if one.state is State.BEGUN])
    new = _exercises(learner.progress, [one for one in standings if one.state is State.UNTOUCHED])
    due = [_refresh(review, learner) for review in learner.reviews.due(learner.today)]
    turns = chain.from_iterable(zip_longest(begun, due, new))
    found = tuple(islice(filter(None, turns), MOST))
    return Advice(found, _note(learner, found))


def by_weakness(found: Progress, standings: Iterable[Standing]) -> list[Standing]:
    """Exercises in the order in which they are suggested; see `advise`."""
    return sorted(
        standings,
        key=lambda one: (
            not one.exercise.core,
            found.topic(one.exercise.topic).share,
            one.exercise.minutes > _SHORT_MINUTES,
        ),
    )


def _exercises(found: Progress, standings: list[Standing]) -> list[Suggestion]:
    return [_suggestion(one, found) for one in by_weakness(found, standings)]


def _suggestion(one: Standing, found: Progress) -> Suggestion:
    exercise = one.exercise
    if one.state is State.BEGUN and one.points:
        verb, why = (
            "Finish",
            f"You have {one.points:g} of {one.possible:g} points; what is missing is named by its tests.",
        )
    elif one.state is State.BEGUN:
        verb, why = "Come back to", "You have tried it; its hints go from a question to a sketch."
    else:
        verb, why = "Begin", _why_new(one, found)
    what = f"{verb} {exercise.id} in {one.notebook.name}."
    return Suggestion(what, why, one.notebook, exercise, exercise.minutes)


def _why_new(one: Standing, found: Progress) -> str:
    topic = found.topic(one.exercise.topic)
    path = "It is on the core path" if one.exercise.core else "It goes beyond the core path"
    if one.self_scored:
        return f"{path}, and yours to score."
    if not topic.points:
        return f"{path}, and its topic is new to you."
    return f"{path} of a topic in which you have {topic.points:g} of {topic.possible:g} points."


def _refresh(review: Review, learner: Learner) -> Suggestion:
    title = learner.progress.topic(review.topic).title
    cards = f"Read the {review.cards} recall cards of {review.notebook.name}" if review.cards else "Look back"
    day = f"{review.due.day} {review.due:%B}"
    since = "is due today" if review.due == learner.today else f"has been due since {day}"
    why = f"{title} {since}: what is recalled in time stays longer."
    what = f"{cards} and check {review.exercise.id} again."
    return Suggestion(what, why, review.notebook, review.exercise, review.minutes)


def _note(learner: Learner, found: tuple[Suggestion, ...]) -> str:
    standings = learner.progress.standings
    if not standings:
        return "The course has no exercises yet."
    if any(one.state is not State.DONE for one in standings):
        return ""
    if found:
        return "Every exercise is done; what is left is to keep it."
    upcoming = learner.reviews.upcoming()
    if not upcoming:
        return "Every exercise is done, and nothing is due."
    first = upcoming[0]
    title = learner.progress.topic(first.topic).title
    return f"Every exercise is done. {title} is due next, on {_long(first.due)}: {first.minutes} minutes."


def _long(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def as_json(advice: Advice) -> dict[str, Any]:
    """The advice as `rounds next --json` prints it."""
    return {
        "next": [
            {
                "what": each.what,
                "why": each.why,
                "minutes": each.minutes,
                "notebook": each.notebook.name,
                "exercise": each.exercise.id,
            }
            for each in advice.suggestions
        ],
        "note": advice.note,
    }
