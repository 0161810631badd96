"""Every address of the site is in the table of routes and roles, and no case is open to anyone."""

from docs.generate.addresses import urls
from docs.generate.routes import ANYONE, all_routes
from handrail.channels.desk.access import ACCESS
from handrail.channels.desk.access import ANYONE as DESK_ANYONE

# It takes the pass back from a browser and shows nothing of the case, with or without one.
LEAVING = {"/case/<str:reference>/finish"}


def test_every_address_of_the_site_is_in_the_table():
    assert {one.address for one in all_routes()} == {address for address, _ in urls().patterns}


def test_every_page_of_the_desk_is_guarded_by_the_table_of_roles():
    desk = {one.name for one in all_routes() if one.part == "desk"}
    assert desk == set(ACCESS)


def test_only_the_sign_in_page_of_the_desk_is_open_to_anyone():
    assert {name for name, roles in ACCESS.items() if DESK_ANYONE in roles} == {"desk-sign-in"}


def test_no_address_of_a_case_is_open_to_anyone():
    opened = {one.address for one in all_routes() if "reference" in one.address and ANYONE in one.who}
    assert opened == LEAVING


def test_every_address_says_what_it_does():
    assert [one.address for one in all_routes() if not one.does] == []
