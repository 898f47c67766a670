"""Strategies for the quarter of own decisions: the largest expected net, and the rules that it is measured against."""

from rounds.worlds.quarter import ACTIONS, Decision, Office, Policy, harm


def expected(decision: Decision, office: Office | None = None) -> dict[str, float]:
    """Expected net engineer-hours of each action, for a decision and the backlog that it meets.

    Asking is valued as information is (Howard, "Information Value Theory", IEEE Transactions on Systems Science and
    Cybernetics, 1966): by the harm that the answer prevents, less what it costs to get.
    """
    office = office or Office()
    gain, wrong = decision.p_right * decision.gain, 1 - decision.p_right
    aware = harm(decision, office, told=True)
    waiting = decision.delay * (decision.backlog_h + office.review_h) + office.review_h
    return {
        "act": gain - wrong * harm(decision, office, told=False),
        "tell": gain - wrong * aware - office.tell_h,
        "ask": gain - wrong * (1 - office.catches) * aware - waiting,
        "stop": 0.0,
    }


def best(office: Office | None = None, among: tuple[str, ...] = ACTIONS) -> Policy:
    """The action with the largest expected net; it looks at one decision at a time."""

    def decide(decision: Decision) -> str:
        nets = expected(decision, office)
        return max(among, key=nets.__getitem__)

    return decide


def reversible(most_undo_h: float = 4.0, low: str = "act") -> Policy:
    """The popular rule: act (or `low`) if a mistake can be undone in so many hours; if not, ask."""
    return lambda decision: low if decision.undo_h <= most_undo_h else "ask"


def always(action: str) -> Policy:
    """The same answer to everything."""
    return lambda _: action


def thresholds(decision: Decision) -> str:
    """Risk against limits set by hand: small, act; urgent, tell; large, ask; else tell."""
    risk = (1 - decision.p_right) * (decision.blast * decision.notice_h + decision.undo_h)
    if risk < 2:
        return "act"
    urgent = 0.2 * risk < decision.delay * (decision.backlog_h + 1.2)
    return "ask" if risk > 12 and not urgent else "tell"
