# tries: the same with a module that raises, so that the course seems to be at fault; Jupyter finds Python's own first
# notebook: careless
# points: quality 3, settle 0, pick 0
# flag: allowed
# stock: yes
# %% right: quality
# %% file: sched.py
raise SystemExit("no schedule today")
