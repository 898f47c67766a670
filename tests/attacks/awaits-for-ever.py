# tries: an `await` at the top of a cell that is never done
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: yes, 0 points
# %% right: moving-average
# %% answer: relative-change
import asyncio

await asyncio.sleep(40)
