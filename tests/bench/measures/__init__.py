"""One module a measure; `tests.bench.frame` finds them by themselves."""
