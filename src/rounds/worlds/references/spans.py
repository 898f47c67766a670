"""Mergers of spans: correct ones, alike only in what the contract of `wheat-intervals` promises, and buggy ones.

A merger has a method `merge(spans)`; a span is a pair of whole nanoseconds, the start included, the end not.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

Span = tuple[int, int]


def _refuse_backwards(spans: Iterable[Span]) -> None:
    for start, end in spans:
        if end < start:
            raise ValueError(f"({start}, {end}) runs backwards")


class Sweep:
    """Sorts by start and sweeps once; answers in the order of time. The hooks are where the bugs sit."""

    def merge(self, spans: list[Span]) -> list[Span]:
        """The time covered by at least one span, as few spans that neither overlap nor touch."""
        self.refuse(spans)
        merged: list[Span] = []
        for start, end in self.order([span for span in spans if self.counts(span)]):
            if merged and self.joins(merged, start):
                merged[-1] = self.joined(merged[-1], (start, end))
            else:
                merged.append((start, end))
        return merged

    def refuse(self, spans: list[Span]) -> None:
        """Raises ValueError for a span that runs backwards."""
        _refuse_backwards(spans)

    def counts(self, span: Span) -> bool:
        """Whether a span covers anything."""
        return span[0] < span[1]

    def order(self, spans: list[Span]) -> list[Span]:
        """The spans in the order of the sweep."""
        return sorted(spans)

    def joins(self, merged: list[Span], start: int) -> bool:
        """Whether a span that begins at `start` goes into the last one."""
        return start <= merged[-1][1]

    def joined(self, last: Span, span: Span) -> Span:
        """The last span together with one that goes into it."""
        return last[0], max(last[1], span[1])


class Depth:
    """Counts how many spans are open from instant to instant; the longest comes first."""

    def merge(self, spans: list[Span]) -> list[Span]:
        """As `Sweep.merge`."""
        change: Counter[int] = Counter()
        for start, end in spans:
            if start > end:
                raise ValueError(f"span of {end - start} ns")
            change[start] += 1
            change[end] -= 1
        merged, depth, begun = [], 0, 0
        for instant in sorted(instant for instant in change if change[instant]):
            if not depth:
                begun = instant
            depth += change[instant]
            if not depth:
                merged.append((begun, instant))
        return sorted(merged, key=lambda span: (span[0] - span[1], span))


class Insert:
    """Puts one span after the other into disjoint ones, with a search by halves; the last in time comes first."""

    def merge(self, spans: list[Span]) -> list[Span]:
        """As `Sweep.merge`."""
        _refuse_backwards(spans)
        starts: list[int] = []
        ends: list[int] = []
        for start, end in spans:
            if start == end:
                continue
            low, high = bisect_left(ends, start), bisect_left(starts, end + 1)
            if low < high:
                start, end = min(start, starts[low]), max(end, ends[high - 1])
            starts[low:high], ends[low:high] = [start], [end]
        return list(zip(starts, ends, strict=True))[::-1]


CORRECT: tuple[Callable[[], Any], ...] = (Sweep, Depth, Insert)


class _AsGiven(Sweep):
    def joins(self, merged: list[Span], start: int) -> bool:  # noqa: ARG002
        return False


class _Envelope(Sweep):
    def joins(self, merged: list[Span], start: int) -> bool:  # noqa: ARG002
        return True


class _TakesBackwards(Sweep):
    def refuse(self, spans: list[Span]) -> None:
        pass


class _LosesTheLast(Sweep):
    def merge(self, spans: list[Span]) -> list[Span]:
        return super().merge(spans)[:-1]


class _Unsorted(Sweep):
    def order(self, spans: list[Span]) -> list[Span]:
        return spans


class _EndOfTheLater(Sweep):
    def joined(self, last: Span, span: Span) -> Span:
        return last[0], span[1]


class _TouchingApart(Sweep):
    def joins(self, merged: list[Span], start: int) -> bool:
        return start < merged[-1][1]


class _NextToIsTouching(Sweep):
    def joins(self, merged: list[Span], start: int) -> bool:
        return start <= merged[-1][1] + 1


class _ByStart(Sweep):
    def order(self, spans: list[Span]) -> list[Span]:
        return sorted(dict(sorted(spans, reverse=True)).items())


class _EndBefore(Sweep):
    """Compares with the span before, and not with how far the merged one reaches."""

    def order(self, spans: list[Span]) -> list[Span]:
        self.ends = iter([end for _, end in sorted(spans)])
        return sorted(spans)

    def joins(self, merged: list[Span], start: int) -> bool:  # noqa: ARG002
        return start <= next(self.ends)


class _NothingToMerge(Sweep):
    def refuse(self, spans: list[Span]) -> None:
        super().refuse([spans[0], *spans[1:]])


class _KeepsEmpty(Sweep):
    def counts(self, span: Span) -> bool:  # noqa: ARG002
        return True


class _ZeroIsNothing(Sweep):
    def counts(self, span: Span) -> bool:
        return bool(span[0]) and super().counts(span)


class _BeforeZero(Sweep):
    def refuse(self, spans: list[Span]) -> None:
        super().refuse(spans)
        if min((start for start, _ in spans), default=0) < 0:
            raise ValueError("an instant is not below 0")


class _SortsWhatItIsGiven(Sweep):
    def order(self, spans: list[Span]) -> list[Span]:
        return spans

    def merge(self, spans: list[Span]) -> list[Span]:
        spans.sort()
        return super().merge(spans)


class _KeepsTheLastCall(Sweep):
    def __init__(self) -> None:
        self.known: list[Span] = []

    def merge(self, spans: list[Span]) -> list[Span]:
        self.known += spans
        return super().merge(self.known)


class _ChecksWhatComesOut(Sweep):
    def refuse(self, spans: list[Span]) -> None:
        reach = None
        for start, end in sorted(spans):
            if end < start and (reach is None or start > reach):
                raise ValueError(f"({start}, {end}) runs backwards")
            reach = end if reach is None else max(reach, end)


class _Floats(Sweep):
    def order(self, spans: list[Span]) -> list[Span]:
        return [(int(float(start)), int(float(end))) for start, end in sorted(spans)]


class _Recursive(Sweep):
    def merge(self, spans: list[Span]) -> list[Span]:
        self.refuse(spans)
        return self.rest([], self.order([span for span in spans if self.counts(span)]), 0)

    def rest(self, merged: list[Span], spans: list[Span], at: int) -> list[Span]:
        if at == len(spans):
            return merged
        if at == 500:
            raise RecursionError("maximum recursion depth exceeded")  # the same at every setting of the interpreter
        if merged and self.joins(merged, spans[at][0]):
            merged[-1] = self.joined(merged[-1], spans[at])
        else:
            merged.append(spans[at])
        return self.rest(merged, spans, at + 1)


# What shows each bug continues "One bug still hides: "; the easiest to catch come first.
GROSS = {
    "it shows as soon as two spans overlap": _AsGiven,
    "it shows as soon as two spans lie apart": _Envelope,
    "it shows in every answer: something is missing": _LosesTheLast,
    "it shows only when a span runs backwards": _TakesBackwards,
}
OVERLAPS = {
    "it shows only when a later span is given first": _Unsorted,
    "it shows only when a span lies within another": _EndOfTheLater,
    "it shows only when a span begins where another ends": _TouchingApart,
    "it shows only when two spans begin together": _ByStart,
    "it shows only when a span reaches over a second to a third": _EndBefore,
    "it shows only when two spans lie very close": _NextToIsTouching,
}
EDGES = {
    "it shows only when there is nothing to merge": _NothingToMerge,
    "it shows only when a span is empty": _KeepsEmpty,
    "it shows only in the list that was handed over": _SortsWhatItIsGiven,
    "it shows only in the second answer": _KeepsTheLastCall,
    "it shows only when a span begins at 0": _ZeroIsNothing,
    "it shows only before 0": _BeforeZero,
    "it shows only when a span that runs backwards lies within another": _ChecksWhatComesOut,
    "it shows only when an instant is a real one, of today": _Floats,
    "it shows only when there are very many spans": _Recursive,
}
