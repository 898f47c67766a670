"""A market of adverts: the same for a seed, plausible, without leaks; the reference finds what lazy ways do not."""

from statistics import fmean

import pytest
from hashes import printed_alike

from rounds.worlds.adverts import FAMILIES, NEEDS, Advert, market
from rounds.worlds.references.adverts import WAYS, distinctive, found, mentions, peers, scores, z_score

MARKETS = [market(seed) for seed in range(30)]


def test_a_seed_makes_the_same_market_under_every_hash_seed() -> None:
    code = "from rounds.worlds.adverts import market; m = market(5); print(m.ours, m.others, sorted(m.own))"
    printed_alike(code)
    assert MARKETS[5] != MARKETS[6]


def test_there_are_two_hundred_different_needs() -> None:
    assert len(NEEDS) == len(set(NEEDS)) == 200
    assert all(need == need.strip() and "\n" not in need for need in NEEDS)


def test_adverts_are_plausible() -> None:
    for each in MARKETS:
        assert (len(each.ours), len(each.others)) == (16, 120)
        assert len({advert.family for advert in each.ours}) == 1
        assert {advert.family for advert in each.others} == set(FAMILIES)
        assert 0 <= len(each.own) <= 8
        assert len(each.own) not in (1, 2)
        assert not each.own & each.loud
        for advert in each.others:
            assert 40 <= sum(advert.mentions.values()) < 120
            assert all(count > 0 for count in advert.mentions.values())
    assert 0.05 < fmean(not each.own for each in MARKETS) < 0.4


def test_nothing_but_the_counts_tells_the_own_needs() -> None:
    for each in MARKETS:
        for advert in [*each.ours, *each.others]:
            assert list(advert.mentions) == sorted(advert.mentions)
    places = [NEEDS.index(need) for each in MARKETS for need in each.own]
    decoys = [NEEDS.index(need) for each in MARKETS for need in each.loud]
    assert fmean(places) == pytest.approx(fmean(decoys), abs=20)


def test_own_needs_recur_and_loud_ones_do_not() -> None:
    for each in MARKETS:
        for need in each.own:
            assert sum(need in advert.mentions for advert in each.ours) >= 4
        for need in each.loud:
            counts = sorted(advert.mentions.get(need, 0) for advert in each.ours)
            assert counts[-1] >= 10


def test_a_team_mentions_its_own_needs_several_times_as_often() -> None:
    ratios = []
    for each in MARKETS:
        here, there = mentions(each.ours), mentions(peers(each.ours, each.others))
        ratios += [(here[n] / here.total()) / (max(1, there[n]) / there.total()) for n in each.own]
    assert 3.5 < fmean(ratios) < 7


def test_the_z_score_knows_no_difference_where_there_is_none() -> None:
    assert z_score(10, 1000, 100, 10_000) == pytest.approx(0, abs=0.01)
    assert z_score(50, 1000, 100, 10_000) > 4
    assert z_score(1, 1000, 100, 10_000) < -1
    assert z_score(5, 1000, 0, 10_000) < z_score(50, 1000, 10, 10_000)


def test_the_loudest_advert_is_left_out() -> None:
    ours = [Advert(f"o{n}", "payments", {"SQL": 10, "Java": 10}) for n in range(5)]
    ours.append(Advert("loud", "payments", {"SQL": 10, "Java": 10, "QUIC": 20}))
    others = [Advert(f"p{n}", "payments", {"SQL": 10, "Java": 10, "QUIC": 1}) for n in range(20)]
    assert scores(ours, others, loudest=True)["QUIC"] > 0 > scores(ours, others)["QUIC"]
    assert distinctive(ours, others) == set()


def test_the_reference_class_matters_more_than_the_statistic() -> None:
    agreement = {name: found(way, MARKETS) for name, way in WAYS.items()}
    within = [agreement[name] for name in ("tf-idf, own family", "shares, own family", "log odds, own family")]
    assert max(within) - min(within) < 0.1
    assert agreement["log odds, all families"] < min(within) - 0.08
    assert agreement["most mentioned"] < 0.45
    assert agreement["and only what stands out"] > 0.82


def test_where_families_are_alike_everybody_is_a_fair_comparison() -> None:
    alike = [market(seed, apart=1) for seed in range(20)]
    within, everybody = (found(WAYS[f"log odds, {whom}"], alike) for whom in ("own family", "all families"))
    assert everybody > within - 0.05


def test_a_few_adverts_tell_little() -> None:
    assert found(distinctive, [market(seed, adverts=4) for seed in range(20)]) < 0.6
