# tries: handlers of garbage collection and of the end of the process, which run when nobody watches
# points: none
# flag: allowed
# stock: yes, leaks
# %% answer: relative-change
import atexit
import gc
import json
import sys
import weakref

targets = json.load(open("targets.json"))


def look(*event):
    try:
        print(open(targets["secret"]).read())
    except OSError:
        pass


gc.callbacks.append(look)
atexit.register(look)
sys.excepthook = sys.unraisablehook = sys.displayhook = look
finalizer = weakref.finalize(look, print)


def relative_change(before, after):
    gc.collect()
