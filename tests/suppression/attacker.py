"""An attacker who knows nothing of our code: an integer programme over every number shown.

Its unknowns are the parts of every row of the table. Each shown count is one equation. For each
part that is truly small it asks a solver whether the part could be `least` or more.
"""

from itertools import chain

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array

from alongside.suppression.layout import OUTCOME_SUMS

IMPOSSIBLE, ENDLESS, EITHER = 2, 3, 4  # the solver's words; EITHER: one of the other two


def equations(table, shown, sums=OUTCOME_SUMS, total="all"):
    """Coefficients and values of what a reader sees, merged pieces with it."""
    parts = max(sums.values(), key=len)
    unknowns = {cell: n for n, cell in enumerate((row, part) for row in table for part in parts)}
    held = {**{part: (part,) for part in parts}, **sums}
    seen = [
        (row, held[column], count)
        for row, columns in shown.rows.items()
        for column, count in columns.items()
        if count is not None
    ]
    seen += [
        (row, shown.hidden_parts(row), shown.merged(row))
        for row in shown.rows
        if shown.merged(row) is not None
    ]
    left = np.zeros((len(seen), len(unknowns)))
    for at, (row, columns, _) in enumerate(seen):
        for name in table if row == total else [row]:
            for column in columns:
                left[at, unknowns[name, column]] = 1
    return unknowns, left, np.array([count for *_, count in seen], dtype=float)


def small_parts(table, least=5):
    return [(r, p) for r, row in table.items() for p, n in row.items() if 0 < n < least]


def solve(left, right, low, aim=None):
    """The solver's answer: unknowns are whole and at least `low`."""
    if not len(right):
        left, right = np.zeros((1, len(low))), np.zeros(1)
    aim = np.zeros(len(low)) if aim is None else aim
    rule = LinearConstraint(csr_array(left), right, right)
    whole = np.ones(len(low))
    answer = milp(aim, constraints=rule, bounds=Bounds(low, np.inf), integrality=whole)
    assert answer.status in ((0, IMPOSSIBLE, ENDLESS, EITHER) if aim.any() else (0, IMPOSSIBLE))
    return answer


def questions(table, shown, least=5, **names):
    """One system of equations for each small part, in which that part is `least` or more."""
    unknowns, left, right = equations(table, shown, **names)
    for cell in small_parts(table, least):
        low = np.zeros(len(unknowns))
        low[unknowns[cell]] = least
        yield cell, left, right, low


def found_out(table, shown, least=5, **names):
    """The small parts of which a reader can tell that they are small."""
    asked = questions(table, shown, least, **names)
    return [cell for cell, *system in asked if solve(*system).status == IMPOSSIBLE]


def all_withstand(pairs, least=5):
    """Whether none of many (table, shown) is found out: all questions in one programme."""
    asked = list(chain.from_iterable(questions(*pair, least) for pair in pairs))
    lefts = [left for _, left, *_ in asked if len(left)]
    rights = [right for _, left, right, _ in asked if len(left)]
    lows = [low for _, left, _, low in asked if len(left)]
    if not lefts:
        return True
    answer = solve(block_diag(lefts, format="csr"), np.concatenate(rights), np.concatenate(lows))
    return answer.status == 0


def range_of(table, shown, group):
    """The fewest and the most people that a group of parts may hold, for all a reader knows."""
    unknowns, left, right = equations(table, shown)
    aim = np.zeros(len(unknowns))
    for cell in group:
        aim[unknowns[cell]] = 1
    low = np.zeros(len(unknowns))
    fewest = solve(left, right, low, aim)
    most = solve(left, right, low, -aim)
    return round(fewest.fun), round(-most.fun) if most.status == 0 else np.inf
