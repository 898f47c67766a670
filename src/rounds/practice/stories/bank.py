"""Where stories are kept: `.rounds/stories.json` in the course, which git ignores. Written beside and renamed."""

import json
import re
from pathlib import Path

from rounds.errors import RoundsError, UnknownName
from rounds.files import FileError, fault, state_folder, write_atomic
from rounds.practice.stories.story import Story, as_json, of_json

BANK = ".rounds/stories.json"


def read(root: Path) -> tuple[Story, ...]:
    """All stories, in the order in which they were begun. Raises FileError for a file that cannot be read."""
    path = root / BANK
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return tuple(map(of_json, said["stories"]))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise fault(error, path) from None
    except (ValueError, KeyError, TypeError):
        raise FileError(f"{path} is not a story bank. Mend it or move it away; nothing was changed.") from None
    except RoundsError as error:
        raise FileError(f"{path} has {error}. Mend it or move it away; nothing was changed.") from None


def find(root: Path, name: str) -> Story:
    """The story with this id; raises UnknownName."""
    return _found(read(root), name)


def keep(root: Path, story: Story) -> None:
    """Put a story in the bank, in the place of the one with its id where there is one."""
    stories = {each.id: each for each in read(root)}
    _write(root, {**stories, story.id: story})


def drop(root: Path, name: str) -> Story:
    """Take a story out of the bank and return it; raises UnknownName."""
    stories = read(root)
    story = _found(stories, name)
    _write(root, {each.id: each for each in stories if each is not story})
    return story


def free_id(root: Path, title: str) -> str:
    """An id made of a title that no story has yet."""
    taken = {story.id for story in read(root)}
    plain = "-".join(re.findall(r"[^\W_]+", title.casefold())[:5]) or "story"
    return next(name for name in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _found(stories: tuple[Story, ...], name: str) -> Story:
    for story in stories:
        if story.id == name:
            return story
    raise UnknownName("story", name, [story.id for story in stories])


def _write(root: Path, stories: dict[str, Story]) -> None:
    state_folder(root)
    said = {"stories": [as_json(story) for story in stories.values()]}
    write_atomic(root / BANK, json.dumps(said, ensure_ascii=False, indent=1) + "\n")
