# tries: to write into the Python that everybody uses: packages, bytecode, start-up files
# points: none
# flag: no
# stock: no: it would say that it can, which nobody doubts
# %% answer: relative-change
import os
import site
import sys

import numpy

places = [os.path.dirname(numpy.__file__), os.path.dirname(os.__file__), sys.prefix, *site.getsitepackages(), "/etc", "/usr"]
places += [os.path.dirname(sys.executable), *[path for path in sys.path if os.path.isdir(path) and path != os.getcwd()]]
for place in places:
    if os.access(place, os.W_OK):
        print("ESCAPED: may write in", place)
