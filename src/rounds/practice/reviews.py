"""When a topic is due again, by FSRS (https://github.com/open-spaced-repetition/py-fsrs): one of its cards a topic.

A topic is reviewed by checks of its exercises: Good where one passes for the first time, or again on another day; Hard
where a hint was opened before it did; Again where one that had passed fails. Due days are whole days.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any

from fsrs import Card, Rating, Scheduler

from rounds.cards import notebook_cards
from rounds.course import Course, Exercise, GradedNotebook
from rounds.files import read_notebook
from rounds.practice.diary import Check, Entry, Hint

CARD_MINUTES, CHECK_MINUTES = 1, 5

# Topics return after days: FSRS's steps of minutes are for cards that are read many times in one sitting.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True)
class Review:
    """A topic to come back to on the day `due`: read `cards` recall cards of the notebook, check the exercise again.

    The exercise is the one of the topic that was checked longest ago of those that have passed once.
    """

    topic: str
    due: date
    notebook: GradedNotebook
    exercise: Exercise
    cards: int

    @property
    def minutes(self) -> int:
        """How long it takes: a minute a card, and some for the check."""
        return self.cards * CARD_MINUTES + CHECK_MINUTES


@dataclass(frozen=True)
class Memory:
    """What FSRS knows of a topic, and when each of its exercises was last reviewed."""

    card: Card
    last: Mapping[str, datetime]


@dataclass(frozen=True)
class Reviews:
    """The memory of every topic that has been begun; `after` tells what it will be once an exercise is reviewed."""

    places: Mapping[str, tuple[GradedNotebook, Exercise]] = field(repr=False)
    cards: Mapping[tuple[str, str], int] = field(repr=False)
    memories: Mapping[str, Memory]

    def upcoming(self) -> tuple[Review, ...]:
        """The next review of every topic that has been begun, the earliest first."""
        found = [self._next(topic, memory) for topic, memory in self.memories.items()]
        return tuple(sorted(found, key=lambda review: review.due))

    def due(self, today: date) -> tuple[Review, ...]:
        """The reviews that are due on a day or were before it."""
        return tuple(review for review in self.upcoming() if review.due <= today)

    def after(self, exercise: str, day: date) -> "Reviews":
        """These reviews as they will be if an exercise passes on `day` without hints."""
        return self.rated(exercise, Rating.Good, datetime.combine(day, time(12)).astimezone(UTC))

    def rated(self, exercise: str, rating: Rating, at: datetime) -> "Reviews":
        """These reviews once an exercise is reviewed; unchanged for one that the course does not have."""
        if exercise not in self.places:
            return self
        topic = self.places[exercise][1].topic
        before = self.memories.get(topic) or Memory(Card(card_id=0, due=at), {})
        card, _ = _SCHEDULER.review_card(before.card, rating, at)
        return replace(self, memories={**self.memories, topic: Memory(card, {**before.last, exercise: at})})

    def _next(self, topic: str, memory: Memory) -> Review:
        notebook, exercise = self.places[min(memory.last, key=memory.last.__getitem__)]
        return Review(topic, _day(memory.card.due), notebook, exercise, self.cards.get((notebook.name, topic), 0))


def reviews(course: Course, entries: Iterable[Entry]) -> Reviews:
    """What the checks in the diary, by time, make of the memory of each topic."""
    places = {exercise.id: (notebook, exercise) for notebook, exercise in course.exercises()}
    found = Reviews(places, _cards_by_notebook(course), {})
    for at, exercise, rating in _ratings(entries):
        found = found.rated(exercise, rating, at)
    return found


def _ratings(entries: Iterable[Entry]) -> Iterator[tuple[datetime, str, Rating]]:
    """Each check that is a review of its exercise, with what it says about the memory."""
    passed: dict[str, bool] = {}  # only of exercises that have passed once
    last: dict[str, date] = {}
    hinted: set[str] = set()
    for entry in entries:
        name = entry.exercise
        if isinstance(entry, Hint):
            hinted.add(name)
        if not isinstance(entry, Check):
            continue
        day = _day(entry.at)
        if entry.passed and entry.possible and (name not in passed or last[name] != day):
            yield entry.at, name, Rating.Hard if name in hinted else Rating.Good
        elif passed.get(name) and not entry.passed:
            yield entry.at, name, Rating.Again
        else:
            if name in passed:
                passed[name] = entry.passed
            continue
        passed[name], last[name] = entry.passed, day
        hinted.discard(name)


def _day(at: datetime) -> date:
    """The learner's own day."""
    return at.astimezone().date()


def _cards_by_notebook(course: Course) -> Counter[tuple[str, str]]:
    return Counter(
        (notebook.name, card.topic)
        for notebook in course.notebooks
        for card in notebook_cards(read_notebook(notebook.path))
    )


def as_json(review: Review) -> dict[str, Any]:
    """A review as `--json` prints it."""
    return {
        "topic": review.topic,
        "due": review.due.isoformat(),
        "notebook": review.notebook.name,
        "exercise": review.exercise.id,
        "cards": review.cards,
        "minutes": review.minutes,
    }
