"""Job adverts as counts of the needs that they mention: a team's own, and a market of four families.

The needs are written by hand, in the order in which adverts tend to mention them; the counts are drawn. Each family
dwells on its own needs. A team has a few needs more: it mentions them several times as often as its family does, in
advert after advert. Now and then one advert is loud on a need that the others hardly mention.
"""

from dataclasses import dataclass

import numpy as np

FAMILIES = ("streaming delivery", "data platform", "payments", "developer tools")

_GENERAL = """communication; ownership; distributed systems; collaboration; mentoring; design reviews; on-call; testing;
code review; product sense; ambiguity; technical leadership; incident response; documentation; observability;
stakeholder alignment; performance tuning; scalability; prioritisation; feedback; roadmap planning; continuous delivery;
hiring; security awareness; cost awareness; debugging; cross-team projects; system design; experimentation;
data-driven decisions; customer focus; fast iteration; reliability targets; legacy migration; written proposals;
estimation; inclusion; remote work; learning; presentation; conflict resolution; vendor evaluation; accessibility;
compliance basics; open-source work; time zones; travel; degree in computing; research papers; patents"""
_COMMON = """Java; Python; cloud infrastructure; SQL; Kubernetes; Go; REST interfaces; Linux; containers;
message queues; caching; microservices; C++; gRPC; infrastructure as code; Kotlin; JavaScript; monitoring dashboards;
NoSQL stores; load balancing; concurrency; networking; event sourcing; feature flags; GraphQL; TypeScript; Rust;
search indexes; service mesh; tracing; data modelling; schema evolution; chaos experiments; capacity planning;
shell scripting; profiling; Scala; serverless functions; secrets management; canary analysis; Node.js; state machines;
encryption; time-series stores; graph databases; formal methods"""
_OWN = {
    "streaming delivery": """video encoding; adaptive bitrate; content delivery networks; player telemetry; live events;
manifest generation; low latency streaming; packaging; rights windows; edge caching; peering; TCP tuning; QUIC;
audio codecs; subtitles; perceptual quality; device certification; ad insertion; startup time; rebuffering;
origin shielding; cache fill; traffic steering; hardware appliances; image artwork; offline downloads""",
    "data platform": """Spark; Flink; batch pipelines; stream processing; table formats; data lineage; data quality;
query engines; workflow scheduling; columnar storage; metadata catalogues; data contracts; change capture; backfills;
feature stores; data retention; late events; notebooks at scale; data warehouses; partitioning; dimensional models;
access policies; data discovery; lakehouse storage; cost attribution; exactly-once semantics""",
    "payments": """card networks; ledgers; reconciliation; idempotency; fraud detection; settlement; refunds; PCI scope;
chargebacks; subscription billing; tax calculation; currency conversion; retry of declines; payment routing; invoicing;
audit trails; gift cards; bank transfers; mobile carriers; tokenisation; strong authentication; price changes;
revenue recognition; partner integration; dunning; double-entry bookkeeping""",
    "developer tools": """build systems; monorepos; code search; test selection; artifact caching; dependency upgrades;
code generation; developer surveys; command-line tools; editor plugins; release trains; static analysis; flaky tests;
remote execution; paved paths; internal portals; service templates; large-scale changes; compiler internals;
language servers; local environments; preview environments; merge queues; package registries; build reproducibility;
developer onboarding""",
}


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(";")]


_FIELDS = {family: _names(_OWN[family]) for family in FAMILIES}
NEEDS = tuple(_names(_GENERAL) + _names(_COMMON) + [name for family in FAMILIES for name in _FIELDS[family]])
_BY_NAME = np.array(sorted(range(len(NEEDS)), key=lambda i: NEEDS[i]))


@dataclass(frozen=True)
class Advert:
    """One job advert: its family, and how often it mentions each need that it mentions at all."""

    id: str
    family: str
    mentions: dict[str, int]


@dataclass(frozen=True)
class Market:
    """A team's adverts, those of everybody else, and the truth: the needs that are the team's own, and the loud ones.

    An answer is given `ours` and `others` alone.
    """

    ours: list[Advert]
    others: list[Advert]
    own: frozenset[str]
    loud: frozenset[str]


def market(
    seed: int, *, strength: float = 5.0, adverts: int = 16, apart: float = 42.0, loud: int = 6, peers: int = 30
) -> Market:
    """A team and its market.

    Args:
        seed: the same seed gives the same market.
        strength: how many times as often as its family a team mentions a need of its own (times 0.8 to 1.3).
        adverts: of the team, each of 40 to 119 mentions.
        apart: how many times as often as others a family mentions the needs of its field.
        loud: needs that a single advert of the team mentions 10 to 16 times more.
        peers: other adverts of each family.
    """
    rng = np.random.default_rng([seed, 4])
    family = int(rng.integers(len(FAMILIES)))
    usual = _usual(rng, apart)
    middling = np.flatnonzero((usual[family] > 0.003) & (usual[family] < 0.012))
    # One team in five is like its family.
    many = int(rng.integers(3, 9)) if rng.random() < 0.8 else 0
    chosen = rng.choice(middling, many + loud, replace=False)
    own, shouted = chosen[:many], chosen[many:]
    rates = usual[family].copy()
    rates[own] *= strength * rng.uniform(0.8, 1.3, many)
    ours = [_counts(rng, rates) for _ in range(adverts)]
    for need in shouted:
        ours[int(rng.integers(adverts))][need] += int(rng.integers(10, 17))
    where = rng.permutation(np.repeat(np.arange(len(FAMILIES)), peers))
    return Market(
        [_advert(f"ours-{n:02}", FAMILIES[family], counts) for n, counts in enumerate(ours, 1)],
        [_advert(f"ad-{n:03}", FAMILIES[f], _counts(rng, usual[f])) for n, f in enumerate(where, 1)],
        frozenset(NEEDS[i] for i in own),
        frozenset(NEEDS[i] for i in shouted),
    )


def _usual(rng: np.random.Generator, apart: float) -> np.ndarray:
    """The share of each need among the mentions of each family: a long tail, and the family's own field on top."""
    general, common = (np.arange(len(_names(text))) for text in (_GENERAL, _COMMON))
    fields = np.full(len(NEEDS) - len(general) - len(common), 0.004)
    tail = np.concatenate([1 / (general + 4), 0.8 / (common + 5), fields])
    tail *= np.exp(rng.normal(0, 0.5, len(NEEDS)))
    dwells = np.array([[apart if name in _FIELDS[family] else 1.0 for name in NEEDS] for family in FAMILIES])
    return np.asarray(tail * dwells / (tail * dwells).sum(axis=1, keepdims=True))


def _counts(rng: np.random.Generator, rates: np.ndarray) -> np.ndarray:
    """The mentions of one advert, which has its own mind on each need: a gamma factor, mean 1, of shape 2."""
    mind = rates * rng.gamma(2.0, 0.5, len(rates))
    return rng.multinomial(int(rng.integers(40, 120)), mind / mind.sum())


def _advert(name: str, family: str, counts: np.ndarray) -> Advert:
    return Advert(name, family, {NEEDS[i]: int(counts[i]) for i in _BY_NAME[counts[_BY_NAME] > 0]})
