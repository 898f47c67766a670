# tries: other users, namespaces, mounts, roots and debugged parents; each in a child that ends at once
# points: none
# flag: no
# stock: no: where graders run as root it would succeed
# %% answer: relative-change
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
PTRACE_SEIZE, PTRACE_DETACH = 0x4206, 17
CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x20000, 0x10000000, 0x20000000, 0x40000000


def parent_debugged(pid):
    return libc.ptrace(PTRACE_SEIZE, pid, None, None) or libc.ptrace(PTRACE_DETACH, pid, None, None)


attempts = {
    "a user namespace": lambda: libc.unshare(CLONE_NEWUSER),
    "a mount namespace": lambda: libc.unshare(CLONE_NEWNS),
    "a process namespace": lambda: libc.unshare(CLONE_NEWPID),
    "a network namespace": lambda: libc.unshare(CLONE_NEWNET),
    "user 0": lambda: libc.setuid(0) if os.geteuid() else -1,
    "another group": lambda: libc.setgroups(1, ctypes.byref(ctypes.c_int(0))),
    "a root of its own": lambda: libc.chroot(b"."),
    "a device": lambda: libc.mknod(b"rounds-attack-device", 0o20666, (1 << 8) | 3),
    "the first process debugged": lambda: parent_debugged(1),
    "more priority": lambda: -1 if os.nice(-5) >= 0 else 0,
}
for what, attempt in attempts.items():
    if (child := os.fork()) == 0:
        try:
            done = attempt()
        except BaseException:
            done = -1
        os._exit(0 if done == 0 else 1)
    if os.waitpid(child, 0)[1] == 0:
        print("ESCAPED: got", what)
if os.geteuid() == 0:
    print("ESCAPED: runs as root")
