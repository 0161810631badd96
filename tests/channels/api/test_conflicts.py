"""Several requests at one moment: each change happens once, and nothing that was acknowledged is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from django.db import connections

from tests.channels.api.people import answers
from tests.channels.api.system import System


def at_once(*calls: Callable) -> list:
    """Make the calls in a thread each, let go together; their replies in the same order."""
    start = Barrier(len(calls))

    def one(call: Callable):
        try:
            start.wait()
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def twin(system: System) -> System:
    """The same system on a connection of its own."""
    return System(token=system.token, reference=system.reference)


def test_one_start_sent_twice_at_once_starts_one_case(site):
    key = str(uuid4())

    one, other = at_once(lambda: System().start(key=key), lambda: System().start(key=key))

    assert one.status == other.status == 201
    assert one.body == other.body
    assert site.counts()["history_head"] == 1


def test_one_sending_sent_four_times_at_once_sends_once_and_answers_alike(site, system):
    system.start()
    system.put("answers", {"answers": answers()})
    key = str(uuid4())

    replies = at_once(*[lambda: twin(system).post("send", key=key) for _ in range(4)])

    assert [reply.status for reply in replies] == [200] * 4
    assert all(reply.body == replies[0].body for reply in replies)
    assert site.types(system.reference).count("case.sent") == 1


def test_two_sendings_with_their_own_keys_send_once(site, system):
    system.start()
    system.put("answers", {"answers": answers()})

    replies = at_once(*[lambda: twin(system).post("send") for _ in range(2)])

    assert sorted(reply.status for reply in replies) == [200, 409]
    assert site.types(system.reference).count("case.sent") == 1


def test_two_pages_answered_at_once_are_both_kept(site, system):
    system.start()

    replies = at_once(
        lambda: twin(system).put(
            "pages/about-you/full_name", {"answers": {"full_name": "Ffion Dummy-Jones"}}
        ),
        lambda: twin(system).put("pages/about-you/born_on", {"answers": {"born_on": "1984-03-27"}}),
    )

    assert [reply.status for reply in replies] == [200, 200]
    assert system.get("answers")["answers"] == {
        "full_name": "Ffion Dummy-Jones",
        "born_on": "1984-03-27",
    }


def test_a_return_code_used_twice_at_once_lets_in_once(site, system):
    system.start()
    made = system.post("return-code")
    body = {"reference": system.reference, "code": made["code"]}

    replies = at_once(*[lambda: System().call("POST", "/api/return", body) for _ in range(2)])

    assert sorted(reply.status for reply in replies) in ([201, 403], [201, 409])
    assert site.types(system.reference).count("case.return_code_used") == 1
