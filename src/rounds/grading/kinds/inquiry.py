"""How a strategy for asking did: one world played, and all the worlds of a graded run."""

from dataclasses import dataclass

from rounds.grading.kinds.regret import Played, Regrets


@dataclass(frozen=True)
class Asked(Played):
    """One world, played: expected value net of prices, and how much was asked and paid in expectation."""

    questions: float = 0.0
    menu: int = 0
    paid: float = 0.0
    refused: bool = False


@dataclass
class Inquiries(Regrets):
    """The played worlds of one graded run, with a message for the learner."""

    @property
    def says(self) -> str:
        """What was gained by asking, what was asked and paid; and the lazy answer, where it was one."""
        worlds = [p for p in self._all if isinstance(p, Asked)]
        asked, menu, paid = (sum(getattr(p, f) for p in worlds) / len(worlds) for f in ("questions", "menu", "paid"))
        lazy = ""
        if asked < 0.01:
            lazy = " Nothing was asked: some answers would have changed the choice."
        elif asked > 0.99 * menu:
            lazy = " Everything was asked: an answer that cannot change the choice is worth nothing."
        elif any(p.refused for p in worlds):
            lazy = " Some questions were refused: the budget was spent."
        share = self.captured
        gained = (
            f"gained {share:.0%} of what the best one gains over asking nothing"
            if share >= 0
            else f"ended below asking nothing, by {-share:.0%} of what the best one gains"
        )
        return (
            f"Your strategy {gained}."
            f" It asked {asked:.1f} of {menu:.0f} questions and paid {paid:.2g} in the mean.{lazy}"
        )
