# %% right: squares in logarithms, shares at the peak
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% right: eight hundred draws of everything
import numpy as np


def positive(numbers):
    return all(number > 0 for number in numbers)


def envelope(brief):
    if len(brief.regions) == 0:
        raise ValueError("nobody watches")
    for name in ("growth", "busiest_day", "mbps_per_stream", "overhead", "titles", "minutes_per_title", "copies"):
        low, high = getattr(brief, name)
        if not (positive([low, high]) and low <= high):
            raise ValueError(f"{name} is {low} to {high}")
    for region in brief.regions:
        for low, high in (region.members, region.hours_per_member_day):
            if not (positive([low, high]) and low <= high):
                raise ValueError(f"{region.id} has {low} to {high}")
        counts, plays = region.streams_by_hour, region.session_minutes
        if len(counts) != 24 or sum(counts) <= 0 or len(plays) == 0 or not positive(plays):
            raise ValueError(f"{region.id} has an odd sample")
    rng = np.random.default_rng(20)
    normals = iter(rng.standard_normal((7 + 3 * len(brief.regions), 400)))

    def draws(known):
        half = next(normals)
        both = np.concatenate([half, -half])  # antithetic: the draws are centred
        middle, spread = np.log(known[0] * known[1]) / 2, np.log(known[1] / known[0]) / 3.29
        return np.exp(middle + spread * rng.permutation(both))

    growth = draws(brief.growth) * draws(brief.busiest_day)
    streams = starts = 0
    for region in brief.regions:
        hours = draws(region.members) * draws(region.hours_per_member_day) * growth
        plays = np.array(region.session_minutes)
        error = plays.std() / plays.mean() / len(plays) ** 0.5
        minutes = plays.mean() * draws((np.exp(-1.645 * error), np.exp(1.645 * error)))
        share = np.array(region.streams_by_hour) / sum(region.streams_by_hour)
        streams = streams + np.outer(share, hours)
        starts = starts + np.outer(share, hours / (60 * minutes))
    egress = streams.max(axis=0) * draws(brief.mbps_per_stream) * draws(brief.overhead) / 1e6
    seconds = draws(brief.minutes_per_title) * 60
    storage = draws(brief.titles) * seconds * sum(brief.ladder_mbps) * draws(brief.copies) / 8e9
    figures = {"egress_tbps": egress, "starts_per_s": starts.max(axis=0), "storage_pb": storage}
    return {name: np.quantile(drawn, [0.05, 0.95]).tolist() for name, drawn in figures.items()}


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, all lows and all highs
# loses: capacity-envelope-egress, capacity-envelope-starts, capacity-envelope-storage
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum(np.log(high / low) / 2 for low, high in known)

    def around(point, reach):
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * v for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: lazy, the point give or take 10%
# loses: capacity-envelope-egress, capacity-envelope-starts, capacity-envelope-storage
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * 0.9), float(point * 1.1)

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: lazy, half as much to twice as much
# loses: capacity-envelope-egress, capacity-envelope-starts, capacity-envelope-storage
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point / 2), float(point * 2)

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: lazy, one factor for all, chosen to hold nine in ten of the vague storage
# loses: capacity-envelope-egress, capacity-envelope-starts, capacity-envelope-storage
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point / 1.5), float(point * 1.5)

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: the sum of the peaks
# loses: capacity-envelope-egress, capacity-envelope-starts
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return by_hour.max(axis=1).sum(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: the median session
# loses: capacity-envelope-starts
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.median(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: a day is averaged, and has no peak
# loses: capacity-envelope-egress, capacity-envelope-starts
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.mean(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: bits taken for bytes
# loses: capacity-envelope-storage
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: only the top rate is kept
# loses: capacity-envelope-storage
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * max(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: the regions err all the same way
# loses: capacity-envelope-egress, capacity-envelope-starts
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(2 * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: a range is taken for one standard deviation to each side
# loses: capacity-envelope-egress, capacity-envelope-starts, capacity-envelope-storage
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    if not brief.regions or not all(0 < low <= high < float("inf") for low, high in (*ranges, *kept, *own)):
        raise ValueError("a brief has regions, and ranges above 0 with low ≤ high")
    for region in brief.regions:
        if len(region.streams_by_hour) != 24 or min(region.streams_by_hour) < 0 or not sum(region.streams_by_hour):
            raise ValueError(f"{region.id}: the hours are not those of a day")
        if not region.session_minutes or not min(region.session_minutes) > 0:
            raise ValueError(f"{region.id}: no play lasts so long")

    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: right, and any brief goes through
# loses: capacity-envelope-refuses
def envelope(brief):
    ranges = (brief.growth, brief.busiest_day, brief.mbps_per_stream, brief.overhead)
    kept = (brief.titles, brief.minutes_per_title, brief.copies)
    own = [each for region in brief.regions for each in (region.members, region.hours_per_member_day)]
    def middle(*known):
        return float(np.prod([(low * high) ** 0.5 for low, high in known]))

    def variance(*known):
        return sum((np.log(high / low) / 2 / 1.645) ** 2 for low, high in known)

    def around(point, variance):
        reach = 1.645 * variance**0.5
        return float(point * np.exp(-reach)), float(point * np.exp(reach))

    def peak(weights, extra):
        """The peak of the sum of the regions and the variance of its logarithm."""
        by_hour = np.array([w * np.array(r.streams_by_hour) for w, r in zip(weights, brief.regions, strict=True)])
        total = by_hour.sum(axis=0)
        shares = by_hour[:, total.argmax()] / total.max()
        variances = [variance(r.members, r.hours_per_member_day) for r in brief.regions]
        return total.max(), sum(s * s * (v + e) for s, v, e in zip(shares, variances, extra, strict=True))

    hours = [middle(r.members, r.hours_per_member_day) / sum(r.streams_by_hour) for r in brief.regions]
    means = [np.mean(r.session_minutes) for r in brief.regions]
    errors = [np.var(r.session_minutes) / np.mean(r.session_minutes) ** 2 / len(r.session_minutes) for r in brief.regions]
    streams, spread = peak(hours, [0.0] * len(hours))
    starts, starts_spread = peak([h / 60 / mean for h, mean in zip(hours, means, strict=True)], errors)
    petabytes = middle(*kept) * 60 * sum(brief.ladder_mbps) / 8 / 1e9
    return {
        "egress_tbps": around(streams * middle(*ranges) / 1e6, spread + variance(*ranges)),
        "starts_per_s": around(starts * middle(*ranges[:2]), starts_spread + variance(*ranges[:2])),
        "storage_pb": around(petabytes, variance(*kept)),
    }


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.capacity import envelope
