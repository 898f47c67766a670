"""Progress, advice and plan as text and tables, for a terminal and for plain Python."""

from typing import TYPE_CHECKING

from rounds.course import topics
from rounds.practice.advice import Advice
from rounds.practice.learner import Learner
from rounds.practice.plan import Plan, Week
from rounds.practice.progress import Progress, Total
from rounds.tables import table

if TYPE_CHECKING:
    from rich.table import Table

NOTHING = "no exercises yet"


def duration(minutes: float) -> str:
    """Minutes as people say them: 45 min, 3 h, 3 h 30 min."""
    hours, rest = divmod(round(minutes), 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def whole(found: Progress) -> list[str]:
    """What stands above the tables: points of hidden tests, those of one's own score, what is left, and any doubt."""
    total = found.whole
    lines = [f"{total.points:g} of {total.possible:g} points from hidden tests; {_done(total)}."]
    if total.self_possible:
        lines.append(
            f"{total.self_points:g} of {total.self_possible:g} points that you score yourself, a total of its own."
        )
    if total.minutes_left:
        lines.append(f"What is not done takes about {duration(total.minutes_left)}.")
    return [*lines, *found.notes]


def _done(total: Total) -> str:
    return f"{total.done} of {total.exercises} exercise{'' if total.exercises == 1 else 's'} done"


def by_topic(learner: Learner) -> "Table":
    """Every round and topic with its points, what is left to do, and when it is due again."""
    found = learner.progress
    due = {review.topic: f"{review.due:%Y-%m-%d}" for review in learner.reviews.upcoming()}
    due |= {review.topic: "now" for review in learner.reviews.due(learner.today)}
    by_id = {total.id: total for total in found.topics}
    own = bool(found.whole.self_possible)
    made = table("topic", "points", *["your score"] * own, "done", "left", "due again")
    for number, total in enumerate(found.rounds, 1):
        made.add_row(f"[bold]Round {number} · {total.title}[/]", *_cells(total, own), "")
        for topic in topics():
            if topic.round == number:
                of_it = by_id[topic.id]
                made.add_row(f"  {topic.title}", *_cells(of_it, own), due.get(topic.id, ""))
    return made


def by_kind(found: Progress) -> "Table":
    """Every kind of exercise that the course has, with its points and what is left to do."""
    own = bool(found.whole.self_possible)
    made = table("kind", "points", *["your score"] * own, "done", "left")
    for total in found.kinds:
        if total.exercises:
            made.add_row(total.title, *_cells(total, own))
    return made


def _cells(total: Total, own: bool) -> list[str]:
    """The cells after the name: points, the learner's own score where the course has such, done, left."""
    if not total.exercises:
        return [f"[dim]{NOTHING}[/]", *[""] * own, "", ""]
    points = f"{total.points:g} of {total.possible:g}" if total.possible else ""
    scored = f"{total.self_points:g} of {total.self_possible:g}" if total.self_possible else ""
    left = duration(total.minutes_left) if total.minutes_left else ""
    return [points, *[scored] * own, f"{total.done} of {total.exercises}", left]


def advice_lines(advice: Advice) -> list[str]:
    """The next things to do, each with its minutes and why."""
    lines = []
    for number, each in enumerate(advice.suggestions, 1):
        lines += [f"{number}. {each.what} {duration(each.minutes)}", f"   {each.why}"]
    return lines + [advice.note] * bool(advice.note)


def plan_table(plan: Plan, learner: Learner) -> "Table":
    """The plan, week by week."""
    made = table("week", "", "in", "minutes")
    for number, week in enumerate(plan.weeks, 1):
        made.add_row(f"[bold]{number} · {days(week)}[/]", "", "", f"[bold]{week.minutes}[/]")
        if not week.minutes:
            made.add_row("  [dim]free[/]")
        for review in week.reviews:
            title = learner.progress.topic(review.topic).title
            cards = f"{review.cards} cards, then check {review.exercise.id}"
            made.add_row(f"  review: {title}", cards, review.notebook.name, str(review.minutes))
        for one in week.exercises:
            core = "core" if one.exercise.core else ""
            made.add_row(f"  {one.exercise.id}", core, one.notebook.name, str(one.exercise.minutes))
    return made


def days(week: Week) -> str:
    """The days of a week: 1 to 7 December 2026, 28 December 2026 to 3 January 2027."""
    start, end = week.start, week.end
    first = f"{start.day}"
    if start.month != end.month:
        first += f" {start:%B}" if start.year == end.year else f" {start:%B %Y}"
    return f"{first} to {end.day} {end:%B %Y}"


def plan_lines(plan: Plan) -> list[str]:
    """What stands below the plan: what has no room, and which hours would have it."""
    hours = f"{plan.hours:g} hour{'' if plan.hours == 1 else 's'}"
    if not plan.minutes_left:
        return [f"Everything fits into {hours} a week. Ask again whenever you like: the plan follows your scores."]
    left = ", ".join(one.exercise.id for one in plan.left)
    if plan.left_reviews:
        left = " and ".join(filter(None, [left, f"{len(plan.left_reviews)} reviews"]))
    lines = [f"{duration(plan.minutes_left)} more have no room in {hours} a week: {left}."]
    if plan.enough:
        lines.append(f"{plan.enough:g} hours a week would do.")
    return lines
