from itertools import combinations

import numpy as np
import pytest
from hashes import printed_alike

from rounds.worlds.readers import (
    FACTS,
    LOUD,
    MATTERS,
    QUESTIONS,
    ROLES,
    TOLD,
    TOPICS,
    Asking,
    Fact,
    Readers,
    draw_readers,
    imagined,
    proposal,
)
from rounds.worlds.references import readers as references

DRAWN = (
    "from rounds.worlds.readers import proposal; from rounds.worlds.references.readers import until_kept;"
    "p = proposal(9); a = p.asking('legal'); told = until_kept()('legal', p.facts, a);"
    "print(p.facts, p.readers['legal'].weights, told, a.heard, p.right('legal', told, a.heard))"
)
KNOWING = references.after(QUESTIONS, references.likelier_side)
SEALED = [(proposal(seed), role) for seed in range(30) for role in ROLES]


def one_reader(bar: float = 0.0, **weights: float) -> Readers:
    return Readers(np.array([[weights.get(topic.replace(" ", "_"), 0.0) for topic in TOPICS]]), np.array([bar]))


def test_the_same_seed_gives_the_same_proposal_and_answers_whatever_the_hash_seed():
    printed_alike(DRAWN)


def test_a_reader_adds_up_what_is_read_above_the_bar():
    facts = [Fact("reach", 2.0, ""), Fact("reach", -0.5, ""), Fact("licences", -1.0, ""), Fact("toolchain", 4.0, "")]
    reader = one_reader(bar=0.4, reach=1.0, licences=1.2)
    assert not reader.say_yes(facts)[0], "1.5 - 1.2 is below 0.4"
    assert reader.say_yes(facts[:2])[0]
    assert not reader.say_yes([])[0]
    assert reader.right(facts, [1, 2]) == 1
    assert reader.right(facts, [0, 3]) == 0


def test_a_distrustful_reader_lays_a_one_sided_brief_aside_and_no_other():
    facts = [Fact("reach", 2.0, ""), Fact("licences", -1.0, ""), Fact("toolchain", -4.0, "")]
    reader = one_reader(bar=0.4, reach=1.0, licences=1.2)
    assert reader.right(facts, [0]) == reader.right(facts, [0, 2]) == 1, "2.0 - 1.2 is above 0.4, and so is 2.0"
    assert reader.right(facts, [0], distrust=0.3) == pytest.approx(0.7), "without a brief, 0 is below the bar"
    assert reader.right(facts, [0, 2], distrust=0.3) == pytest.approx(0.7), "what weighs nothing is no other side"
    assert reader.right(facts, [0, 1], distrust=0.3) == 1
    assert reader.right(facts, [1], distrust=0.3) == 0, "here laying it aside leads to the same no"


def test_a_fact_says_what_its_points_say():
    for fact in proposal(4).facts:
        good = any(word in fact.says for word in ("sooner", "up", "more members", "saves", "shrinks", "frees", "less"))
        good = good or fact.says.startswith("licences cover") or "old code go" in fact.says
        assert good == (fact.points > 0), fact


def test_proposals_are_plausible_and_the_loud_topics_are_hardly_anybodys():
    loud, other = [], []
    for seed in range(60):
        facts = proposal(seed).facts
        assert len(facts) == FACTS
        assert {fact.topic for fact in facts} == set(TOPICS)
        for fact in facts:
            (loud if fact.topic in LOUD else other).append(abs(fact.points))
    assert min(loud) >= 2 > np.median(other) * 2
    for role in ROLES:
        assert max(MATTERS[role][TOPICS.index(topic)] for topic in LOUD) == min(MATTERS[role])


def test_nothing_about_the_facts_tells_what_a_reader_weighs():
    facts = np.array([[sum(f.points for f in p.facts if f.topic == t) for t in TOPICS] for p, _ in SEALED])
    weights = np.array([p.readers[role].weights[0] for p, role in SEALED])
    related = [abs(np.corrcoef(facts[:, t], weights[:, t])[0, 1]) for t in range(8)]
    assert max(related) < 0.35, "of 90 readers, by chance"


def test_weights_are_as_likely_as_the_role_says_and_average_one():
    drawn = imagined("finance", 4000)
    assert (drawn.weights > 0).mean(axis=0) == pytest.approx(MATTERS["finance"], abs=0.03)
    assert drawn.weights[drawn.weights > 0].mean() == pytest.approx(1, abs=0.02)
    assert drawn.bars.std() == pytest.approx(0.5, abs=0.02)


def test_imagined_readers_are_the_callers_to_change():
    imagined("legal").weights[:] = 7.0
    assert imagined("legal").weights.max() < 7


def test_an_answer_is_counted_once_and_patience_ends():
    ask = Asking({"reach": 0.8, "licences": 0.0}, 0.3, patience=2)
    assert [ask.cares("reach"), ask.cares("reach"), ask.left()] == [0.8, 0.8, 1]
    assert ask.bar() == 0.3
    assert ask.cares("reach") == 0.8
    with pytest.raises(RuntimeError, match="time for 2 questions"):
        ask.cares("licences")
    with pytest.raises(ValueError, match="no topic 'colour'"):
        ask.cares("colour")
    assert ask.heard == {"reach": 0.8, "bar": 0.3}


def test_what_is_right_after_all_answers_is_what_the_reader_decides():
    for sealed, role in SEALED[:12]:
        ask = sealed.asking(role)
        told = KNOWING(role, sealed.facts, ask)
        assert len(ask.heard) == QUESTIONS
        for facts in (told, [0, 1, 2, 3, 4, 5]):
            assert sealed.right(role, facts, ask.heard) == sealed.readers[role].right(sealed.facts, facts)


def test_the_probability_that_is_judged_is_the_share_of_readers_who_would_have_answered_so():
    sealed = proposal(3)
    told = references.loudest("product", sealed.facts, sealed.asking("product"))
    heard = {"reach": 1.1, "bar": -0.2}
    like = draw_readers("product", 20_000, np.random.default_rng(8))
    like.weights[:, TOPICS.index("reach")], like.bars[:] = 1.1, -0.2
    assert sealed.right("product", told, heard) == pytest.approx(like.right(sealed.facts, told), abs=0.06)


def test_for_a_known_reader_no_six_facts_speak_more_for_the_decision():
    for sealed, role in SEALED[:6]:
        reader, facts = sealed.readers[role], sealed.facts[:12]
        side = 1 if reader.say_yes(facts)[0] else -1
        speaks = side * reader.felt(facts)[0]
        most = max(sum(speaks[list(chosen)]) for chosen in combinations(range(12), TOLD))
        assert speaks[references.likelier_side(reader, facts)].sum() == pytest.approx(most)


def test_six_facts_that_leave_most_at_their_own_decision_are_not_beaten_by_other_exchanges():
    for sealed, role in SEALED[:4]:
        readers = imagined(role)
        told = references.own_decision(readers, sealed.facts)
        assert len(set(told)) == TOLD
        others = [number for number in range(FACTS) if number not in told]
        exchanged = [readers.right(sealed.facts, [*told[:i], n, *told[i + 1 :]]) for i in range(TOLD) for n in others]
        assert readers.right(sealed.facts, told) >= max(exchanged) - 0.01, "two rounds of exchanges are enough"


def test_serving_most_who_may_sit_there_beats_taking_sides_and_what_is_loud():
    right, questions = references.played(references.until_kept(), SEALED)
    assert right > 0.95
    assert questions < 3.8
    sure, asked = references.played(references.until_sure(), SEALED)
    assert sure > right
    assert asked > questions + 2
    unasked = {
        way: references.played(references.after(0, way), SEALED)[0]
        for way in (references.own_decision, references.largest_felt, references.likelier_side)
    }
    own, both, one = unasked.values()
    assert own > 0.89 > both + 0.01
    assert both > one + 0.06
    assert references.played(references.loudest, SEALED)[0] < 0.8
    assert references.played(references.advocate, SEALED)[0] < 0.68


def test_one_side_wins_only_with_all_questions_or_with_all_trust():
    few, many = (
        [references.played(references.after(n, way), SEALED[:45])[0] for n in (4, QUESTIONS)]
        for way in (references.likelier_side, references.largest_felt)
    )
    assert few[0] < many[0] - 0.05
    assert few[1] == 1 > many[1]
    kept = [references.played(references.until_kept(), SEALED[:45], distrust=d)[0] for d in (0, 0.3)]
    sure = [references.played(references.until_sure(), SEALED[:45], distrust=d)[0] for d in (0, 0.3)]
    assert sure[0] > kept[0]
    assert sure[1] < kept[1] - 0.02
