"""The luck of messages by address: (seed, purpose, link, message number on that link)."""

from enum import IntEnum

from rounds.sim.draws import GOLDEN, mix


class Luck(IntEnum):
    """What a number is for; numbers of different purposes are independent, of each other and of `draws.Purpose`."""

    LOSS = 101
    DELAY = 102
    DUPLICATE = 103
    SECOND_DELAY = 104
    EVENT = 105
    REQUEST_TIME = 106
    REQUEST_KIND = 107
    REQUEST_PLACE = 108
    SKEW = 109


class Dice:
    """The uniform numbers in [0, 1) of one link, or of one node: `dice.roll(purpose, number)`.

    They depend on the names, not on what else is in the network. Single numbers, as a network has many links with few
    messages each; `draws.uniforms` computes blocks.
    """

    def __init__(self, seed: int, *names: str) -> None:
        key = mix(seed + GOLDEN)
        for byte in "\0".join(names).encode():
            key = mix(key + byte * GOLDEN)
        self._keys = {purpose: mix(key + purpose * GOLDEN) for purpose in Luck}

    def roll(self, purpose: Luck, number: int) -> float:
        """The number of one message (or event) of the link (or node)."""
        return float(mix(self._keys[purpose] + (number + 1) * GOLDEN) >> 11) * 2.0**-53
