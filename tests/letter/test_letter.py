from tests.invented import COUNCILS, letter_to


def test_letter_is_a_draft_while_a_figure_is_awaited() -> None:
    states = {shows: letter_to(council).state for shows, council in COUNCILS.items()}
    assert {shows for shows, state in states.items() if state == "draft"} == {"draft", "half_draft"}


def test_panels_tell_the_record_and_its_sector() -> None:
    letter = letter_to(COUNCILS["plural"])
    upheld, compliance, remedies = letter.complaints_upheld, letter.compliance, letter.satisfactory_remedies
    assert (upheld.rate, upheld.count, upheld.total, upheld.average) == (67, 16, 24, 45)
    assert (compliance.rate, compliance.count, compliance.total, compliance.average) == (88, None, 17, 99)
    assert (remedies.rate, remedies.count, remedies.total, remedies.average) == (13, 2, 16, 11)


def test_remedies_are_out_of_the_upheld_decisions() -> None:
    assert letter_to(COUNCILS["none_upheld"]).satisfactory_remedies.total == 0


def test_a_letter_can_have_a_signatory_of_its_own() -> None:
    assert letter_to(COUNCILS["another_signatory"]).signatory.name == "Pat Standin"
    assert letter_to(COUNCILS["plural"]).signatory.name == "Michael King"
