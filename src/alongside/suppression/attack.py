"""What a reader can work out from the counts that are shown, exactly and in whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush

from alongside.suppression.layout import Arc, Figure, Point

Price = Callable[[Figure], int | None]
_Step = tuple[Figure, int]  # a count, and whether it grows (1) or shrinks (-1)


class Reader:
    """Knows how the counts add up and that none is below nought, and asks what could be."""

    def __init__(self, arcs: Mapping[Figure, Arc]) -> None:
        self._arcs = arcs
        self._next: dict[Point, list[tuple[Point, _Step]]] = {}
        for figure in sorted(arcs):
            arc = arcs[figure]
            self._next.setdefault(arc.tail, []).append((arc.head, (figure, 1)))
            self._next.setdefault(arc.head, []).append((arc.tail, (figure, -1)))

    def raise_to(self, figure: Figure, wanted: int, price: Price) -> set[Figure] | None:
        """The counts that must move together for this one to be `wanted`, at a low price.

        `price` says what it costs that a count may move; None: it may not. Answers None when
        no other counts, moved in any way that adds up, allow it.
        """
        arc = self._arcs[figure]
        people = {name: each.people for name, each in self._arcs.items()}
        moved: set[Figure] = set()

        def cost(name: Figure) -> int | None:
            return 0 if name in moved else price(name)

        while people[figure] < wanted:
            way = self._cheapest_way(arc.head, arc.tail, figure, people, cost)
            if way is None:
                return None
            room = [people[name] for name, sign in way if sign < 0]
            step = min([wanted - people[figure], *room])
            for name, sign in way:
                people[name] += sign * step
            people[figure] += step
            moved.update(name for name, _ in way)
        return moved

    def _cheapest_way(
        self, start: Point, goal: Point, without: Figure, people: Mapping[Figure, int], cost: Price
    ) -> list[_Step] | None:
        """Dijkstra. Equal prices are settled by the names of the points."""
        best: dict[Point, int] = {start: 0}
        came: dict[Point, tuple[Point, _Step]] = {}
        done: set[Point] = set()
        waiting = [(0, start)]
        while waiting:
            spent, here = heappop(waiting)
            if here == goal:
                return _walk_back(came, start, goal)
            if here in done:
                continue
            done.add(here)
            for there, (name, sign) in self._next[here]:
                price = None if name == without or (sign < 0 and not people[name]) else cost(name)
                if price is None or there in done:
                    continue
                if there not in best or spent + price < best[there]:
                    best[there] = spent + price
                    came[there] = (here, (name, sign))
                    heappush(waiting, (spent + price, there))
        return None


def _walk_back(came: Mapping[Point, tuple[Point, _Step]], start: Point, goal: Point) -> list[_Step]:
    way = []
    here = goal
    while here != start:
        here, step = came[here]
        way.append(step)
    return way
