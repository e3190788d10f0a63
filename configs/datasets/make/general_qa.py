#!/usr/bin/env python3
"""Makes general_qa.jsonl: short-answer questions from the files of BSD's game `quiz`.

Input: Debian's package bsdgames, version 2.17-29+b1 (amd64), unpacked:
    apt-get download bsdgames && dpkg-deb -x bsdgames_2.17-29+b1_amd64.deb bsdgames
    python3 general_qa.py bsdgames/usr/share/games/bsdgames/quiz > ../general_qa.jsonl

There, each line holds an item's fields between colons; "a|b" are alternatives, "[a|b]" alternatives
within a field, "{x}" may be left out, a backslash continues a line or escapes the next character,
an accent stands beside its letter over a backspace. We take the first alternative, unabridged.
README.md beside the result says what is left out and why.
"""

import itertools
import json
import pathlib
import re
import sys
import unicodedata

ACCENTS = {"'": "\u0301", "^": "\u0302", "~": "\u0303", ",": "\u0326", "\u00b0": "\u030a"}

# The source's spelling or abridgement -> what is written today, in questions and answers.
SPELLINGS = {
    "A. E. Houseman": "A. E. Housman",
    "Andrew Marvel": "Andrew Marvell",
    "Barack Hussein Obama II": "Barack Obama",
    "Berne": "Bern",
    "Central African Republic": "the Central African Republic",
    "Chi\u0219inau": "Chi\u0219in\u0103u",
    "DR Congo": "the Democratic Republic of the Congo",
    "George Walker Bush, Junior": "George W. Bush",
    "James Earl Carter, Junior": "Jimmy Carter",
    "Kiev": "Kyiv",
    "Love's Labour Lost": "Love's Labour's Lost",
    "Malagasy Republic": "Madagascar",
    "Northwest Territories": "the Northwest Territories",
    "P'yongyang": "Pyongyang",
    "People's Republic of China": "China",
    "Rep. Congo": "the Republic of the Congo",
    "The Bahamas": "the Bahamas",
    "The Gambia": "the Gambia",
    "Ulan Bator": "Ulaanbaatar",
    "William Jefferson Clinton": "Bill Clinton",
    "Yukon Territory": "Yukon",
}

WITH_ARTICLE = {
    "British Virgin Islands", "Cayman Islands", "Comoros", "Czech Republic", "Dominican Republic",
    "Falkland Islands", "Faroe Islands", "Isle of Man", "Maldives", "Netherlands", "Philippines",
    "Seychelles", "Turks and Caicos Islands", "United Arab Emirates", "United Kingdom",
    "United States", "United States Virgin Islands", "\u00c5land Islands",
}

NO_CAPITAL_QUESTION = {
    # The capital has moved, is moving, or the sources differ on which city it is.
    "Bolivia", "Burundi", "Equatorial Guinea", "Indonesia", "Kazakhstan", "Montserrat",
    "Republic of South Africa", "Republic of Yemen", "SGSSI", "Sri Lanka", "Svalbard",
    # The country has another name by now, or is no more.
    "Burma", "Macedonia", "Netherlands Antilles", "Swaziland",
    # The capital or the state itself is in dispute.
    "Abkhazia", "Israel", "Kosovo", "South Ossetia", "Taiwan",
    # A province, not a country.
    "Canada", "Quebec",
}

# Poems whose author is in doubt.
NO_AUTHOR_QUESTION = {"Fine Knacks for Ladies", "My Mind to Me a Kingdom Is"}

# Wheel arrangements with one usual American name.
LOCOMOTIVES = {
    "2-6-2", "2-6-6-6", "2-8-0", "2-8-2", "2-8-4", "2-8-8-4", "2-10-2", "2-10-4", "4-4-0",
    "4-4-2", "4-4-4", "4-6-0", "4-6-2", "4-6-4", "4-6-6-4", "4-8-2", "4-8-4", "4-8-8-4", "4-12-2",
}

FEMININES = {
    "abbot", "alumnus", "boar", "buck", "bull", "cob", "drake", "duke", "gander", "marquis",
    "monk", "prince", "ram", "rooster", "stallion",
}

YOUNG = {
    "cub", "kitten", "gosling", "puppy", "duckling", "fawn", "piglet", "lamb", "kid", "tadpole",
    "joey", "calf", "elver", "eaglet", "owlet",
}

# Misprints, forms that the source leaves open, and words with other meanings as common.
NO_LATIN_QUESTION = {
    "celsus", "converto", "fluctus", "habena", "horreo", "invisus", "meta", "nare", "nata",
    "orbis terrarum", "os", "osculum", "pascor", "promitto", "ratis", "sacerdos", "varius",
    "viscus", "volo",
}


class Field:
    """Reads one field by the grammar above."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def alternatives(self, end):
        """All alternatives up to the closing bracket, or to the end of the text."""
        found = [""]
        while self.at < len(self.text) and self.text[self.at] != end:
            char = self.text[self.at]
            self.at += 1
            if char == "|":
                found.append("")
            elif char in "{[":
                found[-1] += self.alternatives("}" if char == "{" else "]")[0]
            elif char == "\\":
                found[-1] += self.text[self.at]
                self.at += 1
            else:
                found[-1] += char
        self.at += 1
        return found


def compose(text):
    """An accent and a letter over a backspace become one character."""

    def one(match):
        pair = match[1] + match[2]
        accent = next(char for char in pair if char in ACCENTS or char == "/")
        letter = pair.replace(accent, "", 1)
        return "\u00f8" if accent == "/" else unicodedata.normalize("NFC", letter + ACCENTS[accent])

    return re.sub("(.)\b(.)", one, text)


def tidy(text):
    text = re.sub(r"\s+", " ", compose(text)).strip()
    return SPELLINGS.get(text, text)


def items(folder, name):
    """The items of a file: for each field the list of its alternatives."""
    text = pathlib.Path(folder, name).read_text(encoding="utf-8").replace("\\\n", "")
    for line in text.splitlines():
        fields = re.split(r"(?<!\\):", line)
        yield [[tidy(a) for a in Field(field).alternatives(None)] for field in fields]


def with_article(noun):
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def country(name):
    return f"the {name}" if name in WITH_ARTICLE else name


def capitals(folder):
    for region in ("africa", "america", "asia", "europe"):
        for names, cities in items(folder, region):
            if names[0] not in NO_CAPITAL_QUESTION and names[0] != cities[0]:
                yield f"What is the capital of {country(names[0])}?", cities[0]


def provinces(folder):
    for names, cities in items(folder, "province"):
        if names[0] not in NO_CAPITAL_QUESTION:
            yield f"What is the capital of {names[0]} in Canada?", cities[0]


def states(folder):
    for names, cities, *_ in items(folder, "state"):
        yield f"What is the capital of the US state of {names[0]}?", cities[0]


def symbols(folder):
    for (symbol, *_), _, _, names in items(folder, "elements"):
        if symbol != "Lw":  # is Lr now
            yield f"Which chemical element has the symbol {symbol}?", names[0]


def atomic_numbers(folder):
    for _, numbers, _, names in items(folder, "elements"):
        yield f"What is the atomic number of {names[0].lower()}?", numbers[0]


def presidents(folder):
    for names, _, _, successors in items(folder, "pres"):
        if successors[0] and "term)" not in names[0]:
            successor = successors[0].split(" (")[0]
            yield f"Who succeeded {names[0]} as President of the United States?", successor


def quotation(fields):
    return " / ".join(field[0] for field in fields[:2] if field[0])


def plays(folder):
    for fields in items(folder, "bard"):
        play = re.sub(r" [IVX]+-[ivx]+$", "", fields[2][0])
        play = SPELLINGS.get(play, play)
        yield f"In which play by Shakespeare do these words stand: {quotation(fields)}", play


def poets(folder):
    for fields in items(folder, "poetry"):
        if fields[2][0] not in NO_AUTHOR_QUESTION:
            yield f"Which poet wrote: {quotation(fields)}", fields[3][0]


def latin(folder):
    for words, meanings in items(folder, "latin"):
        word = re.sub(r" \(.*\)$", "", words[0])
        single = len(meanings) == 1 and " " not in meanings[0]
        if single and word not in NO_LATIN_QUESTION:
            yield f"What does the Latin word \u201c{word}\u201d mean in English?", meanings[0]


def locomotives(folder):
    for wheels, names in items(folder, "locomotive"):
        if wheels[0] in LOCOMOTIVES and len(wheels) == 1:
            arrangement = f"steam locomotive wheel arrangement {wheels[0]}"
            yield f"By which name is the {arrangement} known?", names[0]


def zodiac(folder):
    for animals, successors in items(folder, "chinese"):
        year = f"the year of the {animals[0]}"
        yield f"In the Chinese zodiac, the year of which animal follows {year}?", successors[0]


def feminines(folder):
    for males, females in items(folder, "sexes"):
        if males[0] in FEMININES:
            male = with_article(males[0])
            yield f"What is the female counterpart of {male} called?", females[0]


def young(folder):
    for babies, adults in items(folder, "babies"):
        if babies[0] in YOUNG:
            yield f"What is the young of {with_article(adults[0])} called?", babies[0]


CATEGORIES = {
    "capital": capitals,
    "canadian capital": provinces,
    "us state capital": states,
    "element by symbol": symbols,
    "atomic number": atomic_numbers,
    "us president": presidents,
    "shakespeare": plays,
    "poet": poets,
    "latin": latin,
    "locomotive": locomotives,
    "zodiac": zodiac,
    "female": feminines,
    "young": young,
}


def rows(folder, category):
    asked = set()
    for query, answer in CATEGORIES[category](folder):
        if query not in asked:  # some countries stand in two continents' files
            asked.add(query)
            yield {"query": query, "output_true": answer, "category": category}


def main(folder):
    """The categories take turns, so that the first rows already hold some of each."""
    for turn in itertools.zip_longest(*(rows(folder, category) for category in CATEGORIES)):
        for row in filter(None, turn):
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1])
