"""Real texts to edit, as paragraphs of sentences: our samples, and others where they are there."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from reader.text.canonical import clean

_ROOT = Path(__file__).parents[2]
INPUTS = _ROOT.parent / "shared/inputs"
"""Texts that some machines have beside a checkout."""

_SENTENCE = re.compile(r"(?<=[.!?。؟।])(?:\s+|(?<=。))|(?<=[。！？])(?=[^」』）])")
_LEAST = 5
_SLICE = 24_000
_SKIPPED = {"script", "style", "head", "nav"}
_BLOCKS = {"p", "h1", "h2", "h3", "li", "div", "td"}

OWN = {
    "de": """
Der Hafenmeister sagte am Abend, die kleine Fähre werde bis zum Winter nicht repariert. Die Stadt
habe dafür schlicht kein Geld, und die Werkstatt verlange inzwischen das Doppelte. Wer auf der
anderen Seite wohne, müsse eben den langen Weg über die alte Brücke nehmen.

Die Leiterin der Schule widersprach ihm wenig später sehr deutlich. Ihre Kinder könnten unmöglich
jeden Morgen anderthalb Stunden laufen, bloß weil eine Schraube fehle. Sie habe deshalb schon im
Frühjahr an die Verwaltung geschrieben und bis heute keine Antwort bekommen.

Im Rathaus hieß es, man prüfe den Vorgang weiterhin sorgfältig. Eine endgültige Entscheidung sei
frühestens nach den Ferien zu erwarten, erklärte eine Sprecherin. Bis dahin bleibe alles so, wie
es jetzt gerade sei, und niemand solle sich unnötig beunruhigen.
""",
    "fr": """
Le gardien du phare affirme que la lampe tombe régulièrement en panne depuis le mois de mars. Il
assure avoir prévenu la mairie à plusieurs reprises, sans jamais recevoir la moindre réponse. Les
pêcheurs, eux, continuent de sortir chaque nuit malgré le brouillard et les rochers.

La mairie répond qu'elle ignorait complètement la gravité de la situation. Selon elle, les
techniciens ont toujours déclaré que l'installation fonctionnait de manière satisfaisante. Une
inspection sera organisée prochainement, promet le conseiller chargé des affaires maritimes.

Plusieurs habitants demandent désormais que les registres soient rendus publics. Ils soupçonnent
que certains rapports ont été modifiés avant leur transmission à la préfecture. Le conseiller
refuse de commenter ces accusations qu'il juge « parfaitement ridicules ».
""",
    "es": """
La bibliotecaria explicó que los libros prestados durante la huelga todavía están perdidos. Según
ella, la dirección decidió cerrar el registro sin consultar a los empleados. Algunos lectores
devolvieron sus ejemplares directamente en la puerta, pero otros simplemente los guardaron.

El director sostiene que aquella medida era necesaria y completamente legal. También recuerda que
ningún trabajador presentó entonces una queja por escrito. La oficina municipal revisará los
documentos durante las próximas semanas antes de publicar sus conclusiones.

Los vecinos del barrio prefieren que la sala permanezca abierta mientras tanto. Dicen que los
estudiantes necesitan un lugar tranquilo donde trabajar por las tardes. Nadie parece saber cuánto
costaría realmente reponer todos los ejemplares desaparecidos.
""",
    "ru": """
Директор музея сообщил, что старинные карты исчезли ещё прошлой осенью. По его словам, пропажу
обнаружили случайно, когда сотрудники готовили новую выставку. Полиция начала проверку только
после повторного обращения, хотя заявление было подано вовремя.

Хранительница коллекции утверждает, что ключи от хранилища всегда лежали в открытом ящике. Она
неоднократно просила установить современную сигнализацию, однако денег каждый раз не находилось.
Теперь руководство обещает полностью заменить замки и провести подробную опись.

Историки считают потерю невосполнимой для всего региона. Некоторые листы никогда прежде не
публиковались и существовали в единственном экземпляре. Городские власти пока отказываются
отвечать на вопросы журналистов и ссылаются на тайну следствия.
""",
    "zh": """
图书馆馆长表示，这批旧地图是去年秋天在仓库里发现的。工作人员整理书架的时候，看到几个没有标签的木箱放在角落。经过专家鉴定，这些地图很可能出自同一位测量员之手。

研究人员认为，地图上的河流与今天的位置有明显的差别。他们推测河道在一次大洪水之后向东移动，原来的村庄因此被迫搬迁。这个说法目前还缺少其他文献的支持，需要继续寻找证据。

市政府计划明年举办一个展览，让居民看到这些珍贵的资料。负责人说展览完全免费，学生可以预约讲解。有人担心展厅的湿度会损坏纸张，馆方回应说已经准备了专门的设备。
""",
    "ar": """
قال مدير المتحف إن الخرائط القديمة اختفت من المخزن خلال الخريف الماضي. وأضاف أن الموظفين اكتشفوا
الأمر بالصدفة عندما كانوا يستعدون لافتتاح المعرض الجديد. وأكد أن الشرطة تتابع التحقيق وتستمع إلى
أقوال جميع العاملين في المكان.

وأوضحت أمينة المجموعة أن المفاتيح كانت محفوظة دائما في درج مفتوح داخل المكتب. وطلبت مرارا تركيب
أجهزة إنذار حديثة لكن الإدارة كانت تؤجل القرار كل مرة. وتعتقد الآن أن المسؤولية تقع على الجميع
وليس على الحراس وحدهم.

ويرى المؤرخون أن خسارة هذه الوثائق كبيرة بالنسبة للمنطقة بأكملها. وكانت بعض الأوراق محفوظة في
نسخة وحيدة ولم ينشر مضمونها من قبل. وترفض السلطات المحلية التعليق على الموضوع حتى تنتهي التحقيقات.
""",
}
"""Short texts of ours in languages that the samples lack."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text.

    Attributes:
        name: Where it is from.
        paragraphs: Its sentences, paragraph by paragraph.
        joint: What stands between two sentences.
    """

    name: str
    paragraphs: tuple[tuple[str, ...], ...]
    joint: str


def sources() -> list[Source]:
    """Return every text there is, in an order that does not change."""
    found = [_source(f"ours: {language}", text) for language, text in OWN.items()]
    samples = sorted((_ROOT / "sample_articles").iterdir())
    found.extend(
        _source(path.name, _read(path)) for path in samples if not path.name.startswith("LICENSE")
    )
    if INPUTS.is_dir():
        for path in sorted([*INPUTS.glob("text/*.txt"), *INPUTS.glob("html/traf_*.html")]):
            found.extend(_slices(path.name, _read(path)))
        for path in sorted(INPUTS.glob("epub/*.epub")):
            found.extend(_slices(path.name, _book(path)))
    return [source for source in found if sum(map(len, source.paragraphs)) >= _LEAST]


def _read(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace")
    return _without_tags(text) if path.suffix == ".html" else text


def _slices(name: str, text: str) -> Iterator[Source]:
    """Yield a text in parts of the length of a long article; of a book, some of them."""
    starts = range(0, len(text), _SLICE)
    for start in starts[:: max(1, len(starts) // 4)]:
        yield _source(f"{name} {start}", text[start : start + _SLICE])


def _source(name: str, text: str) -> Source:
    paragraphs = []
    for block in re.split(r"\n\s*\n", clean(text)):
        sentences = [each for each in _SENTENCE.split(" ".join(block.split())) if each.strip()]
        if sentences:
            paragraphs.append(tuple(sentences))
    spaced = sum(text.count(sign) for sign in "。、") * 50 < len(text)
    return Source(name, tuple(paragraphs), " " if spaced else "")


def _book(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith((".xhtml", ".html", ".htm"))]
        return "\n\n".join(
            _without_tags(book.read(name).decode("utf-8", errors="replace"))
            for name in sorted(names)
        )


class _Words(HTMLParser):
    """Collects what is between the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._skipped += tag in _SKIPPED
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in _SKIPPED

    def handle_data(self, data: str) -> None:
        if self._skipped <= 0:
            self.pieces.append(data)


def _without_tags(page: str) -> str:
    words = _Words()
    words.feed(page)
    return "".join(words.pieces)
