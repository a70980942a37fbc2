"""Kazakh: a date takes the suffix of its case at the end, in harmony with the last vowel and the last sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kzeu_timeline.locales.wording import Case, Wording

_BACK_VOWELS: Final = frozenset("аоұыуяюё")
_FRONT_VOWELS: Final = frozenset("әөүіеэи")
_VOWELS: Final = _BACK_VOWELS | _FRONT_VOWELS
_VOICELESS: Final = frozenset("бвгдкқпстфхцчшщһ")
"""Sounds after which a suffix begins hard; final б, в, г and д are pronounced without voice."""
_NASALS: Final = frozenset("мнң")

_NAMES: Final = (
    *("көктем", "жаз", "күз", "қыс") * 3,
    *("I тоқсан", "II тоқсан", "III тоқсан", "IV тоқсан"),
    *("алғашқы төрт ай", "екінші төрт ай", "соңғы төрт ай"),
    *("бірінші жартыжылдық", "екінші жартыжылдық"),
)


_YEAR: Final = re.compile(r"\d+ ж\. ")
"""At the beginning of a date; of two dates in the same year only the first has it."""


def with_suffix(word: str, *, voiceless: str, nasal: str, other: str) -> str:
    """*word* with the suffix that its last sound asks for, its vowels made to agree with those of the word.

    The three forms are given with front vowels: ``ке``, ``ге`` for the dative.
    """
    last = word[-1].lower()
    form = voiceless if last in _VOICELESS else nasal if last in _NASALS else other
    stem = word.lower().removesuffix("у") or "у"  # which is front in елу and back in оқу
    back = next((char in _BACK_VOWELS for char in reversed(stem) if char in _VOWELS), last == "у")
    return word + (form.translate(_BACK) if back else form)


_BACK: Final = str.maketrans("екгі", "ақғы")


def dative(word: str) -> str:
    """The case of "until": қарашаға, қыркүйекке."""
    return with_suffix(word, voiceless="ке", nasal="ге", other="ге")


def ablative(word: str) -> str:
    """The case of "since": қарашадан, наурыздан, желтоқсаннан."""
    return with_suffix(word, voiceless="тен", nasal="нен", other="ден")


_NUMERALS: Final = {
    **dict(enumerate(("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"))),
    **{10 * i: word for i, word in enumerate(("он", "жиырма", "отыз", "қырық", "елу"), 1)},
    60: "алпыс",
    70: "жетпіс",
    80: "сексен",
    90: "тоқсан",
    100: "жүз",
    1000: "мың",
    1_000_000: "миллион",
}
"""What numbers end with when they are read."""


def _last_numeral(digits: str) -> str:
    """The last word of a number as it is read; of 2,5 the five."""
    number = int(re.sub(r"\s", "", digits.rpartition(",")[2]))
    power = 10 ** (len(str(number)) - len(str(number).rstrip("0"))) if number else 1
    step = next(step for step in (1_000_000, 1000, 100, 10, 1) if power >= step)
    return _NUMERALS.get(step if step >= 100 else number % (10 * step), _NUMERALS[step])


def _counted(value: str, case: Callable[[str], str]) -> str:
    """A number, or so much of something, in that case; a suffix after figures is joined by a hyphen."""
    if value[-1].isdigit():
        numeral = _last_numeral(value)
        return f"{value}-{case(numeral).removeprefix(numeral)}"
    word = re.split(r"\s", value)[-1]
    inflected = _possessed(word, Case.FROM if case is ablative else Case.TO) if word[-1] in "ыі" else case(word)
    return value.removesuffix(word) + inflected


def _possessed(word: str, case: Case) -> str:
    """A word with a possessive ending in that case: бірі, бірінен, біріне; доллары, долларынан, долларына."""
    ending = {Case.PLAIN: "", Case.FROM: "нен"}.get(case, "не")
    return word + (ending.translate(_BACK) if word[-1] in _BACK_VOWELS else ending)


class Kazakh(Wording):
    """Ordinals are a number and a hyphen before the noun: 22-отырыс."""

    locale = "kk"
    own_name = "Қазақша"
    alphabet = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
    between = "{first} – {last} аралығында"
    about = "шамамен {date}"
    since = "{date} бастап"
    since_unknown_end = "{date} бастап, соңы белгісіз"
    until = "{date} дейінгі кезең"
    until_unknown_start = "{date} дейінгі кезең, басы белгісіз"
    on_or_before = "{date} кешіктірмей"
    on_or_after = "{date} ерте емес"
    in_or_before = "{date} кешіктірмей"
    in_or_after = "{date} ерте емес"
    one_of_run = "{first} ерте емес, {last} кешіктірмей"
    all_of_run = "{dates} (барлығы)"
    years = "{years} жылдар"
    grouping = "{year} ж. {name}"
    grouping_of_some_year = "{name}, {years}"
    significant = "мәнді цифр саны – {digits}: {first}–{last}"
    uncertain = "нақты емес"
    approximate = "шамамен"
    local_time = "жергілікті уақыт"
    part_qualified = "{part} {how}"
    unspecified = {"day": "күні көрсетілмеген", "month": "айы көрсетілмеген", "both": "айы мен күні көрсетілмеген"}
    parts = ("жылы", "айы", "күні")
    hemispheres = ("солтүстік жарты шар", "оңтүстік жарты шар")
    labels = {
        "planned": "жоспарланған",
        "held": "өтті",
        "done": "расталған",
        "postponed": "кейінге қалдырылды",
        "cancelled": "болмады",
        "CANCELLED": "БОЛМАЙДЫ",
        "REMOVED": "КҮНТІЗБЕДЕН АЛЫНДЫ",
        "event": "оқиға",
        "milestone": "белес",
        "meeting": "кездесу",
        "summit": "саммит",
        "round": "келіссөздер раунды",
        "visit": "сапар",
        "forum": "форум",
        "established": "орнату",
        "mandate": "мандат",
        "opened": "келіссөздердің басталуы",
        "concluded": "келіссөздердің аяқталуы",
        "initialled": "парафтау",
        "signed": "қол қою",
        "provisionally-applied": "уақытша қолдану",
        "ratified": "ратификациялау",
        "entered-into-force": "күшіне ену",
        "terminated": "қолданылуын тоқтату",
        "approved": "мақұлдау",
        "adopted": "қабылдау",
        "decided": "шешім",
        "reviewed": "қорытынды шығару",
        "announced": "жариялау",
        "anniversary": "мерейтой",
        "timeline": "Хронология",
        "calendar": "Қазақстан – ЕО күнтізбесі",
        "calendar-about": "Қазақстан мен ЕО қатынастарының оқиғалары мен белестері – күндері дереккөздердегідей дәл.",
        "date": "Күні",
        "title": "Атауы",
        "status": "Мәртебесі",
        "kind": "Түрі",
        "place": "Орны",
        "sources": "Дереккөздер",
        "and-more": "… және тағы {count}",
        "stated": "дереккөзде айтылған",
        "inferred": "дереккөзге сүйеніп анықталған",
        "derived": "көрсетілген күн бойынша есептелген",
        "how-known": "Күні қайдан белгілі",
        "why": "Неліктен осы күн",
        "rank": "дереккөзге басымдық берілген",
        "published-last": "басқалардан кейін жарияланған",
        "precision": "ең дәлі",
        "order": "бірінші аталған",
        "others-say": "Басқа мәліметтер",
        "together": "Барлық мәліметтер бойынша",
        "description": "Сипаттама",
        "takes-part": "Қатысушылар",
        "figures": "Сандар",
        "topics": "Тақырыптар",
        "local-times": "Жергілікті уақыт",
        "astana": "Астана",
        "brussels": "Брюссель",
        "leap-day": "Күннің өзі – 29 ақпан; басқа жылдары 28 ақпанда аталып өтіледі.",
        "withdrawn": "Жазба күнтізбеден алынды; бұл оның оқиғасы болмайды деген сөз емес.",
        "what-changed": "не өзгерді",
        "days-open": "дәл күндерін дереккөздер айтпайды",
        "anywhere": "бір жылдан астам мерзімді қамтиды, орны басқа болуы мүмкін",
        "relations": "Байланыстары",
        "days-between": "арасындағы күн саны",
        "part-of": "бөлігі:",
        "anniversary-of": "жылдығы:",
        "ahead-of": "алдында өтеді:",
        "decided-at": "шешім қабылданған жері:",
        "follows": "мынадан кейін:",
        "replaces": "мынаның орнына:",
        "order-open": "бұл жазбалардың ретін дереккөздер анықтамайды",
        "published": "жарияланған",
        "unpublished": "жарияланған күні белгісіз",
        "almost": "{value} жуық",
        "over": "{value} астам",
        "about": "шамамен {value}",
        "exactly": "{value}",
        "on-these-days": "осы күндердің әрқайсысында",
        "on-some-days": "осы күндердің бірінде не бірнешеуінде",
        "no-limit": "шегі белгісіз немесе суреттен тыс",
        "today": "Бүгін",
        "uneven": "жазба көп жерде күндер кеңірек",
        "without-track": "Басқа жазбалар",
        "ahead": "әлі алда",
    }
    changes = {
        "added": "қосылды",
        "withdrawn": "алып тасталды",
        "moved": "ауыстырылды",
        "moved-between": "{before} {after} ауыстырылды",
        "corrected": "күні түзетілді",
        "corrected-between": "күні {before} {after} түзетілді",
        "more-precise": "күні нақтыланды",
        "less-precise": "күнінің дәлдігі төмендеді",
        "qualifier-gained": "күніне «{how}» белгісі қойылды",
        "qualifier-lost": "күнінен «{how}» белгісі алынды",
        "planned": "жоспарланды",
        "confirmed": "өткені расталды",
        "postponed": "кейінге қалдырылды",
        "cancelled": "болмайтын болды",
        "reinstated": "қайта жоспарланды",
        "retracted": "«{status}» деген мәлімет алынды",
        "place-changed": "орны",
        "place-changed-alone": "орны өзгерді",
        "place-changed-gone": "орны енді көрсетілмейді",
        "clock-changed": "уақыты",
        "clock-changed-alone": "уақыты өзгерді",
        "clock-changed-gone": "уақыты енді көрсетілмейді",
        "participants-changed": "қатысушылар",
        "participants-changed-alone": "қатысушылар құрамы өзгерді",
        "participants-joined": "қатысушылар қатарына қосылды",
        "participants-left": "қатысушылар қатарынан алынды",
        "chair": "төрағалық етеді",
        "chair-gone": "төрағасы енді көрсетілмейді",
        "title-changed": "атауы",
        "title-changed-alone": "атауы өзгерді",
        "title-changed-gone": "атауы енді жоқ",
        "source-added": "дереккөздер қатарына қосылды",
        "source-dropped": "дереккөздер қатарынан алынды",
        "statements-changed": "дереккөз мәліметтері қайта жазылды",
        "details-changed": "мәліметтері өзгерді",
        "before": "бұрын",
    }
    details = {
        "type": "жазба түрі",
        "kind": "түрі",
        "track": "сериясы немесе келісімі",
        "ordinal": "реттік нөмірі",
        "parties": "тараптары",
        "topics": "тақырыптары",
        "figures": "сандары",
        "relations": "байланыстары",
        "description": "сипаттамасы",
        "commemorated": "мерейтойлары",
        "unattested": "атауының дереккөзде бар-жоғы",
    }
    page = {
        "languages": "Тілдер",
        "coming": "Алдағы оқиғалар",
        "nothing-coming": "Әзірге ештеңе жарияланған жоқ.",
        "by-topic": "Тақырыптар бойынша",
        "subscribe": "Жазылу",
        "subscribe-about": (
            "Бір рет жазылыңыз – телефоныңыздағы немесе компьютеріңіздегі күнтізбе өзі жаңарып отырады."
        ),
        "address-needed": (
            "Бұл бет қай мекенжайда жарияланғанын білмейді, сондықтан күнтізбені одан жүктеп алуға болады, бірақ "
            "оған жазылу мүмкін емес. Жоба қалтасында «make serve» командасы бетке мекенжай береді; жариялағанда "
            "мекенжай көрсетіледі («publish --base»)."
        ),
        "entries": "Жазба саны",
        "next": "Ең жақыны",
        "subscribe-here": "Жазылу",
        "file": "Файл (.ics)",
        "address": "Кез келген басқа бағдарлама үшін:",
        "formats": "Дәл осы мазмұн мына пішімдерде:",
        "variants": "Осы күнтізбенің басқа түрлері",
        "spans": "барлық мүмкін күндер",
        "spans-about": "Айы ғана белгілі жазба бүкіл айды қамтиды.",
        "alarms": "еске салғыштармен",
        "alarms-about": "Бір күн бұрын таңғы сағат тоғызда еске салады.",
        "rich": "бағдарламаларға арналған",
        "rich-about": (
            "Орындар, қатысушылар мен сілтемелер дерек түрінде "
            "де беріледі; мұндай файлды кейбір күнтізбелер қабылдамайды."
        ),
        "reading": "Күнтізбені қалай түсінуге болады",
        "reading-open": (
            "Атау алдындағы «≈ 2025 ж. қараша»: дереккөздер күнін емес, айын ғана айтады. Жазба мүмкін болатын "
            "алғашқы күнде тұрады."
        ),
        "reading-moved": (
            "Күні өзгерсе, жазба да ауысады. Болмайтын оқиға белгісімен бірге өз күнінен немесе бұл туралы "
            "хабарланған күннен кейін (қайсысы кеш болса) тағы 30 күн тұрады."
        ),
        "reading-sources": "Әр жазбада оның дереккөздері және олардың қай жерде сәйкес келмейтіні көрсетілген.",
        "news": "Не өзгерді (Atom)",
        "whole": "Бүкіл хронология",
        "table": "Кесте (CSV)",
        "text": "Мәтін (Markdown)",
        "data": "Деректер (JSON)",
        "reach": "Жазба саны: {entries}; солардың күндері бойынша есептелген мерейтойлар саны: {anniversaries}",
        "latest-source": "Ең соңғы дереккөз: {date}",
        "none-ahead": "Алдағы кездесулер туралы дерек жоқ",
        "made-by": "Дайындаған – kzeu-timeline; ашық деректер, MIT лицензиясы",
        "skip": "Жазбаларға өту",
        "picture": "Жалпы көрініс",
        "today": "бүгін",
        "as-of": "Көрініс пен тізім мына күнгі мәлімет бойынша:",
        "as-of-all": "қазіргі (барлығы)",
        "as-of-about": (
            "Таңдалған күнге дейін шыққан дереккөздерден не белгілі болғанын көру үшін артқа жылжытыңыз. "
            "Жарияланған күні белгісіз дереккөздер шкаланың соңында ғана есепке алынады, сондықтан кейбір "
            "жазбалар тек сонда көрінеді."
        ),
        "zoom-in": "Үлкейту",
        "zoom-out": "Кішірейту",
        "list": "Жылдар бойынша",
        "filter": "Іздеу және іріктеу",
        "find": "Іздеу",
        "track": "Серия немесе келісім",
        "year": "Жыл",
        "years": "Жылдар",
        "all": "барлығы",
        "doubtful": "Тек нақты емес немесе даулы күндер",
        "clear": "Барлығын көрсету",
        "shown": "Көрсетілген жазба саны: {shown} / {all}",
        "undated": "күні жоқ",
        "unreported": "өткені туралы дерек жоқ",
        "reading-held": "Жазбаның қасында ештеңе жазылмаса, оның өткенін дереккөз хабарлаған.",
        "disputed": "дереккөздер сәйкес келмейді",
        "inferred": "тікелей айтылмаған",
        "known-wrong": "қате екені белгілі",
        "subscribe-how": "Қалай жазылу керек; барлық күнтізбе",
        "recent": "Соңғы оқиғалар",
        "contents": "Осы бетте",
        "no-year": "жылы белгісіз",
        "download": "Жүктеп алу (.ics)",
        "copy": "Көшіру",
        "copied": "Көшірілді",
        "subscribe-local": (
            "Бұл – өз компьютеріңіздің мекенжайы: ондағы бағдарламалар жазыла алады, ал Google, Outlook-тың "
            "веб-нұсқасы мен телефон оған жете алмайды."
        ),
        "steps": "Қадам сайын",
        "steps-apple": "«Жазылу» түймесін басып, растаңыз.",
        "steps-google": (
            "Компьютерде «Басқа күнтізбелер» қасындағы + белгісін басып, «URL арқылы» дегенді таңдаңыз да, "
            "мекенжайды қойыңыз. Содан кейін күнтізбе телефонда да көрінеді."
        ),
        "steps-outlook": ("Күнтізбе қосу мәзірінен интернеттен жазылуды таңдап, мекенжайды қойыңыз."),
        "steps-thunderbird": "Желідегі жаңа күнтізбе жасауды таңдап, мекенжайды қойыңыз.",
        "nothing-found": "Ештеңе табылмады.",
        "reading-words": (
            "«Жоспарланған»: хабарланған, бірақ өткенін ешбір дереккөз айтпаған. «Тікелей айтылмаған»: күні "
            "дереккөзден шығады, бірақ онда сөзбе-сөз жазылмаған. «Дереккөзге басымдық берілген»: бірнеше "
            "хабардың ең негізделгені алынған."
        ),
    }
    quotation = "«{text}»"

    def ordinal(self, number: int, gender: str) -> str:
        del gender
        return f"{number}-"

    def anniversary(self, number: int, of: str | None) -> str:
        return f"{number} жылдығы" if of is None else f"{of} {number} жылдығы"

    def bounded(self, bound: str, value: str) -> str:
        """«Жуық» takes the dative, «астам» the ablative: 4 000-ға, 50 миллиард АҚШ долларынан."""
        case = {"almost": dative, "over": ablative}.get(bound)
        return super().bounded(bound, value if case is None else _counted(value, case))

    def year(self, digits: str, case: Case) -> str:
        del case
        return f"{digits} жыл"

    def decade(self, first: str, case: Case) -> str:
        return self.inflected(f"{first}-жылдар", case)

    def some_year(self, first: str, last: str, case: Case) -> str:
        return f"{first}–{last} жылдардың {_possessed('бірі', case)}"

    def pattern_text(self, pattern: str, case: Case) -> str:
        return pattern if case is Case.PLAIN else f"{pattern} {_possessed('күні', case)}"

    def grouping_name(self, code: int, case: Case) -> str:
        del case
        return _NAMES[code - 21]

    def inflected(self, phrase: str, case: Case) -> str:
        if case is Case.PLAIN:
            return phrase
        if phrase.endswith(" ж."):
            phrase = f"{phrase.removesuffix('ж.')}жыл"
        return ablative(phrase) if case is Case.FROM else dative(phrase)

    def after(self, first: str, second: str) -> str:
        year = _YEAR.match(second)
        return second[year.end() :] if year and _YEAR.findall(first) == [year[0]] else second


WORDING: Final = Kazakh()
