# tries: magics that run files, load extensions and change how cells run
# points: none
# flag: no
# stock: yes, 5 points
# %% answer: relative-change
%load_ext helpful
%run helpful.py
%autoawait off
%xmode Minimal
# %% file: helpful.py
def load_ipython_extension(shell):
    shell.input_transformers_post.append(lambda lines: [])
