"""The one exception the command line turns into a message."""


class TradehouseError(Exception):
    """A failure the user can act on.

    Args:
        problem: What went wrong, in one sentence.
        next_step: What to do about it, in one sentence.
    """

    def __init__(self, problem: str, next_step: str) -> None:
        super().__init__(f"{problem}\nNext step: {next_step}")
        self.problem = problem
        self.next_step = next_step
