"""Sums over the recent past against sums over everything that was ever added."""

from hypothesis import given
from hypothesis import strategies as st

from rounds.sim.policies.windows import LastCalls, LastSeconds

amounts = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), max_size=60)


@given(size=st.integers(1, 12), calls=amounts)
def test_a_window_of_calls_holds_the_sums_of_the_last_ones(size: int, calls: list[tuple[int, int]]) -> None:
    window = LastCalls(size, 2)
    for n, call in enumerate(calls):
        window.add(0.0, *call)
        last = calls[: n + 1][-size:]
        assert window.sums == [sum(call[0] for call in last), sum(call[1] for call in last)]
    window.clear()
    assert window.sums == [0, 0]


@given(
    slices=st.integers(1, 12),
    steps=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), max_size=60),
)
def test_a_window_of_time_holds_the_sums_of_its_whole_slices(slices: int, steps: list[tuple[int, int]]) -> None:
    """Slices of a quarter of a second; steps in sixteenths, so that every time is exact."""
    window = LastSeconds(slices / 4, slices, 1)
    now, added = 0.0, []
    for sixteenths, amount in steps:
        now += sixteenths / 16
        window.add(now, amount)
        added.append((int(now * 4), amount))
        oldest = int(now * 4) - slices + 1
        assert window.sums == [sum(amount for number, amount in added if number >= oldest)]
    assert window.roll(now + slices / 4) == [0]
    window.clear()
    assert window.sums == [0]
