# %% right: scripts in a table, and what is left
LEFT = {
    "oldest goes": (2, "pa pb pc", "bc"),
    "room for one": (1, "pa pb", "b"),
    "read": (2, "pa pb ga pc", "ac"),
    "often": (2, "pa ga ga pb pc", "bc"),
    "looked for": (3, "pa pb pc ha pd", "bcd"),
    "again": (2, "pa pb pa pc", "ac"),
    "again, and full": (2, "pa pb pb", "ab"),
    "missed": (2, "pa pb gx pc", "bc"),
    "dropped": (2, "pa pb da pc", "bc"),
    "back": (2, "pa da pb pa pc", "ac"),
}


def script(capacity, calls, left):
    def test(make):
        cache = make(capacity)
        for operation, key in calls.split():
            if operation == "p":
                cache.put(key, key)
            else:
                {"g": cache.get, "h": cache.has, "d": cache.drop}[operation](key)
        assert set(cache.keys()) == set(left)

    return test


def values(make):
    cache = make(capacity=3)
    cache.put(0, None)
    cache.put("0", 0)
    cache.put("", "x")
    cache.put("", "y")
    assert [cache.get(0, 9), cache.get("0", 9), cache.get("", 9), cache.get("?", 9)] == [None, 0, "y", 9]
    assert [cache.drop("0"), cache.drop("0")] == [True, False]


cache_tests = [*(script(*case) for case in LEFT.values()), values, lambda make: refused(make, 0) or 1 / 0]


# %% right: a model beside random scripts, with the edges put in
import random


class Model:
    def __init__(self, room):
        self.room, self.entries = room, []

    def put(self, key, value):
        new = all(known is not key for known, _ in self.entries)
        self.entries = [entry for entry in self.entries if entry[0] is not key][
            new and len(self.entries) == self.room :
        ]
        self.entries.append((key, value))

    def get(self, key, default):
        found = [value for known, value in self.entries if known is key]
        if found:
            self.put(key, found[0])
        return found[0] if found else default

    def has(self, key):
        return any(known is key for known, _ in self.entries)

    def drop(self, key):
        found, self.entries = self.has(key), [entry for entry in self.entries if entry[0] is not key]
        return found


def agrees(capacity, script):
    def test(make):
        cache, model = make(capacity), Model(capacity)
        for operation, *arguments in script:
            said = getattr(cache, operation)(*arguments)
            expected = getattr(model, operation)(*arguments)
            assert operation == "put" or said == expected
        assert sorted(map(repr, cache.keys())) == sorted(repr(key) for key, _ in model.entries)

    return test


def drawn(seed):
    rng = random.Random(seed)
    keys = [0, "0", ""] if seed % 3 else ["a", "b", "c"]
    calls = [("put", 1), ("put", None), ("put", 0), ("get", "-"), ("get", "-"), ("has",), ("drop",)]
    script = [(call[0], rng.choice(keys), *call[1:]) for call in rng.choices(calls, k=10)]
    return agrees(1 + (seed % 4 > 0), script)


def back(make):
    agrees(2, [("put", "a", 1), ("drop", "a"), ("put", "b", 1), ("put", "a", 1), ("put", "c", 1)])(make)


def often(make):
    agrees(2, [("put", "a", 1), *[("get", "a", 0)] * 2, ("put", "b", 1), ("put", "c", 1)])(make)


def again(make):
    twice = [("put", "b", 1), ("put", "b", 2), ("has", "a"), ("put", "a", 3)]
    agrees(2, [("put", "a", 1), *twice, ("put", "c", 1), ("has", "a"), ("get", "a", 0)])(make)


def looked(make):
    agrees(2, [("put", "a", 1), ("put", "b", 1), ("has", "a"), ("put", "c", 1)])(make)


def dropped(make):
    agrees(2, [("put", "a", 0), ("put", "b", 1), ("drop", "a"), ("drop", "a"), ("put", "c", 1)])(make)


def read(make):
    agrees(2, [("put", 0, None), ("put", "0", 1), ("get", 0, 5), ("put", "", 1), ("get", "0", 5)])(make)


cache_tests = [back, often, again, looked, dropped, read, lambda make: refused(make, -1) or 1 / 0]
cache_tests += [lambda make: refused(make, 0) or 1 / 0, *(drawn(seed) for seed in range(4))]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, checks nothing
# loses: all
cache_tests = [lambda make: make(2).put("a", 1)]


# %% wrong: lazy, always objects
# loses: all
def cache_no(make):
    assert make(1).get("a") == 1


cache_tests = [cache_no]


# %% wrong: thirteen tests
# loses: all
def cache_get(make):
    cache = make(2)
    cache.put("a", 1)
    assert cache.get("a") == 1


cache_tests = [cache_get] * 13


# %% wrong: lazy, the three tests of the textbook
# loses: wheat-cache-values, wheat-cache-order
cache_tests = beginning("textbook_", dict(globals()))


# %% wrong: one test that makes fifty calls
# loses: all
def cache_all_at_once(make):
    cache = make(2)
    for key in "abcdefghijklmnopqrstuvwxy":
        cache.put(key, key)
        assert cache.get(key) == key


cache_tests = [cache_all_at_once]


# %% wrong: the order alone
# loses: wheat-cache-values
def left(capacity, calls, keys):
    def test(make):
        cache = make(capacity)
        for operation, key in calls.split():
            if operation == "p":
                cache.put(key, key)
            else:
                {"g": cache.get, "h": cache.has, "d": cache.drop}[operation](key)
        assert set(cache.keys()) == set(keys)

    return test


cache_tests = [
    left(1, "pa pb", "b"),
    left(2, "pa pb ga pc", "ac"),
    left(2, "pa ga ga pb pc", "bc"),
    left(2, "pa pb ha pc", "bc"),
    left(2, "pa pb pa pc", "ac"),
    left(2, "pa pb pb", "ab"),
    left(1, "gx", ""),
    left(2, "pa pb da pc", "bc"),
    left(2, "pa da pb pa pc", "ac"),
]


# %% wrong: what is stored alone
# loses: wheat-cache-order
def cache_values(make):
    cache = make(3)
    cache.put(0, None)
    cache.put("0", 0)
    cache.put("", "x")
    cache.put("", "y")
    assert [cache.get(0, 9), cache.get("0", 9), cache.get("", 9), cache.get("?", 9)] == [None, 0, "y", 9]
    assert [cache.drop("0"), cache.drop("0")] == [True, False]


def cache_oldest(make):
    cache = make(2)
    for key in "abc":
        cache.put(key, key)
    assert not cache.has("a")
    assert cache.has("b")


cache_tests = [cache_values, cache_oldest, lambda make: refused(make, 0) or 1 / 0]


# %% wrong: a cache of two in every test
# loses: wheat-cache-order
def left(calls, keys):
    def test(make):
        cache = make(2)
        for operation, key in calls.split():
            if operation == "p":
                cache.put(key, key)
            else:
                {"g": cache.get, "h": cache.has, "d": cache.drop}[operation](key)
        assert set(cache.keys()) == set(keys)

    return test


def cache_values(make):
    cache = make(3)
    cache.put(0, None)
    cache.put("0", 0)
    cache.put("", "x")
    cache.put("", "y")
    assert [cache.get(0, 9), cache.get("0", 9), cache.get("", 9), cache.get("?", 9)] == [None, 0, "y", 9]
    assert [cache.drop("0"), cache.drop("0")] == [True, False]


cache_tests = [
    left("pa pb ga pc", "ac"),
    left("pa ga ga pb pc", "bc"),
    left("pa pb ha pc", "bc"),
    left("pa pb pa pc", "ac"),
    left("pa pb pb", "ab"),
    left("gx", ""),
    left("pa pb da pc", "bc"),
    left("pa da pb pa pc", "ac"),
    cache_values,
    lambda make: refused(make, 0) or 1 / 0,
]


# %% wrong: asks for the order of the keys
# loses: all
def cache_oldest_first(make):
    cache = make(2)
    for key in "abc":
        cache.put(key, key)
    assert cache.keys() == ["b", "c"]


def cache_get(make):
    cache = make(2)
    cache.put("a", 1)
    assert cache.get("a") == 1


cache_tests = [cache_oldest_first, cache_get]


# %% wrong: asks what put returns
# loses: wheat-cache-accepts
def left(capacity, calls, keys):
    def test(make):
        cache = make(capacity)
        for operation, key in calls.split():
            if operation == "p":
                cache.put(key, key)
            else:
                {"g": cache.get, "h": cache.has, "d": cache.drop}[operation](key)
        assert set(cache.keys()) == set(keys)

    return test


def cache_put_says_nothing(make):
    cache = make(1)
    cache.put("a", 1)
    assert cache.put("b", 1) is None


def cache_values(make):
    cache = make(3)
    cache.put(0, None)
    cache.put("0", 0)
    cache.put("", "x")
    cache.put("", "y")
    assert [cache.get(0, 9), cache.get("0", 9), cache.get("", 9), cache.get("?", 9)] == [None, 0, "y", 9]
    assert [cache.drop("0"), cache.drop("0")] == [True, False]


cache_tests = [
    left(1, "pa pb", "b"),
    left(2, "pa pb ga pc", "ac"),
    left(2, "pa ga ga pb pc", "bc"),
    left(2, "pa pb ha pc", "bc"),
    left(2, "pa pb pa pc", "ac"),
    left(2, "pa pb pb", "ab"),
    left(1, "gx", ""),
    left(2, "pa pb da pc", "bc"),
    left(2, "pa da pb pa pc", "ac"),
    cache_put_says_nothing,
    cache_values,
    lambda make: refused(make, 0) or 1 / 0,
]


# %% wrong: ours imported
# loses: all
from rounds.worlds.references.caches import Ordered

cache_tests = [lambda make: Ordered(2).keys() == make(2).keys() or 1 / 0]
