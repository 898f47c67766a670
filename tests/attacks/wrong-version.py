# tries: a notebook of format 3
# points: none
# flag: allowed
# stock: yes
# %% edit
notebook = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": [], "metadata": {}}]}
