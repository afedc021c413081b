"""What an editor is told about hours that cannot be right."""

from datetime import date, time

import pytest

from directory.opening_hours import HoursRow, validate

MONDAY, TUESDAY, SUNDAY = 0, 1, 6
NINE, NOON, TWO, FIVE = time(9), time(12), time(14), time(17)
WINTER = (date(2026, 10, 1), date(2027, 3, 31))
SUMMER = (date(2026, 4, 1), date(2026, 9, 30))


def row(weekday=MONDAY, opens=NINE, closes=NOON, valid=(None, None), **more):
    return HoursRow(
        weekday, opens, closes, valid_from=valid[0], valid_until=valid[1], **more
    )


@pytest.mark.parametrize(
    "good",
    [
        row(),
        row(opens=time(20), closes=time(4)),
        row(opens=time(20), closes=time(0)),
        row(opens=time(0), closes=time(0)),
        row(week_of_month=-1),
        row(valid=(None, date(2026, 1, 1))),
        row(valid=WINTER, repeats_yearly=True),
        row(valid=WINTER[::-1], repeats_yearly=True),
    ],
)
def test_a_good_row_has_no_problem(good):
    assert validate([good]) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (row(weekday=7), "giorno della settimana"),
        (
            row(closes=NINE),
            "Lunedì: l'ora di apertura e quella di chiusura sono uguali",
        ),
        (row(opens=NOON, closes=NINE), "la chiusura (9:00) viene prima dell'apertura"),
        (row(opens=time(20), closes=time(4, 1)), "solo fino alle 4:00"),
        (row(week_of_month=5), "la settimana del mese"),
        (row(week_of_month=0), "la settimana del mese"),
        (row(valid=WINTER[::-1]), "la data di inizio viene dopo quella di fine"),
        (row(valid=(WINTER[0], None), repeats_yearly=True), "la prima e l'ultima data"),
        (row(repeats_yearly=True), "la prima e l'ultima data"),
        (
            row(valid=(date(2025, 1, 1), date(2026, 6, 30)), repeats_yearly=True),
            "meno di un anno",
        ),
    ],
)
def test_a_wrong_row_is_explained(wrong, words):
    (problem,) = validate([wrong])
    assert words in problem


def test_overlapping_rows_are_named():
    problems = validate([row(), row(opens=time(11), closes=TWO)])
    assert problems == ["Lunedì: gli orari 9:00–12:00 e 11:00–14:00 si sovrappongono."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row(opens=time(22), closes=time(2)), row(TUESDAY, time(1), time(3))),
        (row(SUNDAY, time(22), time(2)), row(MONDAY, time(1), time(3))),
        (row(week_of_month=4), row(week_of_month=-1)),
        (row(week_of_month=2), row()),
        (row(valid=WINTER), row()),
        (row(valid=WINTER), row(valid=(date(2027, 3, 31), None))),
        (row(valid=WINTER, repeats_yearly=True), row(valid=(date(2026, 1, 5),) * 2)),
        (row(valid=WINTER, repeats_yearly=True), row(valid=SUMMER[:1] + WINTER[1:])),
        (
            row(valid=WINTER, repeats_yearly=True),
            row(valid=(date(2020, 4, 1), date(2026, 9, 30))),
        ),
        (row(by_appointment=True), row(opens=time(10))),
    ],
)
def test_rows_that_may_overlap(first, second):
    for rows in ([first, second], [second, first]):
        (problem,) = validate(rows)
        assert problem.endswith("si sovrappongono.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row(), row(opens=NOON, closes=TWO)),
        (row(), row(opens=TWO, closes=FIVE)),
        (row(), row(TUESDAY)),
        (row(opens=time(20), closes=time(0)), row(TUESDAY, time(0), time(3))),
        (row(week_of_month=1), row(week_of_month=2)),
        (row(week_of_month=3), row(week_of_month=-1)),
        (row(valid=WINTER), row(valid=SUMMER)),
        (
            row(valid=WINTER, repeats_yearly=True),
            row(valid=SUMMER, repeats_yearly=True),
        ),
    ],
)
def test_rows_that_stand_side_by_side(first, second):
    assert validate([first, second]) == validate([second, first]) == []
