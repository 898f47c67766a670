# %% right: differences at equal loads against their standard error
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% right: a regression on load with a term for the option
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    load = np.array(chosen.load_rps + other.load_rps) / 1000
    is_other = np.repeat([0.0, 1.0], [len(chosen.load_rps), len(other.load_rps)])
    terms = np.column_stack([np.ones(len(load)), load, load**2, is_other])
    y = np.log(chosen.p99_ms + other.p99_ms)
    fitted = np.linalg.lstsq(terms, y, rcond=None)[0]
    variance = np.sum((y - terms @ fitted) ** 2) / (len(y) - 4)
    return fitted[3] / np.sqrt(variance * np.linalg.inv(terms.T @ terms)[3, 3])


# %% right: the nearest run at another load as partner, a tenth as the least difference that counts
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


from itertools import groupby
from statistics import fmean


def advantage(chosen, other):
    low, high = max(chosen.load_rps[0], other.load_rps[0]), min(chosen.load_rps[-1], other.load_rps[-1])
    theirs = dict(zip(other.load_rps, other.p99_ms))
    ratios = [
        theirs[min(theirs, key=lambda at: abs(at - load))] / p99
        for load, p99 in zip(chosen.load_rps, chosen.p99_ms)
        if low <= load <= high
    ]
    ratio = fmean(ratios)
    return 9.0 if ratio > 1.12 else -9.0 if ratio < 0.89 else 0.0


def reversal(record):
    runs = [len(list(days)) for above, days in groupby(p99 > record.trigger_over_ms for p99 in record.p99_daily_ms) if above]
    if max(runs, default=0) >= record.trigger_days:
        return "trigger fired"
    *_, third, second, top = sorted(record.p99_daily_ms)
    return "trigger dead" if third == top <= record.trigger_over_ms else ""


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: every field is filled in, so all are sound
# loses: all
def review_records(records):
    return {}


# %% wrong: lazy: the same fault everywhere
# loses: all
def review_records(records):
    return {record.id: "within noise" for record in records}


# %% wrong: lazy: distrusts the dearest option
# loses: all
def review_records(records):
    dear = {r.id: max(r.options, key=lambda option: option.usd_per_million).id for r in records}
    return {r.id: "dominated" for r in records if dear[r.id] == r.chosen}


# %% wrong: compares the means of all runs
# loses: decision-records-options
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    mine, theirs = np.log(chosen.p99_ms), np.log(other.p99_ms)
    spread = np.var(mine, ddof=1) / len(mine) + np.var(theirs, ddof=1) / len(theirs)
    return (np.mean(theirs) - np.mean(mine)) / spread**0.5


# %% wrong: any difference at equal loads is a difference
# loses: decision-records-options
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: what is faster and dearer dominates too
# loses: decision-records-options
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o is not chosen]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: counts days, not days running
# loses: decision-records-options, decision-records-triggers
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running += p99 > record.trigger_over_ms
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: a trigger that has never fired is dead
# loses: decision-records-triggers
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or choice(record) or reversal(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: a series that is cut is a dead trigger
# loses: decision-records-options, decision-records-triggers
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: a boundary slip: waits two days longer than the condition says
# loses: decision-records-triggers
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest > record.trigger_days + 1:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: every day like the largest
# loses: all
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = max(record.requests_daily) * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms) if p99 <= record.slo_ms)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: the load test's last load is what a node can do
# loses: decision-records-arithmetic
import numpy as np


def review_records(records):
    found = {}
    for record in records:
        fault = money(record) or size(record) or reversal(record) or choice(record)
        if fault:
            found[record.id] = fault
    return found


def chosen_of(record):
    return next(option for option in record.options if option.id == record.chosen)


def money(record):
    yearly = sum(record.requests_daily) / 28 * 365 / 1e6 * chosen_of(record).usd_per_million
    return "" if 0.94 < record.usd_per_year / yearly < 1.06 else "cost contradicts context"


def size(record):
    inside = max(load for load, p99 in zip(record.test_load_rps, record.test_p99_ms))
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def reversal(record):
    longest = running = 0
    for p99 in record.p99_daily_ms:
        running = running + 1 if p99 > record.trigger_over_ms else 0
        longest = max(longest, running)
    if longest >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    if record.p99_daily_ms.count(top) >= 3 and top <= record.trigger_over_ms:
        return "trigger dead"
    return ""


def choice(record):
    chosen = chosen_of(record)
    found = [advantage(chosen, o) for o in record.options if o.usd_per_million < chosen.usd_per_million]
    if min(found, default=9) < -2.5:
        return "dominated"
    return "within noise" if min(found, default=9) < 2.5 else ""


def advantage(chosen, other):
    pairs = [
        (load, p99) for load, p99 in zip(chosen.load_rps, chosen.p99_ms) if other.load_rps[0] <= load <= other.load_rps[-1]
    ]
    gaps = [np.log(np.interp(load, other.load_rps, other.p99_ms) / p99) for load, p99 in pairs]
    return np.mean(gaps) / np.std(gaps, ddof=1) * len(gaps) ** 0.5


# %% wrong: ours imported
# loses: all
def review_records(records):
    from rounds.worlds.references.decisions import review

    return review(records)
