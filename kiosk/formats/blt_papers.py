"""The ballots of a .blt text, with what is declared above them: who withdrew, nicknames, a lot."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.errors import BadFile
from kiosk.formats.blt_lines import BltLines, is_number, like_a_ballot

MOST_OPTIONS = 1_000
MOST_PLACES = 3 * MOST_OPTIONS  # of a ballot, gaps and repeats included
LONGEST_WORD = 20 * MOST_OPTIONS  # letters: a place that all options share

Place = tuple[int, int]  # a line, and a word of it


class BltPapers:
    """Reads from the first numbers to the line 0; then what was found stands here."""

    def __init__(self, lines: BltLines) -> None:
        self.lines = lines
        self.options = 0
        self.seats = 0
        self.withdrawn: list[str] = []
        self.nicks: Mapping[str, str] = {}
        self.lot: tuple[str, ...] = ()
        self.papers: Counter[Marks] = Counter()
        self._alike: Counter[tuple[str, ...]] = Counter()
        self._place_of: dict[tuple[str, ...], Place] = {}

    def read(self) -> None:
        """Read them; raises BadFile where reading on makes no sense."""
        self._head()
        self._rows()
        end = self.lines.at
        shared: dict[tuple[str, int], tuple[str, int]] = {}  # equal marks are one value
        for places, number in self._alike.items():  # each distinct line is read once
            marks = self._marks(places, self._place_of[places], shared)
            if number:
                self.papers[marks] += number
            else:
                self.lines.note(self._place_of[places][0], "a ballot of weight 0 is not counted")
        self.lines.at, self.lines.word = end, 0

    def _head(self) -> None:
        for words in self.lines.rows():
            if len(words) == 2 and all(is_number(word) for word in words):
                self.options, self.seats = map(int, words)
                if 0 < self.options <= MOST_OPTIONS and self.seats > 0:
                    return
            break
        self.lines.wrong(
            "this does not begin like a .blt file",
            f"Begin with the number of options (1 to {MOST_OPTIONS}) and of seats, such as 5 2",
        )
        raise BadFile(tuple(self.lines.faults))

    def _rows(self) -> None:
        """The merged ballots, up to the line 0."""
        paper: list[str] = []
        joints: list[int] = []  # how many words of the paper stand on the lines before
        began = (0, 0)
        for words in self.lines.rows():
            if not paper and words[0].startswith("["):
                self._declared(words)
                continue
            if not paper and words[0].startswith("-"):
                self._withdraw(words)
                continue
            if paper:
                joints.append(len(paper))
                self._one_ballot(began, words)
            for number, word in enumerate(words):
                if not paper:
                    began = (self.lines.at, number)
                    # A number 0 with more behind it is the weight of a ballot.
                    if word == "0" and number == len(words) - 1:
                        return
                paper.append(word)
                if word != "0" or len(paper) == 1:
                    self._bounded(began, paper)
                    continue
                self._keep(paper, began, joints)
                paper, joints = [], []
        self.lines.wrong(
            "the file ends among the ballots", "End them with a line 0, then the names"
        )
        raise BadFile(tuple(self.lines.faults))

    def _keep(self, paper: list[str], began: Place, joints: list[int]) -> None:
        if not self._is_weight(paper[0], began):
            return
        places = tuple(paper[1:-1])
        if any(set(paper[1:joint]) & set(paper[joint:-1]) - {"-"} for joint in joints):
            self.lines.wrong_at(
                began,
                "a ballot names somebody twice over the end of a line",
                "End each ballot with 0, on one line",
            )
        self._alike[places] += int(paper[0])
        self._place_of.setdefault(places, began)

    def _one_ballot(self, began: Place, words: list[str]) -> None:
        """A line that could be a ballot of its own does not silently go on with the one above."""
        if like_a_ballot(words):
            self.lines.wrong_at(
                began,
                f"this ballot has no end, and line {self.lines.at} could be another",
                "End it with 0, or write it on one line",
            )

    def _bounded(self, began: Place, paper: list[str]) -> None:
        """A ballot far longer than any real one ends the reading."""
        if len(paper) <= MOST_PLACES and len(paper[-1]) <= LONGEST_WORD:
            return
        remedy = f"End each ballot with 0, below {MOST_PLACES} places"
        self.lines.wrong_at(began, "a ballot is too long", remedy)
        raise BadFile(tuple(self.lines.faults))

    def _is_weight(self, word: str, began: Place) -> bool:
        if is_number(word):
            return True
        commas = "Take the commas out" if "," in word else ""
        self.lines.wrong_at(
            began,
            f"a ballot begins with {word[:20]!r}, not with how many there are",
            commas or "Begin with a whole number such as 1 and end with 0",
        )
        return False

    def _marks(
        self,
        places: Sequence[str],
        began: Place,
        shared: dict[tuple[str, int], tuple[str, int]],
    ) -> Marks:
        line, weight = began
        marks = []
        for place, word in enumerate(places, start=1):
            if word != "-":
                self.lines.at, self.lines.word = line, weight + place
                for option in map(self._number, word.split("=")):
                    if option:
                        mark = (option, place)
                        marks.append(shared.setdefault(mark, mark))
        return in_order(marks)

    def _number(self, word: str) -> str:
        """The option id of a number or nickname; empty, and a fault, if there is none."""
        option = self.nicks.get(word, word)
        if is_number(option) and 0 < int(option) <= self.options:
            return str(int(option))
        self.lines.wrong(
            f"{word[:20]!r} is not an option",
            f"Name options by their numbers, 1 to {self.options}, and end each ballot with 0",
        )
        return ""

    def _withdraw(self, words: list[str]) -> None:
        if self._alike:
            self.lines.wrong(
                "an option withdraws behind the first ballot", "Write this line above the ballots"
            )
        for number, word in enumerate(words):
            self.lines.word = number
            if not word.startswith("-"):
                wrong = f"{word[:20]!r} stands among the withdrawn options"
                self.lines.wrong(wrong, "Write -3 for each, or begin a ballot with a number")
                continue
            option = self._number(word[1:])
            if option and option not in self.withdrawn:
                self.withdrawn.append(option)

    def _declared(self, words: list[str]) -> None:
        """A line in brackets: nicknames of the options, or the order that settles ties."""
        named = " ".join(words).strip("[]").split()
        if named[:1] == ["nick"]:
            if len(set(named[1:])) != self.options or len(named) - 1 != self.options:
                wrong = f"there are {len(set(named[1:]))} nicknames for {self.options} options"
                self.lines.wrong(wrong, "Write one nickname for each option, none twice")
            self.nicks = {nick: str(n) for n, nick in enumerate(named[1:], start=1)}
        elif named[:1] == ["tie"]:
            self.lot = tuple(filter(None, (self._number(word) for word in named[1:])))
            if len(set(self.lot)) < len(self.lot):
                self.lines.wrong("an option comes twice in [tie]", "Write each once")
        else:
            self.lines.note(self.lines.at, f"the line {words[0][:20]!r} is passed over")
