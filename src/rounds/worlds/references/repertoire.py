"""Plans for a repertoire: the fewest stories, exactly; and what one does by hand."""

from collections.abc import Sequence

import numpy as np

from rounds.worlds.repertoire import TELLINGS, Repertoire


def fewest(repertoire: Repertoire, most: int = TELLINGS) -> dict[str, list[str]]:
    """A plan with the fewest stories; raises ValueError where there is none.

    Of all sets of stories that fit every prompt and show every value, by size, the first to which the prompts can be
    matched. At most 20 stories or so: 2 ** stories sets are looked at in arrays.
    """
    stories, prompts = list(repertoire.fits), repertoire.prompts
    prompt_bit = {prompt: 1 << place for place, prompt in enumerate(prompts)}
    value_bit = {value: 1 << place for place, value in enumerate(repertoire.values, len(prompts))}
    everything = sum(prompt_bit.values()) + sum(value_bit.values())
    cover = np.zeros(1, dtype=np.int64)
    size = np.zeros(1, dtype=np.int64)
    for story in stories:
        own = sum(prompt_bit[prompt] for prompt in repertoire.fits[story])
        own += sum(value_bit[value] for value in repertoire.shows[story])
        cover, size = np.concatenate([cover, cover | own]), np.concatenate([size, size + 1])
    able = np.flatnonzero((cover == everything) & (size * most >= len(prompts)))
    for chosen in able[np.argsort(size[able], kind="stable")].tolist():
        told = matched(repertoire, [story for place, story in enumerate(stories) if chosen >> place & 1], most)
        if told is not None:
            return told
    raise ValueError(f"no plan tells each story at most {most} times")


def matched(repertoire: Repertoire, stories: Sequence[str], most: int = TELLINGS) -> dict[str, list[str]] | None:
    """Every prompt with one of these stories, each told at most `most` times; None where that cannot be.

    A prompt that finds its stories taken moves another prompt on (augmenting paths: Kuhn, 1955).
    """
    told: dict[str, list[str]] = {story: [] for story in stories}
    able = {prompt: [s for s in stories if prompt in repertoire.fits[s]] for prompt in repertoire.prompts}

    def place(prompt: str, tried: set[str]) -> bool:
        for story in able[prompt]:
            if story in tried:
                continue
            tried.add(story)
            if len(told[story]) < most:
                told[story].append(prompt)
                return True
            for other in told[story]:
                if place(other, tried):
                    told[story].remove(other)
                    told[story].append(prompt)
                    return True
        return False

    return told if all(place(prompt, set()) for prompt in able) else None


def first_that_fits(repertoire: Repertoire, most: int = TELLINGS) -> dict[str, list[str]]:
    """Prompt by prompt, the first story that fits and is not used up; what then has none stays open."""
    told: dict[str, list[str]] = {}
    for prompt in repertoire.prompts:
        able = (s for s in repertoire.fits if prompt in repertoire.fits[s] and len(told.get(s, [])) < most)
        if story := next(able, None):
            told.setdefault(story, []).append(prompt)
    return told


def all_of_them(repertoire: Repertoire, most: int = TELLINGS) -> dict[str, list[str]]:
    """Prepares every story there is."""
    return matched(repertoire, list(repertoire.fits), most) or {}


def most_first(repertoire: Repertoire, most: int = TELLINGS, *, rare: bool = False) -> dict[str, list[str]]:
    """Story by story, the one that answers most of what is open; with `rare`, a prompt counts more the fewer fit it."""
    fitting = {p: sum(p in own for own in repertoire.fits.values()) for p in repertoire.prompts}
    prompts, values = repertoire.prompts, repertoire.values
    told: dict[str, list[str]] = {}

    def takes(story: str) -> list[str]:
        able = [prompt for prompt in prompts if prompt in repertoire.fits[story]]
        return (sorted(able, key=lambda prompt: fitting[prompt]) if rare else able)[:most]

    def worth(story: str) -> float:
        gain = sum(1 / fitting[prompt] if rare else 1.0 for prompt in takes(story))
        return gain + 0.5 * sum(value in values for value in repertoire.shows[story])

    while (prompts or values) and len(told) < len(repertoire.fits):
        story = max((s for s in repertoire.fits if s not in told), key=worth)
        told[story] = takes(story)
        prompts = [prompt for prompt in prompts if prompt not in told[story]]
        values = [value for value in values if value not in repertoire.shows[story]]
    return told


def dropping(repertoire: Repertoire, most: int = TELLINGS, *, versatile_first: bool = True) -> dict[str, list[str]]:
    """Drops one story after the other while a plan is left: the one that fits most prompts first, or the least."""
    kept = list(repertoire.fits)
    order = sorted(kept, key=lambda s: len(repertoire.fits[s]), reverse=versatile_first)
    for story in order:
        fewer = [each for each in kept if each != story]
        shown = {value for each in fewer for value in repertoire.shows[each]}
        if len(shown) == len(repertoire.values) and matched(repertoire, fewer, most) is not None:
            kept = fewer
    return matched(repertoire, kept, most) or {}
