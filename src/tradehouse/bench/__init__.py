"""The benchmark: what a night costs, beside what others would pay for the same figures."""
