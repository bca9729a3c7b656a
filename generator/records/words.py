"""The words that invented councils are made of: plainly invented, and some of them hard to set."""

from .council import Sector

STEMS = (
    "Amble Bracken Brock Cobble Corbel Dapple Dimmer Elver Ember Fennick Fettle Gannet Gorsal Hassock Hazel Hobble "
    "Ingle Jackdaw Jessop Kestrel Kettle Lantern Lark Mallow Mizzle Nettle Nimble Orrin Otter Pebble Pellin "
    "Pommel Quarrel Quill Rattle Rimple Sable Saffron Sedge Sorrel Tansy Thimble Thrim Tinder Umber Vesper Vole Wexen "
    "Whimble Whistle Widder Yarrow Yonder Zeal Brân Élver Gwên Múrin Zoë"
).split()
ENDINGS = (
    "barrow bourne bridge by combe cote den fold ford gate grove ham haven holt hythe marsh mere minster mouth stead "
    "stoke thorpe wick wold"
).split()
COUNTIES = "land march moors shire vale wealds".split()

ROUND_ABOUT = "North South East West Upper Lower Great Little Mid Old".split()
SAINTS = "St Osric's,St Wilfa's,Bishop's,Queen's,St Brannoc's,Monk's".split(",")
TAILS = "on-the-Mere,on-the-Water,cum-Netherby,le-Fold,under-Edge,sur-Mer,in-the-Vale".split(",")
FAR_AND_WIDE = (
    "{}, {} & the Marshland Villages",
    "{}, St Wilfa's and {}",
    "{} with {} and the Outer Parishes",
    "{} and the Twelve Manors of {}",
    "{} and the 12 Parishes of {}",
)

SECTORS: tuple[Sector, ...] = (
    *("county",) * 25,
    *("district",) * 190,
    *("metropolitan",) * 36,
    *("unitary",) * 55,
    *("london",) * 33,
    *("other",) * 61,
)
"""Each type of authority as often as England has it among 400."""

KINDS: dict[Sector, tuple[str, ...]] = {
    "county": ("{} County Council",),
    "district": (*("{} District Council",) * 6, *("{} Borough Council",) * 5, "{} City Council", "{} Council"),
    "metropolitan": (*("{} Metropolitan Borough Council",) * 3, "{} City Council", "{} Council"),
    "unitary": (
        *("{} Council",) * 3,
        *("{} Borough Council",) * 2,
        *("{} City Council",) * 2,
        "City of {} Council",
        "Isle of {} Council",
        "Royal Borough of {} Council",
    ),
    "london": (*("London Borough of {}",) * 9, "Royal Borough of {}", "{} City Council"),
    "other": (
        *("{} Fire and Rescue Authority",) * 4,
        *("{} National Park Authority",) * 2,
        *("{} Combined Authority",) * 2,
        "{} Waste Disposal Authority",
        "{} Integrated Transport Authority",
        "{} Inshore Fisheries and Conservation Authority",
        "{} Development Corporation",
    ),
}

TITLES = (*("Mr", "Ms") * 10, *("Mrs",) * 5, *("Dr",) * 3, "Mx", "Professor")
HONOURS = "Sir Dame Lady".split()
GIVEN = "Aldith Bram Cosmo Dorrit Edwy Ferelith Hesper Ivo Jory Kit Lowen Maud Nye Osric Posy Quentin Zoë".split()
SURNAMES = (
    "Amblecote Bodkin Candlewick Dapperley Easterling Fennimore Gathercole Hobday Inventa Jellicott Kettlewell "
    "Lanternby Makepiece Nettlefold O'Singular Pennyfeather Quillfeather Rushworthy Sallow Tansley Underhay Vesperby "
    "Whistlecroft Yarrowby d'Albion Núñez-Brontë Featherington-Cholmsworth Brontëson Müllerwick Mac\u2019Inventa"
).split()
OFFICES = (
    *("Chief Executive",) * 14,
    *("Managing Director",) * 2,
    "Interim Chief Executive",
    "Chief Executive and Head of Paid Service",
    "Director of Corporate Resources",
    "Joint Chief Executive, Head of Paid Service and Director of Governance, Resources & Transformation",
)
OFFICES_OF_OTHERS = (*("Chief Executive",) * 3, *("Chief Officer",) * 2, "Clerk to the Authority")

DEPUTIES = (
    ("Deputy Ombudsman of an Invented Country",),
    ("Executive Director", "Commission for Examples"),
)
PARAGRAPHS = (
    "I was pleased to meet your officers during the year, and to hear how they have changed the way they answer us.",
    "I am concerned that your Council was late in answering us in several cases. Residents told us of the same delay "
    "over and over, and it had not been put right when we came back to it.",
    "During the year we issued a public report about your Council. It has since agreed to all that we asked for, and "
    "I thank those who saw to it.",
    "I ask you to look into why so many remedies were late, and to let me know what has changed.",
    "Your Council's answers were complete & on time, which is not the rule; I am grateful to your link officer.",
    "We found the same fault in a third of the cases - a decision that gave no reasons - and I hope that a note to "
    "those who write the decisions will help.",
)
