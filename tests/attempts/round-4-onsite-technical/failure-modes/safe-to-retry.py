# %% right: three kinds of errors, two dicts
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% right: a table of errors, one dict
ANSWERS = dict.fromkeys(("refused", 408, 425, 429), "never ran")
ANSWERS |= dict.fromkeys(("timeout", "reset", 500, 502, 503, 504), "unknown")


def retry_in(method, error, key=None, retry_after=None):
    repeatable = {"GET": True, "HEAD": True, "PUT": True, "DELETE": True, "POST": False, "PATCH": False}
    if method not in repeatable or (error not in ANSWERS and error not in range(400, 500)):
        raise ValueError(f"retry_in({method!r}, {error!r})")
    repeatable = repeatable[method] or key is not None
    again = {"never ran": True, "unknown": repeatable}.get(ANSWERS.get(error), error == 409 and key is not None)
    if again:
        return 0.0 if retry_after is None else retry_after


class Deduplicator:
    """One dict, from key to (request, answer, when it expires)."""

    def __init__(self, ttl, capacity):
        self.ttl, self.capacity = ttl, capacity
        self.known = {}

    def begin(self, key, request, now):
        for old, (_, _, expires) in list(self.known.items()):
            if expires is not None and expires <= now:
                del self.known[old]
        if key in self.known:
            first, answer, expires = self.known[key]
            if first != request:
                return "mismatch", None
            return ("busy", None) if expires is None else ("stored", answer)
        if len(self.known) == self.capacity:
            return "full", None
        self.known[key] = (request, None, None)
        return "run", None

    def _leave(self, key):
        if key not in self.known or self.known[key][2] is not None:
            raise ValueError(f"{key} is not under way")
        return self.known.pop(key)[0]

    def finish(self, key, answer, now):
        self.known[key] = (self._leave(key), answer, now + self.ttl)

    def release(self, key):
        self._leave(key)


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, everything again
# loses: safe-to-retry-client, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    return retry_after or 0.0


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: lazy, nothing again
# loses: safe-to-retry-client, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    return None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: lazy, only idempotent methods
# loses: safe-to-retry-client, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: lazy, a server without memory
# loses: safe-to-retry-store, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        pass

    def begin(self, key, request, now):
        return "run", None

    def finish(self, key, answer, now):
        pass

    def release(self, key):
        pass


# %% wrong: a 503 is taken for a refusal at the door
# loses: safe-to-retry-client, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429, 503):
        again = True
    elif error in ("timeout", "reset", 500, 502, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: a 503 may go again if it names a time
# loses: safe-to-retry-client
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error == 503 and retry_after is not None:
        again = True
    elif error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: every 409 is final
# loses: safe-to-retry-client, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = False
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: with a key all may go again
# loses: safe-to-retry-client
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: PATCH and POST are told apart
# loses: safe-to-retry-client
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE", "PATCH")
    if not idempotent and method != "POST":
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: DELETE is taken for dangerous
# loses: safe-to-retry-client
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT")
    if not idempotent and method not in ("POST", "PATCH", "DELETE"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: a timeout is taken for a request that was lost
# loses: safe-to-retry-client, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", "timeout", 408, 425, 429):
        again = True
    elif error in ("reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: the server's wait is ignored
# loses: safe-to-retry-client
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return 0.0 if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: what is unknown counts as final
# loses: safe-to-retry-client
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        again = False
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: a full store forgets its oldest key
# loses: safe-to-retry-store, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            if not self.answered:
                return "full", None
            del self.answered[next(iter(self.answered))]
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: a full store turns known keys away too
# loses: safe-to-retry-store, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: memory without a bound
# loses: safe-to-retry-store
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: only what is answered counts against the capacity
# loses: safe-to-retry-store
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: a repeat runs beside the first
# loses: safe-to-retry-store, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return "run", None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key in self.running:
            self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        self.running.pop(key, None)


# %% wrong: the request is not compared
# loses: safe-to-retry-store
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy"), None
        if key in self.answered:
            return "stored", self.answered[key][1]
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: a key lives one moment too long
# loses: safe-to-retry-store
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now <= kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: the time to live begins with the request
# loses: safe-to-retry-store
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key][0] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = (request, now)
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        request, begun = self.running.pop(key)
        self.answered[key] = (request, answer, begun)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: each repeat prolongs the key
# loses: safe-to-retry-store
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            self.answered[key] = (first, answer, now)
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: what is under way expires
# loses: safe-to-retry-store
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        self.begun = getattr(self, "begun", {})
        self.running = {k: r for k, r in self.running.items() if now < self.begun[k] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key], self.begun[key] = request, now
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]


# %% wrong: a released key stays under way
# loses: safe-to-retry-store, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)


# %% wrong: a released key is kept as answered
# loses: safe-to-retry-store, safe-to-retry-once
def retry_in(method, error, key=None, retry_after=None):
    idempotent = method in ("GET", "HEAD", "PUT", "DELETE")
    if not idempotent and method not in ("POST", "PATCH"):
        raise ValueError(method)
    if error in ("refused", 408, 425, 429):
        again = True
    elif error in ("timeout", "reset", 500, 502, 503, 504):
        again = idempotent or key is not None
    elif isinstance(error, int) and 400 <= error < 500:
        again = error == 409 and key is not None
    else:
        raise ValueError(error)
    return (retry_after or 0.0) if again else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), "failed", float("inf"))


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import FullJitter


def retry_in(method, error, key=None, retry_after=None):
    return 0.0 if FullJitter() else None


class Deduplicator:
    def __init__(self, ttl, capacity):
        self.ttl, self.capacity, self.running, self.answered = ttl, capacity, {}, {}

    def begin(self, key, request, now):
        self.answered = {k: kept for k, kept in self.answered.items() if now < kept[2] + self.ttl}
        if key in self.running:
            return ("busy" if self.running[key] == request else "mismatch"), None
        if key in self.answered:
            first, answer, _ = self.answered[key]
            return ("stored", answer) if first == request else ("mismatch", None)
        if len(self.running) + len(self.answered) >= self.capacity:
            return "full", None
        self.running[key] = request
        return "run", None

    def finish(self, key, answer, now):
        if key not in self.running:
            raise ValueError(key)
        self.answered[key] = (self.running.pop(key), answer, now)

    def release(self, key):
        if key not in self.running:
            raise ValueError(key)
        del self.running[key]
