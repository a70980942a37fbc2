"""Russian: dates stand in the nominative, and in the genitive after «с», «до», «около» and «не ранее»."""

from __future__ import annotations

import re
from typing import Final

from kzeu_timeline.locales.wording import Case, Wording

_ORDINAL_SUFFIXES: Final = {"masculine": "й", "feminine": "я", "neuter": "е"}

# Nominative and genitive of each grouping, from EDTF code 21 on.
_NAMES: Final = (
    *(("весна", "весны"), ("лето", "лета"), ("осень", "осени"), ("зима", "зимы")) * 3,
    *((f"{number}-й квартал", f"{number}-го квартала") for number in (1, 2, 3, 4)),
    *(("первая треть", "первой трети"), ("вторая треть", "второй трети"), ("последняя треть", "последней трети")),
    *(("первое полугодие", "первого полугодия"), ("второе полугодие", "второго полугодия")),
)


_BEFORE_SECOND: Final = re.compile(r"\bс (?=2 |2-го|второ)")
"""Before «второго» the preposition is «со»; «с 22 декабря» is not meant."""


class Russian(Wording):
    """Ordinals agree in gender; CLDR's stand-alone month is the nominative, its format month the genitive."""

    locale = "ru"
    between = "от {first} до {last}"
    about = "около {date}"
    about_case = Case.FROM
    since = "с {date}"
    since_unknown_end = "с {date}, конец неизвестен"
    until = "период до {date} включительно"
    until_unknown_start = "период до {date} включительно, начало неизвестно"
    on_or_before = "до {date} включительно"
    on_or_after = "не ранее {date}"
    in_or_before = "до {date} включительно"
    in_or_after = "не ранее {date}"
    one_of_run = "одна из дат: {dates}"
    all_of_run = "{dates} (все эти даты)"
    years = "{years} годы"
    grouping = "{name} {year} г."
    grouping_of_some_year = "{name}, {years}"
    significant = "значащих цифр – {digits}: {first}–{last}"
    uncertain = "под вопросом"
    approximate = "приблизительно"
    local_time = "местное время"
    part_qualified = "{part} – {how}"
    unspecified = {"day": "день не указан", "month": "месяц не указан", "both": "месяц и день не указаны"}
    parts = ("год", "месяц", "день")
    hemispheres = ("северное полушарие", "южное полушарие")
    labels = {
        "planned": "запланировано",
        "held": "состоялось",
        "postponed": "перенесено",
        "cancelled": "отменено",
        "CANCELLED": "ОТМЕНЕНО",
        "event": "событие",
        "milestone": "веха",
        "meeting": "заседание",
        "summit": "саммит",
        "round": "раунд переговоров",
        "visit": "визит",
        "forum": "форум",
        "established": "установление",
        "mandate": "мандат",
        "opened": "начало переговоров",
        "concluded": "завершение переговоров",
        "initialled": "парафирование",
        "signed": "подписание",
        "provisionally-applied": "временное применение",
        "ratified": "ратификация",
        "entered-into-force": "вступление в силу",
        "terminated": "прекращение действия",
        "approved": "одобрение",
        "adopted": "принятие",
        "decided": "решение",
        "reviewed": "подведение итогов",
        "announced": "объявление",
        "anniversary": "годовщина",
        "timeline": "Хронология",
        "calendar": "Календарь Казахстан – ЕС",
        "calendar-about": "События и вехи отношений Казахстана и ЕС с датами по источникам и с их точностью.",
        "date": "Дата",
        "title": "Название",
        "status": "Статус",
        "kind": "Вид",
        "place": "Место",
        "sources": "Источники",
        "stated": "указано в источнике",
        "inferred": "выведено из источника",
        "derived": "вычислено по указанной дате",
        "how-known": "Откуда известна дата",
        "why": "Почему эта дата",
        "rank": "источнику отдано предпочтение",
        "published-last": "опубликована позже других",
        "precision": "самая точная",
        "order": "названа первой",
        "others-say": "Другие сведения",
        "together": "По совокупности сведений",
        "takes-part": "Участники",
        "figures": "Цифры",
        "topics": "Темы",
        "local-times": "Местное время",
        "astana": "Астана",
        "brussels": "Брюссель",
        "leap-day": "Сам день – 29 февраля; в невисокосные годы отмечается 28 февраля.",
        "days-open": "точных дней источники не называют",
        "order-open": "порядок этих записей источниками не определён",
        "published": "опубликовано",
        "unpublished": "дата публикации неизвестна",
        "almost": "почти {value}",
        "over": "больше чем {value}",
        "about": "примерно {value}",
        "exactly": "{value}",
    }

    def ordinal(self, number: int, gender: str) -> str:
        return f"{number}-{_ORDINAL_SUFFIXES[gender]}"

    def anniversary(self, number: int, of: str | None) -> str:
        return f"{number}-летие" if of is None else f"{number}-летие {of}"

    def year(self, digits: str, case: Case) -> str:
        return f"{digits} год" if case is Case.PLAIN else f"{digits} г."

    def decade(self, first: str, case: Case) -> str:
        return f"{first}-е годы" if case is Case.PLAIN else f"{first}-х годов"

    def some_year(self, first: str, last: str, case: Case) -> str:
        return f"{'один' if case is Case.PLAIN else 'одного'} из {first}–{last} годов"

    def finished(self, text: str) -> str:
        return _BEFORE_SECOND.sub("со ", text)

    def grouping_name(self, code: int, case: Case) -> str:
        return _NAMES[code - 21][case is not Case.PLAIN]

    def month_pattern(self, pattern: str, case: Case) -> str:
        return pattern if case is Case.PLAIN else pattern.replace("LLLL", "MMMM")


WORDING: Final = Russian()
