"""An attacker who reads every number of a shared file and asks an integer programme what it may be.

Unknowns: of each table and line how many people are in each part, and, because means leave too,
how many people changed by how many points. Known: everything shown, that counts are whole, that
all tables are about the same people, and how changes make better, same and worse.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import stats
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from alongside.web.support.outcome_counts import GOAL_PARTS, PARTS, VERDICTS

ALL = "All offers"
LEAST = 5
MIDS = {"phq9": (6, 27), "gad7": (4, 21)}
ROUNDED = 0.05 + 1e-9


class Attack:
    def __init__(self, rows):
        self.rows = {(row["table"], row["offer"]): row for row in rows}
        self.tables = list(dict.fromkeys(row["table"] for row in rows))
        offers = list(dict.fromkeys(row["offer"] for row in rows if row["offer"] != ALL))
        self.offers = offers or [ALL]
        self.names: dict[tuple, int] = {}
        self.equations: list[tuple[dict[int, float], float, float]] = []
        for table in self.tables:
            for offer in self.offers:
                self._unknowns(table, offer)
        for table, offer in self.rows:
            self._counts(table, offer)
            self._means(table, offer)

    def _of(self, *name):
        return self.names.setdefault(name, len(self.names))

    def _lines(self, offer):
        return self.offers if offer == ALL else [offer]

    def _say(self, terms, low, high):
        self.equations.append((terms, low, high))

    def _unknowns(self, table, offer):
        for part in (GOAL_PARTS if table == "goals" else PARTS)["eligible"]:
            self._of(table, offer, part)
        if table == "goals":
            return
        mid, most = MIDS[table]
        kinds = {kind: {self._of(table, offer, kind): -1.0} for kind in VERDICTS}
        for points in range(-most, most + 1):
            kind = "better" if points <= -mid else "worse" if points >= mid else "same"
            kinds[kind][self._of(table, offer, points)] = 1.0
        for terms in kinds.values():
            self._say(terms, 0, 0)

    def _counts(self, table, offer):
        row = self.rows[table, offer]
        sums = GOAL_PARTS if table == "goals" else PARTS
        for column, parts in {**sums, **{part: (part,) for part in sums["eligible"]}}.items():
            shown = row.get(column, "[h]")
            if not shown.isdecimal():
                continue
            terms = {self._of(table, line, p): 1.0 for line in self._lines(offer) for p in parts}
            self._say(terms, int(shown), int(shown))

    def _means(self, table, offer):
        """The sum of changes, and of their squares, as far as one decimal tells."""
        row = self.rows[table, offer]
        values = [row[name] for name in ("mean_change", "ci_low", "ci_high")]
        if table == "goals" or values[0] in ("[h]", "[x]") or not row["paired"].isdecimal():
            return
        n, mean = int(row["paired"]), float(values[0])
        total, squares = {}, {}
        for line in self._lines(offer):
            for points in range(-MIDS[table][1], MIDS[table][1] + 1):
                total[self._of(table, line, points)] = float(points)
                squares[self._of(table, line, points)] = float(points**2)
        sums = n * (mean - ROUNDED), n * (mean + ROUNDED)
        self._say(total, *sums)
        if values[1] == "[x]":
            return
        reach = (float(values[2]) - float(values[1])) / 2
        factor = stats.t.ppf(0.975, n - 1) / math.sqrt(n)
        low, high = max(0, reach - ROUNDED) / factor, (reach + ROUNDED) / factor
        edges = [one**2 / n for one in sums]
        least = 0 if sums[0] <= 0 <= sums[1] else min(edges)
        self._say(squares, (n - 1) * low**2 + least - 1e-6, (n - 1) * high**2 + max(edges) + 1e-6)

    def may_be(self, table, offer, part, people=LEAST):
        """Whether anything shown forbids that this part holds so many or more."""
        width = len(self.names)
        left = np.zeros((len(self.equations), width))
        low, high = np.zeros(len(self.equations)), np.zeros(len(self.equations))
        for at, (terms, *ends) in enumerate(self.equations):
            for unknown, factor in terms.items():
                left[at, unknown] = factor
            low[at], high[at] = ends
        fewest = np.zeros(width)
        fewest[self.names[table, offer, part]] = people
        answer = milp(
            np.zeros(width), constraints=LinearConstraint(csr_array(left), low, high),
            bounds=Bounds(fewest, np.inf), integrality=np.ones(width),
            options={"time_limit": 60, "mip_rel_gap": 1},
        )  # fmt: skip
        assert answer.status in (0, 2), answer.message
        return answer.status == 0
