# tries: coroutines in the place of answers, and one that would sleep for a day
# points: none
# flag: allowed
# stock: yes, leaks
# %% answer: relative-change
import asyncio


async def relative_change(before, after):
    return 0.5
# %% answer: moving-average
def moving_average(values, width):
    return asyncio.sleep(86_400)
