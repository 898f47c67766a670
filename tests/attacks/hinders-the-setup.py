# tries: the same with a module that raises, so that the course's own setup cell seems to be at fault
# notebook: careless
# points: none
# flag: allowed
# stock: yes
# %% right: quality
# %% file: sched.py
raise SystemExit("no schedule today")
