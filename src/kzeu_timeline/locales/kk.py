"""Kazakh: a date takes the suffix of its case at the end, in harmony with the last vowel and the last sound."""

from __future__ import annotations

import re
from typing import Final

from kzeu_timeline.locales.harmony import ablative, counted, dative, possessed
from kzeu_timeline.locales.wording import Case, Wording

_NAMES: Final = (
    *("көктем", "жаз", "күз", "қыс") * 3,
    *("I тоқсан", "II тоқсан", "III тоқсан", "IV тоқсан"),
    *("алғашқы төрт ай", "екінші төрт ай", "соңғы төрт ай"),
    *("бірінші жартыжылдық", "екінші жартыжылдық"),
)


_YEAR: Final = re.compile(r"\d+ ж\. ")
"""At the beginning of a date; of two dates in the same year only the first has it."""


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
        "precision": "аталған басқа күндерден дәлірек",
        "order": "тең дәрежелі мәліметтердің жазбадағы біріншісі",
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
        "unconfirmed": "жоспарланған, болғаны расталмаған",
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
            "Күн алдындағы «≈»: дереккөздер дәл күндерін айтпайды – тек айын не жылын, шегін («кешіктірмей»), бірнеше "
            "ықтимал күнді немесе күмәнді күнді («шамамен») келтіреді. Күнтізбеде жазба мүмкін болатын алғашқы күнде, "
            "ал соңғысы ғана белгілі болса, сол күнде тұрады."
        ),
        "reading-moved": (
            "Күні өзгерсе, жазба да ауысады. Болмайтын оқиға белгісімен бірге өз күнінен немесе бұл туралы "
            "хабарланған күннен кейін (қайсысы кеш болса) тағы 30 күн тұрады. «Күнтізбеден алынды» белгісі қате не "
            "артық деп осы жинақтан шығарылған жазбада тұрады; ол хабарланғаннан кейін 30 күннен соң жоғалады."
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
        "find": "Атаулардан, мәліметтер мен дереккөздерден немесе күні бойынша іздеу (2025-12)",
        "track": "Серия немесе келісім",
        "year": "Жыл",
        "years": "Жылдар",
        "all": "барлығы",
        "doubtful": "Тек нақты емес немесе даулы күндер",
        "clear": "Барлығын көрсету",
        "open-all": "Барлық жазбаны ашу",
        "close-all": "Барлық жазбаны жабу",
        "shown": "Көрсетілген жазба саны: {shown} / {all}",
        "undated": "күні жоқ",
        "unreported": "өткені туралы дерек жоқ",
        "reading-held": (
            "Жазбаның қасында ештеңе жазылмаса, оның өткенін дереккөз хабарлаған; мерейтойлар есептеп шығарылған."
        ),
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
        "steps-outlook": "Күнтізбе қосу мәзірінен интернеттен жазылуды таңдап, мекенжайды қойыңыз.",
        "steps-thunderbird": "Желідегі жаңа күнтізбе жасауды таңдап, мекенжайды қойыңыз.",
        "nothing-found": "Ештеңе табылмады.",
        "reading-words": (
            "«Жоспарланған»: хабарланған, бірақ өткенін ешбір дереккөз айтпаған. «Тікелей айтылмаған»: күні "
            "дереккөзден шығады, бірақ онда сөзбе-сөз жазылмаған. «Дереккөзге басымдық берілген»: бірнеше "
            "хабардың ең негізделгені алынған."
        ),
    }
    head_last = True
    quotation = "«{text}»"

    def ordinal(self, number: int, gender: str) -> str:
        del gender
        return f"{number}-"

    def anniversary(self, number: int, of: str | None) -> str:
        return f"{number} жылдығы" if of is None else f"{of} {number} жылдығы"

    def bounded(self, bound: str, value: str) -> str:
        """«Жуық» takes the dative, «астам» the ablative: 4 000-ға, 50 миллиард АҚШ долларынан."""
        case = {"almost": dative, "over": ablative}.get(bound)
        return super().bounded(bound, value if case is None else counted(value, case))

    def year(self, digits: str, case: Case) -> str:
        del case
        return f"{digits} жыл"

    def decade(self, first: str, case: Case) -> str:
        return self.inflected(f"{first}-жылдар", case)

    def some_year(self, first: str, last: str, case: Case) -> str:
        return f"{first}–{last} жылдардың {possessed('бірі', case)}"

    def pattern_text(self, pattern: str, case: Case) -> str:
        return pattern if case is Case.PLAIN else f"{pattern} {possessed('күні', case)}"

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
