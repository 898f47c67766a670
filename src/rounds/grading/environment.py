"""The environment variables by which a graded kernel knows what is going on."""

NBGRADER = "NBGRADER_EXECUTION"  # nbgrader's own: set while it executes a notebook, and by our engine too
GRADING = "ROUNDS_GRADING"  # set in every kernel of our engine
JUDGING = "ROUNDS_JUDGING"  # set there once tests run: from then on `your_turn` swallows nothing
