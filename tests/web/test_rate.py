"""What one account may bring: much at once, so much on average."""

import pytest

from web.answers import Denied
from web.rate import BURST, Rate


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def refused(rate: Rate, account: str = "a", count: int = 1) -> Denied:
    with pytest.raises(Denied) as error:
        rate.take(account, count)
    assert error.value.status == 429
    return error.value


def test_a_burst_is_let_through_and_no_more() -> None:
    rate = Rate(2, Watch())
    for _ in range(2 * BURST):
        rate.take("a", 1)
    answer = refused(rate)
    assert answer.headers == {"Retry-After": "1"}
    assert answer.code == "too_many"
    assert "HILO_ACCOUNT_RATE" in answer.sentence


def test_on_average_it_may_bring_its_rate() -> None:
    watch = Watch()
    rate = Rate(2, watch)
    rate.take("a", 2 * BURST)
    for _ in range(100):
        refused(rate)
        watch.now += 0.5
        rate.take("a", 1)


def test_a_batch_is_taken_whole_and_paid_for_afterwards() -> None:
    watch = Watch()
    rate = Rate(2, watch)
    rate.take("a", 2 * BURST + 19)
    assert refused(rate).headers == {"Retry-After": "10"}
    watch.now += 10
    rate.take("a", 1)


def test_one_account_does_not_pay_for_another() -> None:
    rate = Rate(1, Watch())
    rate.take("a", BURST)
    refused(rate)
    rate.take("b", 1)


def test_who_was_quiet_for_long_has_a_burst_and_not_more() -> None:
    watch = Watch()
    rate = Rate(1, watch)
    rate.take("a", BURST)
    watch.now += 100 * BURST
    rate.take("a", BURST)
    refused(rate)
