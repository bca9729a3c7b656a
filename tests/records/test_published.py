from generator.records import Addressee, Averages, Council, Email, published

COUNCIL = Council(
    name="Côte d'Albion Council",
    type="other",
    addressee=Addressee(name="Ms Inventa", role="Chief Executive"),
    email=Email(to="chief@albion.example", copies=("link@albion.example",)),
)


def test_published_record_is_canonical_and_holds_no_address() -> None:
    assert published(COUNCIL, Averages(compliance=99), edition="2020", state="draft").decode() == (
        '{"averages":{"compliance":99},"edition":"2020","record":{"addressee":{"name":"Ms Inventa",'
        '"role":"Chief Executive"},"name":"Côte d\'Albion Council","type":"other"},"state":"draft"}'
    )
