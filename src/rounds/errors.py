"""The errors that users of Rounds can meet: each message says what is wrong and what to do about it."""


class RoundsError(Exception):
    """A fault that the user can do something about; the command line prints its message without a traceback.

    The message is one or two plain sentences: what is wrong, and what to do. Subclasses exist where a caller
    wants to tell one fault from another, not for decoration.
    """


class UnknownName(RoundsError):
    """A name that is not among the known ones; the message lists those, the likeliest first."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        from difflib import get_close_matches

        close = get_close_matches(name, known, n=1)
        guess = f" Did you mean {close[0]!r}?" if close else ""
        super().__init__(f"There is no {kind} called {name!r}.{guess} Known: {', '.join(known)}.")
        self.kind, self.name, self.known = kind, name, known
