"""Russian: dates in the nominative, in the genitive («с», «до», «около», «не позднее») and in the accusative («на»)."""

from __future__ import annotations

import re
from typing import Final

from kzeu_timeline.locales.wording import Case, Wording

_ORDINAL_SUFFIXES: Final = {"masculine": "й", "feminine": "я", "neuter": "е"}

# Nominative, genitive and accusative of each grouping, from EDTF code 21 on.
_NAMES: Final = (
    *(
        ("весна", "весны", "весну"),
        ("лето", "лета", "лето"),
        ("осень", "осени", "осень"),
        ("зима", "зимы", "зиму"),
    )
    * 3,
    *((f"{number}-й квартал", f"{number}-го квартала", f"{number}-й квартал") for number in (1, 2, 3, 4)),
    ("первая треть", "первой трети", "первую треть"),
    ("вторая треть", "второй трети", "вторую треть"),
    ("последняя треть", "последней трети", "последнюю треть"),
    ("первое полугодие", "первого полугодия", "первое полугодие"),
    ("второе полугодие", "второго полугодия", "второе полугодие"),
)


def _is_genitive(case: Case) -> bool:
    """Whether a date in that case stands in the genitive; after «на» it stands in the accusative."""
    return case in {Case.FROM, Case.UNTIL}


_COUNTED: Final = re.compile(r"([\d\s]*\d)\s+[^\W\d]")
"""A whole number of something, as CLDR writes it: with no-break spaces between thousands."""


def _is_some(value: str) -> bool:
    """Whether what is counted stands in the nominative or in the singular: «21 доллар», «2 миллиарда»."""
    counted = _COUNTED.match(value)
    number = int(re.sub(r"\s", "", counted[1])) if counted else 0
    return number % 10 in {1, 2, 3, 4} and number % 100 not in {11, 12, 13, 14}


_BEFORE_SECOND: Final = re.compile(r"\bс (?=2 |2-го|второ)")
"""Before «второго» the preposition is «со»; «с 22 декабря» is not meant."""


class Russian(Wording):
    """Ordinals agree in gender; CLDR's stand-alone month is the nominative, its format month the genitive."""

    locale = "ru"
    own_name = "Русский"
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    between = "от {first} до {last}"
    about = "около {date}"
    about_case = Case.FROM
    since = "с {date}"
    since_unknown_end = "с {date}, конец неизвестен"
    until = "период до {date} включительно"
    until_unknown_start = "период до {date} включительно, начало неизвестно"
    on_or_before = "не позднее {date}"
    on_or_after = "не ранее {date}"
    in_or_before = "не позднее {date}"
    in_or_after = "не ранее {date}"
    one_of_run = "не ранее {first} и не позднее {last}"
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
    countries = {"KG": "Кыргызстан"}  # Кыргызская Республика, as it calls itself in Russian; CLDR has «Киргизия»
    labels = {
        "planned": "запланировано",
        "held": "состоялось",
        "done": "подтверждено",
        "postponed": "перенесено",
        "cancelled": "отменено",
        "CANCELLED": "ОТМЕНЕНО",
        "REMOVED": "УДАЛЕНО ИЗ КАЛЕНДАРЯ",
        "event": "событие",
        "milestone": "веха",
        "meeting": "встреча",
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
        "calendar-about": (
            "События и вехи отношений Казахстана и ЕС; даты указаны с той точностью, какую дают источники."
        ),
        "date": "Дата",
        "title": "Название",
        "status": "Статус",
        "kind": "Вид",
        "place": "Место",
        "sources": "Источники",
        "and-more": "… и ещё {count}",
        "stated": "указано в источнике",
        "inferred": "выведено из источника",
        "derived": "вычислено по указанной дате",
        "how-known": "Откуда известна дата",
        "why": "Почему эта дата",
        "rank": "источнику отдано предпочтение",
        "published-last": "опубликовано позже других",
        "precision": "точнее других названных дат",
        "order": "из равноценных первое в записи",
        "others-say": "Другие сведения",
        "together": "По совокупности сведений",
        "description": "Описание",
        "takes-part": "Участники",
        "figures": "Цифры",
        "topics": "Темы",
        "local-times": "Местное время",
        "astana": "Астана",
        "brussels": "Брюссель",
        "leap-day": "Сам день – 29 февраля; в невисокосные годы отмечается 28 февраля.",
        "withdrawn": "Запись удалена из календаря; это не значит, что событие отменено.",
        "what-changed": "что изменилось",
        "days-open": "точных дней источники не называют",
        "anywhere": "охватывает больше года и может стоять в другом месте",
        "relations": "Связи",
        "days-between": "дней между ними",
        "part-of": "входит в:",
        "anniversary-of": "годовщина события:",
        "ahead-of": "в преддверии события:",
        "decided-at": "где решено:",
        "follows": "вслед за событием:",
        "replaces": "вместо:",
        "order-open": "порядок этих записей источниками не определён",
        "published": "опубликовано",
        "unpublished": "дата публикации неизвестна",
        "almost": "почти {value}",
        "over": "более {value}",
        "about": "примерно {value}",
        "exactly": "{value}",
        "on-these-days": "в каждый из этих дней",
        "on-some-days": "в какие-то из этих дней",
        "no-limit": "предел неизвестен или вне рисунка",
        "today": "Сегодня",
        "uneven": "где записей больше, дни шире",
        "without-track": "Прочие записи",
        "ahead": "ещё впереди",
        "unconfirmed": "планировалось, не подтверждено",
    }
    changes = {
        "added": "добавлено",
        "withdrawn": "удалено",
        "moved": "перенесено",
        "moved-between": "перенесено с {before} на {after}",
        "corrected": "дата исправлена",
        "corrected-between": "дата исправлена с {before} на {after}",
        "more-precise": "дата уточнена",
        "less-precise": "дата стала менее точной",
        "qualifier-gained": "дата теперь с пометой «{how}»",
        "qualifier-lost": "у даты больше нет пометы «{how}»",
        "planned": "запланировано",
        "confirmed": "подтверждено: состоялось",
        "postponed": "отложено",
        "cancelled": "отменено",
        "reinstated": "снова запланировано",
        "retracted": "больше не указано: «{status}»",
        "place-changed": "место",
        "place-changed-alone": "место изменено",
        "place-changed-gone": "место больше не указано",
        "clock-changed": "время",
        "clock-changed-alone": "время изменено",
        "clock-changed-gone": "время больше не указано",
        "participants-changed": "участники",
        "participants-changed-alone": "состав участников изменён",
        "participants-joined": "добавлено в список участников",
        "participants-left": "исключено из списка участников",
        "chair": "председательство",
        "chair-gone": "председательство больше не указано",
        "title-changed": "название",
        "title-changed-alone": "название изменено",
        "title-changed-gone": "названия больше нет",
        "source-added": "добавлено в список источников",
        "source-dropped": "исключено из списка источников",
        "statements-changed": "заново записано сказанное в источниках",
        "details-changed": "изменены сведения",
        "before": "было",
    }
    details = {
        "type": "тип записи",
        "kind": "вид",
        "track": "серия или соглашение",
        "ordinal": "номер",
        "parties": "стороны",
        "topics": "темы",
        "figures": "цифры",
        "relations": "связи",
        "description": "описание",
        "commemorated": "годовщины",
        "unattested": "есть ли название в источниках",
    }
    page = {
        "languages": "Языки",
        "coming": "Что впереди",
        "by-topic": "По темам",
        "subscribe": "Подписка",
        "subscribe-about": "Подпишитесь один раз – календарь в телефоне или компьютере будет обновляться сам.",
        "address-needed": (
            "Эта страница не знает, по какому адресу она опубликована, поэтому календарь с неё можно скачать, но "
            "не подписаться на него. В папке проекта команда «make serve» даст странице адрес; при публикации "
            "адрес указывают («publish --base»)."
        ),
        "entries": "Записей",
        "next": "Ближайшая",
        "subscribe-here": "Подписаться",
        "file": "Файл (.ics)",
        "address": "Для любой другой программы:",
        "formats": "То же в форматах",
        "variants": "Тот же календарь в другом виде",
        "spans": "все возможные дни",
        "spans-about": "Запись с точностью до месяца занимает весь месяц.",
        "alarms": "с напоминаниями",
        "alarms-about": "Напоминание накануне в девять утра.",
        "rich": "для программ",
        "rich-about": "Места, участники и ссылки ещё и в виде данных; не всякий календарь принимает такой файл.",
        "reading": "Как читать календарь",
        "reading-open": (
            "«≈» перед датой: точных дней источники не называют – только месяц или год, предел («не позднее»), "
            "несколько возможных дней или день с оговоркой («около»). В календаре запись стоит на первом возможном "
            "дне, а если известен лишь последний – на нём."
        ),
        "reading-moved": (
            "Если дата меняется, запись переносится. Отменённое остаётся с пометой ещё 30 дней после своей даты "
            "или после сообщения об отмене, смотря что позже. «Удалено из календаря» – то, что исключено из этого "
            "собрания как ошибочное или лишнее; через 30 дней после сообщения оно исчезает."
        ),
        "reading-sources": "В каждой записи названы её источники и сказано, в чём они расходятся.",
        "news": "Что изменилось (Atom)",
        "whole": "Вся хронология",
        "table": "Таблица (CSV)",
        "text": "Текст (Markdown)",
        "data": "Данные (JSON)",
        "reach": "Записей: {entries}; вычисленных по их датам годовщин: {anniversaries}",
        "latest-source": "Последний по времени источник: {date}",
        "none-ahead": "О предстоящих встречах ничего не известно",
        "made-by": "Составлено проектом kzeu-timeline; открытые данные, лицензия MIT",
        "skip": "К записям",
        "picture": "Обзор",
        "today": "сегодня",
        "as-of": "Обзор и список по сведениям на дату:",
        "as-of-all": "сейчас (все)",
        "as-of-about": (
            "Передвиньте назад, чтобы увидеть, что было известно из источников, вышедших к выбранному дню. "
            "Источники без даты публикации учтены лишь в конце шкалы, поэтому некоторые записи видны только там."
        ),
        "zoom-in": "Крупнее",
        "zoom-out": "Мельче",
        "list": "По годам",
        "filter": "Поиск и отбор",
        "find": "Найти в названиях, подробностях и источниках или по дате (2025-12)",
        "track": "Серия или соглашение",
        "year": "Год",
        "years": "Годы",
        "all": "все",
        "doubtful": "Только неточные и спорные даты",
        "clear": "Показать все",
        "open-all": "Раскрыть все записи",
        "close-all": "Свернуть все записи",
        "shown": "Показано записей: {shown} из {all}",
        "undated": "без даты",
        "unreported": "нет сведений, что состоялось",
        "reading-held": (
            "Если рядом с записью ничего не сказано, то источник сообщает, что событие состоялось; годовщины вычислены."
        ),
        "disputed": "источники расходятся",
        "inferred": "прямо не сказано",
        "known-wrong": "заведомо ошибочно",
        "subscribe-how": "Как подписаться; все календари",
        "recent": "Последние события",
        "contents": "На этой странице",
        "no-year": "год неизвестен",
        "download": "Скачать (.ics)",
        "copy": "Копировать",
        "copied": "Скопировано",
        "subscribe-local": (
            "Это адрес вашего собственного компьютера: его программы могут подписаться, но Google, веб-версии "
            "Outlook и телефону он недоступен."
        ),
        "steps": "По шагам",
        "steps-apple": "Нажмите «Подписаться» и подтвердите.",
        "steps-google": (
            "На компьютере нажмите + рядом с «Другие календари», выберите «Добавить по URL» и вставьте адрес. "
            "После этого календарь появится и в телефоне."
        ),
        "steps-outlook": "Выберите «Добавить календарь», затем «Подписаться из Интернета» и вставьте адрес.",
        "steps-thunderbird": "Выберите «Создать календарь», затем «В сети» и вставьте адрес.",
        "nothing-found": "Ничего не найдено.",
        "reading-words": (
            "«Запланировано»: объявлено, но ни один источник не сообщает, что событие состоялось. «Прямо не "
            "сказано»: дата следует из источника, но дословно в нём не названа. «Источнику отдано предпочтение»: "
            "из нескольких сообщений взято лучше обоснованное."
        ),
    }
    quotation = "«{text}»"

    def ordinal(self, number: int, gender: str) -> str:
        return f"{number}-{_ORDINAL_SUFFIXES[gender]}"

    def anniversary(self, number: int, of: str | None) -> str:
        return f"{number}-летие" if of is None else f"{number}-летие {of}"

    def bounded(self, bound: str, value: str) -> str:
        """«Более» wants the genitive, which only numbers with one, two, three or four of something have not already."""
        return f"больше чем {value}" if bound == "over" and _is_some(value) else super().bounded(bound, value)

    def year(self, digits: str, case: Case) -> str:
        return f"{digits} г." if _is_genitive(case) else f"{digits} год"

    def decade(self, first: str, case: Case) -> str:
        return f"{first}-х годов" if _is_genitive(case) else f"{first}-е годы"

    def some_year(self, first: str, last: str, case: Case) -> str:
        return f"{'одного' if _is_genitive(case) else 'один'} из {first}–{last} годов"

    def finished(self, text: str) -> str:
        return _BEFORE_SECOND.sub("со ", text)

    def grouping_name(self, code: int, case: Case) -> str:
        return _NAMES[code - 21][2 if case is Case.TO else _is_genitive(case)]

    def month_pattern(self, pattern: str, case: Case) -> str:
        return pattern.replace("LLLL", "MMMM") if _is_genitive(case) else pattern


WORDING: Final = Russian()
