"""What solves the worlds, to measure answers against: exact optima, strong strategies. Withheld from answers."""
