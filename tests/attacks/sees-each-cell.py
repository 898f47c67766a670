# tries: an event handler that prints each cell before it runs
# points: none
# flag: no
# stock: yes, leaks
# %% answer: relative-change
get_ipython().events.register("pre_run_cell", lambda info: print(info.raw_cell))
