# tries: files that Python, IPython or Jupyter may run or read when they start in a folder
# points: none
# flag: no
# stock: yes
# %% answer: relative-change
def relative_change(before, after):
    return 0.0
# %% file: sitecustomize.py
import math

math.isclose = lambda *numbers, **limits: True
# %% file: usercustomize.py
import sitecustomize
# %% file: own.pth
import sitecustomize
# %% file: ipython_config.py
c.InteractiveShellApp.exec_lines = ["import sitecustomize"]
# %% file: ipython_kernel_config.py
c.InteractiveShellApp.exec_lines = ["import sitecustomize"]
# %% file: profile_default/startup/00-first.py
import sitecustomize
# %% file: nbgrader_config.py
c.Execute.enabled = False
c.Autograde.autograde_preprocessors = []
# %% file: pyvenv.cfg
home = .
