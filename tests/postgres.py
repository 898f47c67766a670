"""A PostgreSQL server of the tests' own, on a port of the loopback interface, that ends with them."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers import free_port, wait_until


def programs() -> Path | None:
    """The folder of the server's programs; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


@contextmanager
def server(folder: Path, where: Path) -> Iterator[str]:
    """Run a server with its data in `folder`; yields the address of its maintenance database, for SQLAlchemy."""
    user, prefix = _unprivileged()
    folder.mkdir()
    if prefix:
        os.chown(folder, user.pw_uid, user.pw_gid)
        for each in folder.parents:
            if each.stat().st_uid == os.getuid():
                each.chmod(each.stat().st_mode | 0o011)
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), "TZ": "UTC"}
    data, port = folder / "data", free_port()
    words = [*prefix, str(where / "initdb"), "-D", str(data), "-U", "rounds", "-A", "trust", "--no-sync"]
    subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True)
    options = ["-h", "127.0.0.1", "-p", str(port), "-k", str(folder), "-c", "fsync=off"]
    with (folder.parent / "postgres.log").open("wb") as log:
        process = subprocess.Popen(
            [*prefix, str(where / "postgres"), "-D", str(data), *options],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        ready = [str(where / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)]
        wait_until(
            lambda: subprocess.run(ready, env=environment, capture_output=True, check=False).returncode == 0,
            30,
            "PostgreSQL to answer",
        )
        yield f"postgresql+psycopg://rounds:secret@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(30)


def _unprivileged() -> tuple[pwd.struct_passwd, list[str]]:
    """Somebody who is not root, as PostgreSQL demands, and the words to put before a command that they run."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()), []
    user = pwd.getpwnam("nobody")
    ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    # The server goes with the tests, whatever ends them.
    return user, ["setpriv", *ids, "--pdeathsig", "TERM", "--"]
