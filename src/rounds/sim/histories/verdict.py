"""What a checker says."""

from dataclasses import dataclass

from rounds.sim.histories.history import Operation


@dataclass(frozen=True)
class Verdict:
    """Whether a history satisfies a model; if not, the `operations` that cannot be explained and a `reason`."""

    ok: bool
    reason: str = ""
    operations: tuple[Operation, ...] = ()

    def __bool__(self) -> bool:
        return self.ok
