"""Placing figures whose columns are lost, by the sums the form states, all rows of a table together.

A row with fewer figures than columns has several possible placements.  Each is judged by the sums across
the row and down the columns it would satisfy; the table as a whole is improved move by move until no
move helps.  Violations are counted, so one wrong figure cannot pull the others out of their columns.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import attrs

from gouji.reading.plain.blame import MANY, explained

MAX_CANDIDATES = 1000
MAX_SWEEPS = 12
MAX_NODES = 60_000
MAX_LOOKS = 150_000
"""Looks at rows while placements of one table are improved; tables with few errors take a few thousand."""
VIOLATED = 1000
SIZE = 100
"""Added to a violation at most, by its size."""
STATED_ELSEWHERE = 600
UNPAIRED = SIZE
"""Added to a placement with violations for each pair of columns of which one is filled."""


class Sum(NamedTuple):
    """``values[target] = sum(sign * values[part])`` over columns of a row or rows of a column."""

    target: int
    parts: tuple[tuple[int, int], ...]


@attrs.define
class PlacedRow:
    """A row being placed.

    Attributes:
        figures: Printed figures in order, in hundredths of the unit; ``None`` if unreadable.
        columns: Column index of each figure.
        unsure: Another placement fits as well.
        inferred: It had fewer figures than columns.
    """

    figures: tuple[int | None, ...]
    columns: tuple[int, ...]
    unsure: bool = False
    inferred: bool = False


_SEPARATED = re.compile(r"-?\d[\d,，]*\.\d{1,2}")
"""An amount but for where its separators stand."""


def hundredths(text: str) -> int | None:
    """Return a printed figure in hundredths, ``None`` if it is no figure.

    Where separators of thousands stand wrongly (``1,37.64``) the digits still tell in which column it belongs; its
    value stays unknown.
    """
    from gouji.model import parse_quantity

    value = parse_quantity(text).value
    if value is None and _SEPARATED.fullmatch(text.strip()):
        value = parse_quantity(text.replace(",", "").replace("，", "")).value
    return None if value is None else int((value * 100).to_integral_value())


def place(
    rows: Sequence[tuple[int | None, ...]],
    width: int,
    row_sums: Sequence[Sum],
    column_sums: Sequence[Sum],
    children: dict[int, list[int]] | None = None,
    pairs: Sequence[tuple[int, int]] = (),
    expected: Mapping[tuple[int, int], int | None] | None = None,
    rare: frozenset[int] = frozenset(),
    shown: Mapping[int, tuple[int, ...]] | None = None,
) -> list[PlacedRow]:
    """Choose the columns of every row's figures.

    Args:
        rows: Figures of each row in printed order; at most ``width`` each.
        width: Number of columns.
        row_sums: Sums over column indices that hold in every row.
        column_sums: Sums over row indices that hold in every column.
        children: Row → rows below it, for moving a branch as one.
        pairs: Columns that speak of one item (its budget and its final): of equally good placements the
            one in which both are filled or both are zero is likelier.
        expected: (row, column) → value that another table states for the cell, ``None`` if it leaves it blank.
        rare: Columns that most forms leave blank.
        shown: Row → columns of its figures, where their position shows them: nothing is inferred there.

    Returns:
        One placement a row, in order.
    """
    board = _Board(
        rows, width, row_sums, column_sums, children or {}, pairs, expected or {}, rare, shown or {}
    )
    board.settle()
    return board.result()


class _Board:
    def __init__(
        self,
        rows: Sequence[tuple[int | None, ...]],
        width: int,
        row_sums: Sequence[Sum],
        column_sums: Sequence[Sum],
        children: dict[int, list[int]],
        pairs: Sequence[tuple[int, int]],
        expected: Mapping[tuple[int, int], int | None],
        rare: frozenset[int],
        shown: Mapping[int, tuple[int, ...]],
    ) -> None:
        self.rows = rows
        self.pairs = pairs
        self.expected = expected
        self.rare = rare
        self.shown = shown
        self.width = width
        self.row_sums = row_sums
        self.column_sums = column_sums
        self.children = children
        self.looks = 0
        self.touching: dict[int, list[Sum]] = {i: [] for i in range(len(rows))}
        for total in column_sums:
            for index in {total.target, *(p for _, p in total.parts)}:
                self.touching[index].append(total)
        self.choices = [self._choices(i, figures) for i, figures in enumerate(rows)]
        self.chosen = [choices[0][1] for choices in self.choices]
        self._start()
        self.values = [self._spread(i, self.chosen[i]) for i in range(len(rows))]

    def _choices(self, row: int, figures: tuple[int | None, ...]) -> list[tuple[int, tuple[int, ...]]]:
        """Return (cost, columns) of every placement of a row, cheapest first."""
        if row in self.shown:
            return [(0, self.shown[row])]
        count = min(len(figures), self.width)
        combos = itertools.islice(itertools.combinations(range(self.width), count), MAX_CANDIDATES)
        scored = []
        for columns in combos:
            values: list[int | None] = [0] * self.width
            for column, figure in zip(columns, figures, strict=False):
                values[column] = figure
            cost = sum(_cost(s, values) for s in self.row_sums)
            if cost >= 2 * VIOLATED:
                cost -= VIOLATED * explained(self._failing_across(row, values, columns))
            for (at, column), value in self.expected.items():
                if at == row and (own := values[column]) is not None:
                    gap = abs(own - (value or 0))
                    # Off by a rounding is no objection, yet of two places the one that agrees is right; a zero is
                    # printed where the other table prints one.
                    cost += STATED_ELSEWHERE if gap > 1 else gap or (value is None and column in columns)
            if cost >= VIOLATED:
                # Where no placement is free of errors, one that fills a budget without its final supposes more.
                cost += UNPAIRED * self._unpaired(figures, columns)
            scored.append((cost, columns))
        scored.sort(key=lambda pair: (pair[0], *self._oddity(figures, pair[1])))
        return scored

    def _failing_across(
        self, row: int, values: Sequence[int | None], columns: Sequence[int]
    ) -> list[dict[tuple[int, int], int]]:
        """Return the corrections of every sum across a row that fails."""
        found = []
        for total in self.row_sums:
            gap = _gap(total, values)
            if gap:
                printed = [(sign, part) for sign, part in total.parts if part in columns]
                wanted = {(row, part): sign * gap for sign, part in printed}
                if total.target in columns:
                    wanted[row, total.target] = -gap
                found.append(wanted)
        return found

    def _failing(self) -> list[dict[tuple[int, int], int]]:
        """Return the corrections of every sum of the table that fails; the sums of one row count once."""
        found: list[dict[tuple[int, int], int]] = []
        self.looks += len(self.values)
        for row, values in enumerate(self.values):
            if len(found) > MANY:
                return found  # wrong all over
            across = self._failing_across(row, values, self.chosen[row])
            if across:
                # Together they cost one already if a figure explains them (see _choices).
                found.append({cell: wanted for own in across for cell, wanted in own.items()})
        for total in self.column_sums:
            members = [(sign, part) for sign, part in total.parts]
            self.looks += len(members)
            for column in range(self.width):
                values = [row[column] for row in self.values]
                gap = _gap(total, values)
                if gap:
                    wanted = {(p, column): sign * gap for sign, p in members if column in self.chosen[p]}
                    if column in self.chosen[total.target]:
                        wanted[total.target, column] = -gap
                    found.append(wanted)
        return found

    def _oddity(self, figures: tuple[int | None, ...], columns: tuple[int, ...]) -> tuple[object, ...]:
        """Rank placements that fit equally well: paired columns alike, rare columns blank, leftmost."""
        odd = sum(c in self.rare for c, f in zip(columns, figures, strict=False) if f)
        return (self._unpaired(figures, columns), odd, columns)

    def _unpaired(self, figures: tuple[int | None, ...], columns: tuple[int, ...]) -> int:
        """Count pairs of which one is filled and the other is not."""
        if not self.pairs:
            return 0
        filled = {c for c, f in zip(columns, figures, strict=False) if f}
        return sum((a in filled) != (b in filled) for a, b in self.pairs)

    def _start(self) -> None:
        """Prefer, among equally cheap placements, columns that certain rows of the table use."""
        usage = [0] * self.width
        for choices in self.choices:
            best = [c for cost, c in choices if cost == choices[0][0]]
            if len(best) == 1:
                for column in best[0]:
                    usage[column] += 1
        self.usage = usage
        for i, choices in enumerate(self.choices):
            best = [c for cost, c in choices if cost == choices[0][0]]
            figures = self.rows[i]
            self.chosen[i] = min(
                best, key=lambda c: (-sum(min(usage[k], 1) for k in c), *self._oddity(figures, c))
            )

    def _spread(self, row: int, columns: tuple[int, ...]) -> list[int | None]:
        values: list[int | None] = [0] * self.width
        for column, figure in zip(columns, self.rows[row], strict=False):
            values[column] = figure
        return values

    def _column_cost(self, rows: set[int]) -> int:
        seen: dict[int, Sum] = {}
        for row in rows:
            for total in self.touching[row]:
                seen[id(total)] = total
        cost = 0
        for total in seen.values():
            self.looks += len(total.parts)
            cost += _cost_down(total, self.values)
        return cost

    def _row_cost(self, row: int, columns: tuple[int, ...]) -> int:
        return next(cost for cost, c in self.choices[row] if c == columns)

    def _rarity(self, columns: tuple[int, ...]) -> int:
        return sum(1 for c in columns if not self.usage[c])

    def settle(self) -> None:
        """Go down the hierarchy first, then improve by single rows and whole branches until nothing helps."""
        self._descend()
        order = [i for i, choices in enumerate(self.choices) if len(choices) > 1]
        for _ in range(MAX_SWEEPS):
            moved = False
            for row in order:
                if self.looks > MAX_LOOKS:
                    return
                moved |= self._improve(row)
            if not moved:
                return

    def _descend(self) -> None:
        """From each total down: choose its parts' columns together, so that as many columns as can add up."""
        for total in self._from_the_top():
            allowed = set(self.chosen[total.target])
            members = [part for _, part in total.parts]
            options = []
            for row in members:
                cheapest = self.choices[row][0][0]
                equal = [c for cost, c in self.choices[row] if cost == cheapest]
                options.append([c for c in equal if allowed.issuperset(c)] or equal)
            if any(sign < 0 for sign, _ in total.parts):
                continue
            alone = all(len(choices) == 1 for choices in options)
            found = [choices[0] for choices in options] if alone else _Group(self, total, options).best()
            for row, columns in zip(members, found, strict=True):
                self._set([row], columns)

    def _from_the_top(self) -> list[Sum]:
        """Return the column sums, totals before their parts' own sums."""
        part_of = {part: total.target for total in self.column_sums for _, part in total.parts}

        def depth(row: int) -> int:
            steps = 0
            while row in part_of and steps < 10:
                row, steps = part_of[row], steps + 1
            return steps

        return sorted(self.column_sums, key=lambda total: depth(total.target))

    def _branch(self, row: int) -> list[int]:
        """Return the row and the rows below it that are placed alike."""
        found = [row]
        for below in self.children.get(row, ()):
            alike = len(self.rows[below]) == len(self.rows[row]) and self.chosen[below] == self.chosen[row]
            if alike and below not in self.shown:
                found += self._branch(below)
        return found

    def _improve(self, row: int) -> bool:
        groups = [[row]]
        branch = self._branch(row)
        if len(branch) > 1:
            groups.append(branch)
        for group in groups:
            before = {i: self.chosen[i] for i in group}
            members = set(group)
            best = (self._total(members), self._rarity(self.chosen[row]))
            if best == (0, 0):
                continue  # nothing fits better
            limit = best[0]
            fails = limit >= VIOLATED
            if fails:
                best = (best[0] - VIOLATED * explained(self._failing()), best[1])
            best_columns = self.chosen[row]
            for cost, columns in self.choices[row]:
                if cost > (limit if fails else best[0]):
                    break  # nor does any that follows: they go by what the row alone says against them
                if columns == before[row]:
                    continue
                self._set(group, columns)
                score = (self._total(members), self._rarity(columns))
                if fails:
                    score = (score[0] - VIOLATED * explained(self._failing()), score[1])
                if score < best:
                    best, best_columns = score, columns
            for i, columns in before.items():
                self._set([i], columns)
            if best_columns != before[row]:
                self._set(group, best_columns)
                return True
        return False

    def _set(self, group: list[int], columns: tuple[int, ...]) -> None:
        for i in group:
            self.chosen[i] = columns
            self.values[i] = self._spread(i, columns)

    def _total(self, rows: set[int]) -> int:
        return sum(self._row_cost(i, self.chosen[i]) for i in rows) + self._column_cost(rows)

    def result(self) -> list[PlacedRow]:
        placed = []
        for i, figures in enumerate(self.rows):
            inferred = len(figures) < self.width and i not in self.shown
            unsure = False
            if inferred and figures and self.looks > MAX_LOOKS:
                unsure = len(self.choices[i]) > 1  # not all was tried
            elif inferred and figures:
                here = self._total({i})
                current = self.chosen[i]
                for cost, columns in self.choices[i]:
                    if cost > here:
                        break
                    if columns != current:
                        self._set([i], columns)
                        unsure |= self._total({i}) <= here
                        self._set([i], current)
                        if unsure:
                            break
            placed.append(PlacedRow(tuple(figures[: self.width]), self.chosen[i], unsure, inferred))
        return placed


class _Group:
    """Chooses the columns of a total's parts together by a bounded search."""

    def __init__(self, board: _Board, total: Sum, options: list[list[tuple[int, ...]]]) -> None:
        self.board = board
        self.total = total
        self.options = options
        self.members = [part for _, part in total.parts]
        self.target = [value or 0 for value in board.values[total.target]]
        self.slack = len(self.members) + 1
        self.positive = all((f or 0) >= 0 for row in self.members for f in board.rows[row])
        self.nodes = 0
        self.best_cost: tuple[int, int] | None = None
        self.best_choice = [choices[0] for choices in options]

    def best(self) -> list[tuple[int, ...]]:
        """Return one placement a part: fewest columns that do not add up, then the smallest differences."""
        self._search(0, [0] * self.board.width, [])
        return self.best_choice

    def _search(self, depth: int, sums: list[int], chosen: list[tuple[int, ...]]) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or (self.best_cost is not None and self.best_cost[0] == 0):
            return
        if self.positive and self.best_cost is not None:
            over = sum(2 * (s - t) > self.slack for s, t in zip(sums, self.target, strict=True))
            if over > self.best_cost[0]:
                return
        if depth == len(self.members):
            gaps = [abs(s - t) for s, t in zip(sums, self.target, strict=True)]
            cost = (sum(2 * g > self.slack for g in gaps), sum(gaps))
            if self.best_cost is None or cost < self.best_cost:
                self.best_cost, self.best_choice = cost, list(chosen)
            return
        figures = self.board.rows[self.members[depth]]
        for columns in self.options[depth]:
            for column, figure in zip(columns, figures, strict=False):
                sums[column] += figure or 0
            self._search(depth + 1, sums, [*chosen, columns])
            for column, figure in zip(columns, figures, strict=False):
                sums[column] -= figure or 0


def _penalty(difference: int, terms: int, size: int) -> int:
    """Return 0 within rounding, else a violation plus a little for its size, so that moves can approach."""
    if abs(difference) * 2 <= terms + 1:
        return 0
    return VIOLATED + min(SIZE, abs(difference) * SIZE // max(1, size))


def _gap(total: Sum, values: Sequence[int | None]) -> int:
    """Return target less parts where a sum fails, 0 where it holds or is not known."""
    target = values[total.target]
    if target is None:
        return 0
    result = 0
    for sign, part in total.parts:
        value = values[part]
        if value is None:
            return 0
        result += sign * value
    gap = target - result
    return gap if abs(gap) * 2 > len(total.parts) + 1 else 0


def _cost(total: Sum, values: Sequence[int | None]) -> int:
    target = values[total.target]
    if target is None:
        return 0
    result = 0
    for sign, part in total.parts:
        value = values[part]
        if value is None:
            return 0
        result += sign * value
    cost = _penalty(target - result, len(total.parts), max(abs(target), abs(result)))
    if not target and not cost and any(values[part] for _, part in total.parts):
        # Parts that cancel to an unprinted total: no form prints parts without their total, but a balance of
        # nothing (年末 = 年初 + 收入 - 支出) is left blank by most.
        signed = any(sign < 0 for sign, _ in total.parts)
        cost = SIZE if signed else VIOLATED + SIZE
    return cost


def _cost_down(total: Sum, rows: Sequence[Sequence[int | None]]) -> int:
    """Return what the columns say against a sum of rows."""
    cost = 0
    terms = len(total.parts)
    parts = [(sign, rows[part]) for sign, part in total.parts]
    for column, target in enumerate(rows[total.target]):
        if target is None:
            continue
        result = 0
        for sign, row in parts:
            value = row[column]
            if value is None:
                break
            result += sign * value
        else:
            if target != result:
                cost += _penalty(target - result, terms, max(abs(target), abs(result)))
    return cost
