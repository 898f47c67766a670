"""The judge: runs hidden tests in a process that no learner's code can reach, and asks that code through a wire."""
