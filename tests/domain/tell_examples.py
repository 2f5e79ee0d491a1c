"""Writes anew what the examples tell; read every line of the difference before keeping it."""

import examples_of_both_sides
import examples_of_budgets
import examples_of_rankings
import examples_of_sums
from examples_told import FOLDER, told

if __name__ == "__main__":
    examples = (
        *examples_of_both_sides.EXAMPLES,
        *examples_of_budgets.EXAMPLES,
        *examples_of_rankings.EXAMPLES,
        *examples_of_sums.EXAMPLES,
    )
    FOLDER.mkdir(exist_ok=True)
    for rule in sorted({example.rule for example in examples}):
        texts = [told(example) for example in examples if example.rule == rule]
        (FOLDER / f"{rule}.txt").write_text("".join(texts), "utf-8")
