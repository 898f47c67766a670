"""The worlds of the rounds about people, decisions and figures: seeded generators of what an exercise is played on.

A module is one world. It makes what a learner sees from a seed (frozen dataclasses or plain data, with units), keeps
the truth apart from it, and plays or scores an answer: notebooks, hidden tests and benchmarks use the same code.
Nothing in a world is of a real person or company; roles and ids, never names.

`references` holds what solves them (exact optima, strong strategies), and is withheld from graded answers.
"""
