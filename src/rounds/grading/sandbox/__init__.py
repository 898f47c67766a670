"""Where learners' code runs: a process of its own, forked from a warm one, that reaches nothing but its own files."""
