"""Explorers: the picture follows the sliders, and only the newest wish is worth any work."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from rounds import explore
from rounds.errors import RoundsError, UnknownName
from rounds.lab.newest import Newest
from rounds.sim import NoRetry, Scenario, run
from rounds.sim.run import GivenUpError, given_up_when

SHORT = {"horizon": 100}
VARY = {"load": (20, 100, 10), "outage": (0, 10)}


class TestNewest:
    def test_of_the_wishes_that_come_meanwhile_the_last_alone_is_next(self) -> None:
        done: list[int] = []
        started, go_on = threading.Event(), threading.Event()

        def work(wish: int, _: Callable[[], bool]) -> None:
            started.set()
            go_on.wait(10)
            done.append(wish)

        newest = Newest[int](work)
        newest.ask(1)
        assert started.wait(10)
        for wish in range(2, 50):
            newest.ask(wish)
        go_on.set()
        assert newest.wait(10)
        assert done == [1, 49]

    def test_who_works_is_told_that_there_is_a_newer_wish(self) -> None:
        seen: list[tuple[int, bool]] = []

        def work(wish: int, overtaken: Callable[[], bool]) -> None:
            until = time.monotonic() + (10 if wish == 1 else 0)
            while not overtaken() and time.monotonic() < until:
                time.sleep(0.001)
            seen.append((wish, overtaken()))

        newest = Newest[int](work)
        newest.ask(1)
        time.sleep(0.05)
        newest.ask(2)
        assert newest.wait(10)
        assert seen == [(1, True), (2, False)]

    def test_the_thread_ends_and_another_comes_when_there_is_work_again(self, monkeypatch) -> None:
        monkeypatch.setattr(Newest, "IDLE_SECONDS", 0.05)
        done: list[int] = []
        newest = Newest[int](lambda wish, _: done.append(wish))
        for wish in (1, 2):
            newest.ask(wish)
            time.sleep(0.3)
            assert newest._thread is None
        assert done == [1, 2]


def test_a_run_that_nobody_waits_for_ends_at_the_next_second() -> None:
    asked: list[bool] = []

    def after_ten() -> bool:
        asked.append(True)
        return len(asked) > 10

    with given_up_when(after_ten), pytest.raises(GivenUpError):
        run(Scenario(50, horizon=1000), NoRetry)
    assert len(asked) == 11
    assert run(Scenario(50, horizon=10), NoRetry).stopped == ""


class TestExplorer:
    @pytest.fixture
    def explorer(self) -> Any:
        explorer = explore("retry-storm", "none", "naive", vary=VARY, **SHORT)
        assert explorer.wait()
        return explorer

    def pictures(self, explorer: Any) -> list[bytes]:
        shown: list[bytes] = []
        explorer.picture.observe(lambda change: shown.append(change.new), names="value")
        return shown

    def test_it_begins_with_the_full_picture_and_its_figures(self, explorer: Any) -> None:
        assert bytes(explorer.picture.value).startswith(b"\x89PNG")
        assert "<td>naive</td>" in explorer._figures.value
        assert "never" in explorer._figures.value

    def test_a_move_shows_a_smaller_preview_and_then_the_whole(self, explorer: Any) -> None:
        shown, told = self.pictures(explorer), explorer._figures.value
        explorer.sliders["load"].value = 20
        assert explorer.wait()
        assert len(shown) == 2
        assert len(shown[0]) < len(shown[1])
        assert explorer._figures.value != told

    def test_what_is_overtaken_is_dropped_and_the_end_is_what_the_sliders_say(self, explorer: Any) -> None:
        shown = self.pictures(explorer)
        for load in (30, 40, 50, 60, 70, 30):
            explorer.sliders["load"].value = load
        assert explorer.wait()
        assert len(shown) < 8  # two for each move if all were shown
        there = explore("retry-storm", "none", "naive", vary=VARY, load=30, **SHORT)
        assert there.wait()
        assert there._figures.value == explorer._figures.value

    def test_policies_are_chosen_beside_it(self, explorer: Any) -> None:
        explorer._chosen.value = ("retry-budget",)
        assert explorer.wait()
        assert "<td>retry-budget</td>" in explorer._figures.value
        assert "naive" not in explorer._figures.value
        explorer._chosen.value = ()
        assert explorer.wait()
        assert explorer._status.value == "Choose at least one policy."

    def test_sliders_have_units_bounds_and_help(self, explorer: Any) -> None:
        box = explorer.sliders["load"]
        assert (box.description, box.min, box.max, box.step, box.value) == ("load (requests/s)", 20, 100, 10, 80)
        assert box.tooltip == "requests that users make"
        assert explorer.sliders["outage"].value == 10

    @pytest.mark.parametrize(
        ("words", "error", "message"),
        [
            ({"name": "retry-strom"}, UnknownName, "Did you mean 'retry-storm'"),
            ({"vary": {"lode": (1, 2)}}, UnknownName, "lode"),
            ({"vary": {"load": (1, 5000)}}, RoundsError, "load=5000 is out of bounds"),
            ({"policies": ("nive",)}, UnknownName, "nive"),
            ({"horizon": 1}, RoundsError, "horizon=1 is out of bounds"),
        ],
    )
    def test_what_the_scenario_does_not_know_is_told_at_once(
        self, words: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        told: dict[str, Any] = {"name": "retry-storm", "policies": (), "vary": VARY} | words
        name, policies = told.pop("name"), told.pop("policies")
        with pytest.raises(error, match=message):
            explore(name, *policies, **told)
