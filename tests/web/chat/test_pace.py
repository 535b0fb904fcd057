import pytest

from web.answers import Denied
from web.chat.pace import MANY, Pace


class Watch:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_visitor_may_write_so_often_and_then_must_wait_as_long_as_it_says() -> None:
    watch = Watch()
    pace = Pace(3, 10.0, watch)
    for _ in range(3):
        pace.step("ana")
        watch.time += 1
    with pytest.raises(Denied) as refused:
        pace.step("ana")
    assert refused.value.status == 429
    assert refused.value.headers == {"Retry-After": "7"}
    watch.time += 7
    pace.step("ana")


def test_refused_calls_do_not_make_the_wait_longer() -> None:
    watch = Watch()
    pace = Pace(1, 10.0, watch)
    pace.step("ana")
    for _ in range(5):
        watch.time += 1
        with pytest.raises(Denied):
            pace.step("ana")
    watch.time = 10.0
    pace.step("ana")


def test_one_visitors_haste_is_not_anothers() -> None:
    pace = Pace(1, 10.0, Watch())
    pace.step("ana")
    pace.step("luis")


def test_it_remembers_no_more_visitors_than_it_can_afford() -> None:
    pace = Pace(1, 10.0, Watch())
    for number in range(MANY + 500):
        pace.step(str(number))
    assert len(pace._calls) == MANY
    with pytest.raises(Denied):
        pace.step(str(MANY + 499))
