"""The questions Détente answers, as data: command line, pages, docs and tests read this one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["REGISTRY", "Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One question.

    Parameters
    ----------
    name
        Key, and name of its docs page.
    question
        In plain words.
    answer
        Where the answer stands in the results, as attribute of `of`.
    concept
        The accepted term.
    sources
        Literature.
    inputs
        Sections of the case it reads; none where it reads no case.
    exactness
        How exact the answer is.
    cost
        What its time grows with.
    of
        What holds the answer: for `analyse` an attribute of `Analysis`, else the name of the whole result.
    command
        The command that answers it.
    """

    name: str
    question: str
    answer: str
    concept: str
    sources: tuple[str, ...]
    inputs: tuple[str, ...]
    exactness: str
    cost: str
    of: str = "deal"
    command: Literal["analyse", "compare", "ratify", "move", "hold", "reference", "diff"] = "analyse"


_EXACT = "exact at the central values; thinned with a stated epsilon where a set outgrows its limit"
_TABLE = ("parties", "issues", "rules", "preferences", "linkages")

REGISTRY: tuple[Entry, ...] = (
    Entry(
        "zone-of-possible-agreement",
        "Is there a package that every consenting party prefers to no deal?",
        "zopa",
        "zone of possible agreement (ZOPA)",
        ("Raiffa 1982",),
        (*_TABLE, "red_lines"),
        "exact at the central values",
        "the frontier's size and the induced width of the linkages",
    ),
    Entry(
        "consent-sets",
        "Who can settle what without whom, and over whose head?",
        "consent_sets",
        "consent sets, adding and subtracting parties and issues",
        ("Sebenius 1983", "Putnam 1988"),
        (*_TABLE, "red_lines", "tables"),
        "exact at the central values; at most 32 sets, the smallest first",
        "one search per set of parties",
    ),
    Entry(
        "efficient-packages",
        "Which packages cannot be improved for one party without costing another?",
        "frontier",
        "Pareto frontier",
        ("Raiffa 1982", "Rollon and Larrosa 2006"),
        (*_TABLE, "red_lines"),
        _EXACT,
        "the frontier's size and the induced width of the linkages",
    ),
    Entry(
        "bargaining-solutions",
        "Which acceptable packages are fair, by which standard?",
        "solutions",
        "Nash, Kalai-Smorodinsky, egalitarian and utilitarian solutions",
        ("Nash 1950", "Kalai and Smorodinsky 1975", "Kalai 1977", "Harsanyi 1955", "Imai 1983"),
        (*_TABLE, "red_lines"),
        _EXACT,
        "the number of efficient acceptable packages",
    ),
    Entry(
        "lotteries",
        "What would be fair if the sides may let a draw with agreed shares settle between packages?",
        "lotteries",
        "Nash, Kalai-Smorodinsky and egalitarian solutions of a convex set",
        ("Nash 1950", "Kalai and Smorodinsky 1975", "Kalai 1977", "Imai 1983", "von Hohenbalken 1977"),
        (*_TABLE, "red_lines"),
        "exact; the Nash lottery of three or more counted parties up to a stated part of the product",
        "the number of efficient acceptable packages",
    ),
    Entry(
        "packages-that-stand-for-many",
        "Of the efficient packages of three or more sides: which few stand for all?",
        "diverse",
        "greedy choice by hypervolume",
        ("Zitzler and Thiele 1998", "Nemhauser, Wolsey and Fisher 1978"),
        (*_TABLE, "red_lines"),
        "each next package exactly the one that adds most; together at least 63% of the best choice of as many",
        "the number of efficient acceptable packages",
    ),
    Entry(
        "finer-grids",
        "With `--refine`: does the answer hang on the steps in which quantities are listed?",
        "refinement",
        "convergence under refinement of a grid",
        ("Roache 1994",),
        (*_TABLE, "red_lines"),
        "each round exact like the first; looks around the solutions only",
        "the number of rounds, at most eight, times the time of one answer",
    ),
    Entry(
        "opposition",
        "How far from everybody's best is the best that all can have together?",
        "opposition",
        "opposition",
        ("Baarslag, Hindriks and Jonker 2011",),
        _TABLE,
        "exact at the central values",
        "the number of efficient packages",
    ),
    Entry(
        "zero-sumness",
        "How far is one side's gain the other's loss, and on which issues?",
        "zero_sumness",
        "correlation of interests",
        ("Axelrod 1970", "Raiffa 1982"),
        _TABLE,
        "to 1e-9; depends on the options listed",
        "the induced width of the linkages",
    ),
    Entry(
        "packages-worth-discussing",
        "Which three packages should be talked about, and what would each side ask next?",
        "discussed",
        "focal packages, single negotiating text",
        ("Raiffa 1982", "Fisher 1978"),
        (*_TABLE, "red_lines"),
        "exact at the central values, among the efficient packages listed",
        "the number of options, for each package",
    ),
    Entry(
        "stakes",
        "What is each issue worth to each side?",
        "stakes",
        "swing weights",
        ("von Winterfeldt and Edwards 1986",),
        ("parties", "issues", "preferences"),
        "exact at the central values; linkages are not part of it",
        "the number of options",
    ),
    Entry(
        "proposals",
        "What does each proposal give each side, and what does it leave on the table?",
        "proposals",
        "joint gains",
        ("Raiffa 1982",),
        (*_TABLE, "red_lines", "proposals"),
        _EXACT,
        "one search per proposal",
    ),
    Entry(
        "trades",
        "With how few changes is a proposal better for all, and which exchange of two issues is worth most?",
        "proposals",
        "logrolling, joint gains",
        ("Raiffa 1982",),
        (*_TABLE, "red_lines", "proposals"),
        _EXACT,
        "a few searches per proposal",
    ),
    Entry(
        "deadlock",
        "If there is no deal: which no-deal values, red lines and rules cannot hold together, and what would help?",
        "conflicts",
        "minimal conflicts and minimal corrections",
        ("Chinneck and Dravnieks 1991", "Liffiton, Previti, Malik and Marques-Silva 2016"),
        (*_TABLE, "red_lines"),
        "exact; all of them, or the smallest ones where it says that there may be more",
        "the number of conflicts and ways out; at most 150 searches for either",
    ),
    Entry(
        "hardening",
        "How hard can each side push before there is no deal, and what does every deal contain?",
        "hardening",
        "reservation value, zone of possible agreement",
        ("Raiffa 1982",),
        (*_TABLE, "red_lines"),
        "exact at the central values",
        "one search for each option that no known deal has",
    ),
    Entry(
        "draws",
        "How far does the answer hold over the ranges, for which packages, and which numbers matter?",
        "zopa_share",
        "uncertainty analysis, robust packages, value of information",
        (
            "McKay, Beckman and Conover 1979",
            "Malcolm et al. 1959",
            "Raiffa 1968",
            "Strong, Oakley and Brennan 2014",
            "Homma and Saltelli 1996",
            "Jansen 1999",
            "Pearson 1905",
        ),
        (*_TABLE, "drivers", "red_lines", "proposals"),
        "each draw exact to 1e-6 point; shares are of the draws made; best among the candidates scored",
        "the number of draws times the time of one answer",
        of="uncertainty",
    ),
    Entry(
        "back-test",
        "With `outcome`: was what came about on the menu, and what does the analysis made without it say of it?",
        "outcome",
        "back-test",
        ("Fischhoff 1975", "Tetlock 2005", "Tetlock and Gardner 2015"),
        (*_TABLE, "red_lines", "proposals", "outcome"),
        "exact at the central values; shares are of the draws made",
        "a few searches; with draws, the time to score one package",
        of="back_test",
    ),
    Entry(
        "side-by-side",
        "What does each of several packages give each side, who accepts it, and what does it leave on the table?",
        "packages",
        "joint gains, additive epsilon",
        ("Raiffa 1982", "Zitzler et al. 2003"),
        (*_TABLE, "drivers", "red_lines", "proposals", "tables"),
        "exact at the central values, against a frontier that says if it was thinned; shares are of the draws made",
        "the time of one answer, and a few searches per package",
        of="side_by_side",
        command="compare",
    ),
    Entry(
        "broken-promises",
        "Would all still accept a deal as it is expected to be kept, and which term makes it likelier kept?",
        "kept",
        "trust and commitment: expected value of a promise that may be broken",
        ("Coleman 1990",),
        (*_TABLE, "red_lines", "proposals", "kept"),
        _EXACT,
        "one answer for each chance that the case names",
    ),
    Entry(
        "ratification",
        "Who at home would block what is signed, which bloc decides, and what does a harder one get its side?",
        "packages",
        "two-level games, win-set, commitment as bargaining power",
        ("Putnam 1988", "Iida 1993", "Schelling 1960"),
        (*_TABLE, "drivers", "red_lines", "proposals", "commitments", "ratifiers", "clocks"),
        "votes exact for each draw and swing; means are of the draws made; a win-set says if its search was whole",
        "the number of draws times packages; for a win-set, the efficient packages in the eyes of its blocs",
        of="ratification",
        command="ratify",
    ),
    Entry(
        "leverage",
        "Under which pressure does each side accept, which levers bring that, at what cost, and whom do they lose?",
        "packages",
        "leverage, threats and promises, break-even pressure",
        ("Schelling 1960",),
        (*_TABLE, "drivers", "red_lines", "proposals", "levers", "norms"),
        "exact at the central values; shares are of the draws made, every set of levers counted",
        "the number of sets of levers times the number of draws",
        of="leverage",
        command="move",
    ),
    Entry(
        "compensation",
        "How much would a side have to be given to accept a package, and who could give it?",
        "packages",
        "side payments",
        ("Raiffa 1982",),
        (*_TABLE, "red_lines", "proposals", "levers"),
        "exact at the central values; each in points of its own party",
        "the number of packages asked about",
        of="leverage",
        command="move",
    ),
    Entry(
        "division",
        "If the issues were divided, who would have which, would one envy the other, and would all accept that?",
        "division",
        "adjusted winner, maximum Nash welfare, leximin, envy",
        ("Brams and Taylor 1996", "Caragiannis et al. 2019"),
        (*_TABLE, "red_lines"),
        "exact, unless many parties divide many issues: then it says whether a better division may exist",
        "the number of parties times issues",
        of="leverage",
        command="move",
    ),
    Entry(
        "side-payments",
        "If points could be paid, what would each side add to the joint gain, and who would pay whom?",
        "side_payments",
        "Shapley value",
        ("Shapley 1953",),
        (*_TABLE, "red_lines"),
        "exact; only if asked for with --side-payments, since it adds points of different parties",
        "the number of sets of parties",
        of="leverage",
        command="move",
    ),
    Entry(
        "stability",
        "Which situations would hold because nobody would move away, knowing how the others can answer?",
        "equilibria",
        "graph model for conflict resolution, stability and equilibria",
        ("Fang, Hipel and Kilgour 1993", "Fraser and Hipel 1984", "Kinsara et al. 2015", "Xu et al. 2018"),
        ("parties", "moves"),
        "exact for the moves and preferences of the case",
        "the number of moves between situations",
        of="holding",
        command="hold",
    ),
    Entry(
        "ceasefires",
        "How long would a ceasefire last, what is missing from its terms, and what would help most?",
        "curve",
        "multi-state model with competing ends, beside a reference class",
        ("Aalen and Johansen 1978", "Massey 1987", "Kaplan and Meier 1958", "Friedman 1971", "Fortna 2003"),
        ("parties", "issues", "proposals", "drivers", "rules", "ceasefire"),
        "exact for the case's rates at the central values; ranges are of the draws made",
        "the number of days times the number of draws, for each measure and changed term",
        of="ceasefire_outlook",
        command="hold",
    ),
    Entry(
        "incident-log",
        "How many incidents does each claimant tell of, how many a day, and who says that it is over?",
        "arrangements",
        "exact intervals of Poisson rates, conjugate updating",
        (
            "Garwood 1936",
            "Przyborowski and Wilenski 1940",
            "Clopper and Pearson 1934",
            "Raiffa and Schlaifer 1961",
            "Gelman et al. 2013",
        ),
        ("parties", "ceasefire"),
        "exact, as if incidents were independent and came at a constant rate; a count that is a bound stays one",
        "the number of rows; with draws, the number of claimants times the time to follow the ceasefire",
        of="log_learned",
        command="hold",
    ),
    Entry(
        "reference-class",
        "What became of comparable ceasefires of the past, and of how many is it not known?",
        "classes",
        "outside view, reference class",
        (
            "Clayton et al. 2022",
            "Wilson 1927",
            "Kaplan and Meier 1958",
            "Field and Welsh 2007",
            "Kahneman and Tversky 1979",
        ),
        (),
        "exact for the counts; what needs the single ceasefires is passed on with the table that ships",
        "the number of ceasefires times 2,000 drawings of countries, with a copy of the data; else nothing",
        of="reference_table",
        command="reference",
    ),
    Entry(
        "what-a-change-did",
        "What changed between two versions of a case, and what did each change do to the answers?",
        "changes",
        "common random numbers",
        ("Conway 1963",),
        (*_TABLE, "drivers", "red_lines", "proposals", "tables"),
        "exact at the central values; shares are of the draws made, their differences with a standard error",
        "the number of changes, of which up to twelve are tried alone, times the time of one answer",
        of="difference",
        command="diff",
    ),
)
