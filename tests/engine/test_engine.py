"""Every engine, worker count and chunk size gives the same results in the same order."""

from functools import partial

import pytest

from newsgen.engine import engine
from newsgen.engine.pool import AHEAD


def scaled(factor, number):
    return factor * number


def failing(number):
    if number == 5:
        raise ValueError("five")
    return number


@pytest.mark.parametrize("chunk", [1, 7, 1000])
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(workers, chunk):
    """Order and values do not depend on how the work is spread."""
    with engine(workers, chunk) as pool:
        results = list(pool.map(partial(scaled, 3), range(50)))
    assert results == [3 * number for number in range(50)]


def sized(numbers):
    return [len(numbers)] * len(numbers)


def ranked(numbers):
    return [number + 1 for number in numbers]


@pytest.mark.parametrize("chunk", [1, 7, 1000])
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_stage_may_take_a_chunk_at_a_time(workers, chunk):
    """The stage gets a chunk at most, and its results come in the order of the items."""
    with engine(workers, chunk) as pool:
        assert list(pool.batches(ranked, range(50))) == list(range(1, 51))
        sizes = list(pool.batches(sized, range(50)))
    assert sizes == [min(chunk, 50 - number // chunk * chunk) for number in range(50)]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stage_that_fails_fails_the_map(workers):
    """An exception in a worker is raised where the results are read."""
    with engine(workers, 2) as pool, pytest.raises(ValueError, match="five"):
        list(pool.map(failing, range(20)))


def test_items_are_read_no_further_than_needed():
    """A pool reads a bounded number of items ahead, so that a stream never sits in memory."""
    read = []

    def items():
        for number in range(10_000):
            read.append(number)
            yield number

    with engine(2, 4) as pool:
        results = pool.map(partial(scaled, 1), items())
        assert next(results) == 0
        assert len(read) <= 2 * AHEAD * 4 + 4


def test_an_engine_can_map_twice():
    """Workers live as long as the engine."""
    with engine(2, 3) as pool:
        first, second = (list(pool.map(partial(scaled, 1), range(5))) for _ in range(2))
    assert first == second == list(range(5))
