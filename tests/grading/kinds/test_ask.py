"""A sealed world is scored in expectation, exactly, and gives away nothing but paid answers."""

import random
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rounds.grading.kinds import Ask, AuthoringError, Inquiries, Question, World


def _world(seed: int = 1, facts: int = 3, **changes: Any) -> World:
    rng = random.Random(seed)
    chances = {f"fact {i}": rng.uniform(0.2, 0.8) for i in range(facts)}
    effects = {key: {choice: rng.uniform(-9, 9) for choice in "ABC"} for key in chances}
    rest: dict[str, Any] = {
        "questions": {key: ("spike", f"Is {key} so?", round(rng.uniform(0.1, 2), 2)) for key in chances},
        "chances": lambda _, key: {True: chances[key], False: 1 - chances[key]},
        "worth": lambda known, choice: sum(known.get(key, chances[key]) * effects[key][choice] for key in chances),
        "choices": "ABC",
        "budget": 3.0,
        "seed": seed,
    }
    return World(**{**rest, **changes})


def _ask_first(n: int) -> Callable[[Ask], str]:
    def strategy(ask: Ask) -> str:
        yes = [ask(question.id) for question in ask.menu()[:n]]
        return "A" if all(yes) else "B"

    return strategy


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_score_is_the_expectation_over_all_truths(seed: int) -> None:
    world = _world(seed, budget=99.0)
    played = world.play(_ask_first(2))
    keys, public = list(world.questions), {public: key for key, public in world.id_of.items()}
    asked = [public[question.id] for question in world.menu()[:2]]
    expected = 0.0
    for truth in product((True, False), repeat=len(keys)):
        facts = dict(zip(keys, truth, strict=True))
        probability = 1.0
        for key in keys:
            probability *= world.chances({}, key)[facts[key]]
        choice = "A" if all(facts[key] for key in asked) else "B"
        expected += probability * (world.worth(facts, choice) - sum(world.questions[key][2] for key in asked))
    assert played.value == pytest.approx(expected)
    assert played.questions == pytest.approx(2)


@given(st.integers(0, 10_000), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_nothing_beats_the_optimum_and_it_beats_asking_nothing(seed: int, n: int) -> None:
    world = _world(seed, budget=99.0)
    assert world.play(_ask_first(n)).value <= world.optimum + 1e-9
    assert world.unasked <= world.optimum + 1e-9


def test_free_answers_are_worth_what_full_knowledge_is_worth() -> None:
    world = _world(3, questions={f"fact {i}": ("spike", "?", 0.0) for i in range(3)})
    known = 0.0
    for truth in product((True, False), repeat=3):
        facts = {f"fact {i}": so for i, so in enumerate(truth)}
        probability = 1.0
        for key, so in facts.items():
            probability *= world.chances({}, key)[so]
        known += probability * max(world.worth(facts, choice) for choice in "ABC")
    assert world.optimum == pytest.approx(known)


def test_the_budget_binds_the_optimum_and_the_learner() -> None:
    poor = _world(2, budget=0.0)
    assert poor.optimum == pytest.approx(poor.unasked)
    with pytest.raises(AssertionError, match=r"raised RuntimeError: question q1 costs .* and 0 is left"):
        poor.play(_ask_first(1))


def test_a_refused_question_is_not_answered_and_is_told() -> None:
    def stubborn(ask: Ask) -> str:
        with pytest.raises(RuntimeError, match="is left"):
            ask("q1")
        return "A"

    world = _world(2, budget=0.0)
    played = world.play(stubborn)
    assert played.refused
    assert played.questions == 0


def test_a_question_is_charged_once() -> None:
    def twice(ask: Ask) -> str:
        before = ask.left()
        assert ask("q2") == ask("q2")
        price = next(question.price for question in ask.menu() if question.id == "q2")
        assert ask.left() == pytest.approx(before - price)
        return "B"

    assert _world().play(twice).questions == pytest.approx(1)


def test_the_order_of_the_menu_tells_nothing_and_is_the_same_in_every_run() -> None:
    first = {next(key for key, public in _world(seed, 5).id_of.items() if public == "q1") for seed in range(40)}
    assert first == {f"fact {i}" for i in range(5)}
    assert _world(7).id_of == _world(7).id_of
    assert all(type(question) is Question and "fact" not in question.id for question in _world().menu())


def test_a_strategy_that_keeps_state_or_draws_at_random_is_refused() -> None:
    order = iter(["q1", "q2", "q3", "q1"] * 9)

    def forgetful(ask: Ask) -> str:
        ask(next(order))
        return "A"

    with pytest.raises(AssertionError, match="after the same answers"):
        _world(budget=99.0).play(forgetful)

    runs: list[int] = []

    def stops(ask: Ask) -> str:
        runs.append(1)
        if len(runs) == 1:
            ask("q1")
        return "A"

    with pytest.raises(AssertionError, match="after the same answers"):
        _world(budget=99.0).play(stops)


@pytest.mark.parametrize("choice", ["D", None, 1, ["A"], object(), True])
def test_an_illegal_choice_is_refused(choice: object) -> None:
    with pytest.raises(AssertionError, match="Your strategy"):
        _world().play(lambda _: choice)


@pytest.mark.parametrize("question", ["q9", "fact 1", 1, None, ["q1"]])
def test_an_unknown_question_is_refused(question: Any) -> None:
    with pytest.raises(AssertionError, match="there is no question"):
        _world().play(lambda ask: ask(question))


def test_a_world_of_truths_conditions_on_what_is_known() -> None:
    truths = [
        (1, {"left": "yes", "right": "yes"}, lambda choice: 10.0 if choice == "go" else 0.0),
        (1, {"left": "yes", "right": "no"}, lambda choice: -30.0 if choice == "go" else 0.0),
        (2, {"left": "no", "right": "no"}, lambda choice: -10.0 if choice == "go" else 0.0),
    ]
    questions = {"left": ("fact", "Left?", 0.5), "right": ("fact", "Right?", 1.0)}
    world = World.of_truths(truths, questions=questions, choices=["go", "stay"], budget=9, seed=1)
    assert world.chances({"left": "yes"}, "right") == {"yes": 0.5, "no": 0.5}
    assert world.unasked == 0
    assert world.optimum == pytest.approx(max(0.25 * 10 - 1, 0.25 * 10 - 0.5 - 0.5 * 1))
    played = world.play(lambda ask: "go" if ask(world.id_of["right"]) == "yes" else "stay")
    assert played.value == pytest.approx(1.5)
    assert played.regret == pytest.approx(world.optimum - 1.5)


def test_asking_nearly_everything_in_a_large_world_ends_early() -> None:
    world = _world(1, facts=9, budget=99.0, best=100.0, leaves=50)
    with pytest.raises(AssertionError, match="nearly everything"):
        world.play(lambda ask: [ask(question.id) for question in ask.menu()] and "A")


def test_a_world_too_large_to_solve_wants_its_best_given() -> None:
    with pytest.raises(AuthoringError, match="states of knowledge"):
        _ = _world(1, facts=12, budget=99.0).optimum
    with pytest.raises(AuthoringError, match="do not sum to 1"):
        _world(chances=lambda _, __: {True: 0.3}).play(_ask_first(1))


def test_a_fault_of_the_world_is_not_blamed_on_the_learner_who_asked() -> None:
    def swallows(ask: Ask) -> str:
        try:
            ask("q1")
        except Exception:  # noqa: BLE001 - what a learner may well write
            return "A"
        return "B"

    with pytest.raises(AuthoringError, match="raised ZeroDivisionError"):
        _world(chances=lambda _, __: {True: 1 / 0}).play(swallows)


def test_the_message_names_the_lazy_answer() -> None:
    def says(strategy: Callable[[Ask], Any]) -> str:
        inquiries = Inquiries()
        for seed in range(5):
            inquiries.add(_world(seed, budget=99.0).play(strategy))
        return inquiries.says

    assert "Nothing was asked" in says(lambda _: "A")
    assert "Everything was asked" in says(_ask_first(3))
