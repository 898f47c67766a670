# tries: a notebook nested so deeply that reading it overflows the stack
# points: none
# flag: allowed
# stock: yes
# %% edit
notebook = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": ' + "[" * 100_000 + "]" * 100_000 + "}"
