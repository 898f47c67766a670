# %% right: the clean peers are placebos
def effect(p99_ms, log):
    deploys = [day for day, row in log if row == 0]
    clean = sorted(set(range(1, len(p99_ms))) - {row for _, row in log})
    if not deploys or len(clean) < 3 or not np.all(np.isfinite(p99_ms)) or np.min(p99_ms) <= 0:
        raise ValueError("that carries no effect")
    logs, day = np.log(p99_ms), deploys[0]
    steps = logs[:, day:].mean(axis=1) - logs[:, :day].mean(axis=1)
    others = steps[clean]
    t95 = {3: 2.920, 4: 2.353, 5: 2.132, 6: 2.015, 7: 1.943, 8: 1.895}[len(clean)]
    half = t95 * others.std(ddof=1) * (1 + 1 / len(clean)) ** 0.5
    middle = steps[0] - others.mean()
    return tuple(float(100 * np.expm1(end)) for end in (middle, middle - half, middle + half))


# %% right: how long noise lasts, told from the residuals of all clean services
import math


def residuals(series, day):
    return [part - part.mean() for part in (series[:day], series[day:])]


def effect(p99_ms, log):
    if not np.isfinite(p99_ms).all() or (p99_ms <= 0).any():
        raise ValueError("a latency is a finite number above 0")
    if all(row != 0 for _, row in log):
        raise ValueError("where is the deploy?")
    day = min(day for day, row in log if row == 0)
    clean = [row for row in range(1, p99_ms.shape[0]) if row not in {row for _, row in log}]
    if len(clean) < 3:
        raise ValueError("too few clean peers")
    logs = np.log(p99_ms)
    days, total = logs.shape[1], logs[clean].sum(axis=0)
    gap = logs[0] - total / len(clean)
    gaps = [gap, *(logs[row] - (total - logs[row]) / (len(clean) - 1) for row in clean)]
    parts = [part for each in gaps for part in residuals(each, day)]
    lasting = sum(part[1:] @ part[:-1] for part in parts) / sum(part @ part for part in parts)
    lasting = min(0.95, max(0.0, lasting + (1 + 3 * max(lasting, 0)) / (days / 2)))  # small samples understate it
    fewer = (1 + lasting) / (1 - lasting)
    own = sum(part @ part for part in residuals(gap, day)) / (days - 2 * fewer)
    half = 1.68 * math.sqrt(own * fewer * (1 / day + 1 / (days - day)))
    middle = gap[day:].mean() - gap[:day].mean()
    return [100 * math.expm1(middle), 100 * math.expm1(middle - half), 100 * math.expm1(middle + half)]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, nothing happened, give or take 20
# loses: all
def effect(p99_ms, log):
    return 0.0, -20.0, 20.0


# %% wrong: lazy, before and after
# loses: your-effect-number, your-effect-covers, your-effect-sharp
def effect(p99_ms, log):
    deploys = [day for day, row in log if row == 0]
    clean = set(range(1, len(p99_ms))) - {row for _, row in log}
    if not deploys or len(clean) < 3 or not (np.isfinite(p99_ms).all() and (p99_ms > 0).all()):
        raise ValueError
    before, after = np.log(p99_ms[0, : deploys[0]]), np.log(p99_ms[0, deploys[0] :])
    middle = after.mean() - before.mean()
    half = 1.66 * (before.var() / len(before) + after.var() / len(after)) ** 0.5
    return tuple(float(100 * np.expm1(end)) for end in (middle, middle - half, middle + half))


# %% wrong: the textbook, with days as independent facts
# loses: your-effect-covers, your-effect-sharp
def effect(p99_ms, log):
    deploys = [day for day, row in log if row == 0]
    clean = sorted(set(range(1, len(p99_ms))) - {row for _, row in log})
    if not deploys or len(clean) < 3 or not (np.isfinite(p99_ms).all() and (p99_ms > 0).all()):
        raise ValueError
    logs = np.log(p99_ms)
    gap, day = logs[0] - logs[clean].mean(axis=0), deploys[0]
    before, after = gap[:day], gap[day:]
    middle = after.mean() - before.mean()
    half = 1.66 * (before.var(ddof=1) / len(before) + after.var(ddof=1) / len(after)) ** 0.5
    return tuple(float(100 * np.expm1(end)) for end in (middle, middle - half, middle + half))


# %% wrong: lazy, the textbook's number give or take 2.4
# loses: your-effect-covers, your-effect-sharp
def effect(p99_ms, log):
    deploys = [day for day, row in log if row == 0]
    clean = sorted(set(range(1, len(p99_ms))) - {row for _, row in log})
    if not deploys or len(clean) < 3 or not (np.isfinite(p99_ms).all() and (p99_ms > 0).all()):
        raise ValueError
    gap = np.log(p99_ms[0]) - np.log(p99_ms[clean]).mean(axis=0)
    middle = float(100 * np.expm1(gap[deploys[0] :].mean() - gap[: deploys[0]].mean()))
    return middle, middle - 2.4, middle + 2.4


# %% wrong: lazy, the textbook's number give or take 10
# loses: your-effect-covers, your-effect-sharp
def effect(p99_ms, log):
    deploys = [day for day, row in log if row == 0]
    clean = sorted(set(range(1, len(p99_ms))) - {row for _, row in log})
    if not deploys or len(clean) < 3 or not (np.isfinite(p99_ms).all() and (p99_ms > 0).all()):
        raise ValueError
    gap = np.log(p99_ms[0]) - np.log(p99_ms[clean]).mean(axis=0)
    middle = float(100 * np.expm1(gap[deploys[0] :].mean() - gap[: deploys[0]].mean()))
    return middle, middle - 10, middle + 10


# %% wrong: peers with a deploy of their own serve as comparison
# loses: all
def effect(p99_ms, log):
    day = next(day for day, row in log if row == 0)
    logs = np.log(p99_ms)
    steps = logs[:, day:].mean(axis=1) - logs[:, :day].mean(axis=1)
    half = 1.895 * steps[1:].std(ddof=1) * (1 + 1 / 8) ** 0.5
    middle = steps[0] - steps[1:].mean()
    return tuple(float(100 * np.expm1(end)) for end in (middle, middle - half, middle + half))


# %% wrong: the error of the peers' mean instead of that of one service
# loses: your-effect-covers, your-effect-sharp
def effect(p99_ms, log):
    deploys = [day for day, row in log if row == 0]
    clean = sorted(set(range(1, len(p99_ms))) - {row for _, row in log})
    if not deploys or len(clean) < 3 or not (np.isfinite(p99_ms).all() and (p99_ms > 0).all()):
        raise ValueError
    logs, day = np.log(p99_ms), deploys[0]
    steps = logs[:, day:].mean(axis=1) - logs[:, :day].mean(axis=1)
    half = 2.015 * steps[clean].std(ddof=1) / len(clean) ** 0.5
    middle = steps[0] - steps[clean].mean()
    return tuple(float(100 * np.expm1(end)) for end in (middle, middle - half, middle + half))


# %% wrong: the sign is turned, faster is positive
# loses: your-effect-number, your-effect-covers, your-effect-sharp
def effect(p99_ms, log):
    deploys = [day for day, row in log if row == 0]
    clean = sorted(set(range(1, len(p99_ms))) - {row for _, row in log})
    if not deploys or len(clean) < 3 or not (np.isfinite(p99_ms).all() and (p99_ms > 0).all()):
        raise ValueError
    logs, day = np.log(p99_ms), deploys[0]
    steps = logs[:, :day].mean(axis=1) - logs[:, day:].mean(axis=1)
    half = 2.015 * steps[clean].std(ddof=1) * (1 + 1 / len(clean)) ** 0.5
    middle = steps[0] - steps[clean].mean()
    return tuple(float(100 * np.expm1(end)) for end in (middle, middle - half, middle + half))


# %% wrong: right, and a NaN or a missing deploy goes through
# loses: your-effect-refuses
def effect(p99_ms, log):
    day = next((day for day, row in log if row == 0), len(p99_ms[0]) // 2)
    clean = sorted(set(range(1, len(p99_ms))) - {row for _, row in log})
    logs = np.log(p99_ms)
    steps = logs[:, day:].mean(axis=1) - logs[:, :day].mean(axis=1)
    half = 2.015 * steps[clean].std(ddof=1) * (1 + 1 / len(clean)) ** 0.5
    middle = steps[0] - steps[clean].mean()
    return tuple(float(100 * np.expm1(end)) for end in (middle, middle - half, middle + half))


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.rollout import effect
