"""Files that were sent with a form: documents that people give in a way that suits them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handrail.exchange.carry.asked import Answer, Asked, Carrier, Place
from handrail.exchange.carry.wording import Wanted, one_question, own_words, whole, with_answers
from handrail.exchange.form import Component, Words

_KINDS: Mapping[str, str] = {
    "application/pdf": "PDF",
    "application/msword": "DOC",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.ms-excel.sheet.macroenabled.12": "XLSM",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.ms-powerpoint": "PPT",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/vnd.ms-outlook": "MSG",
    "application/x-research-info-systems": "RIS",
    "application/rtf": "RTF",
    "application/xml": "XML",
    "application/zip": "ZIP",
    "text/rtf": "RTF",
    "text/csv": "CSV",
    "text/plain": "TXT",
    "text/xml": "XML",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/*": "JPG, PNG",
}
"""The short names of kinds of file, by their media types (IANA)."""
_WAYS = ("post", "counter", "email")
_LONGEST_KIND = 10


def _file(component: Component, place: Place) -> Asked:
    """Carry a file to be sent as a document to be given, with what was said of its kinds and number."""
    languages = tuple(component.title) or ("en",)
    wanted = Wanted("evidence")
    for way in _WAYS:
        wanted.words[f"options.{way}"] = own_words(f"evidence.{way}", languages)
    asked, own = one_question(component, place, wanted)
    (question,) = asked.questions
    said = [question.words.get("text", {}), *_terms(component, languages)]
    text: Words = {
        language: "\n\n".join(filter(None, (one.get(language, "") for one in said))) for language in languages
    }
    if any(text.values()):
        question = replace(question, words={**question.words, "text": text})
    place.report.note(f"{component.where}: a file to upload is asked for as a document to give, in any way.")
    asked = Asked(heading=asked.heading, questions=(question,), help=asked.help, when=asked.when)
    return with_answers(asked, {component.name: Answer(f"{own}.way", "choice")})


def _terms(component: Component, languages: tuple[str, ...]) -> list[Words]:
    """Return what is accepted, in whole sentences of ours: kinds of file, how few and how many."""
    options = component.options
    zone = options.get("dropzoneConfig")
    zone = zone if isinstance(zone, Mapping) else {}
    found: list[Words] = []
    kinds = _kinds(options.get("accept") or zone.get("acceptedFiles"))
    if kinds:
        found.append(own_words("evidence.formats", languages, formats=", ".join(kinds)))
    least = whole(options.get("minimumRequiredFiles")) or whole(component.schema.get("min"))
    most = whole(zone.get("maxFiles")) or whole(component.schema.get("max"))
    exact = whole(component.schema.get("length"))
    least, most = exact or least, exact or most
    if most == 1:
        found.append(own_words("evidence.one", languages))
    else:
        if least and least > 1:
            found.append(own_words("evidence.least", languages, least=least))
        if most:
            found.append(own_words("evidence.most", languages, most=most))
    return found


def _kinds(accepted: Any) -> list[str]:
    """Return short names of the kinds of file that are accepted: PDF, DOCX."""
    listed = accepted if isinstance(accepted, list) else str(accepted or "").split(",")
    found = []
    for one in listed:
        kind = str(one).strip().lower()
        name = kind.lstrip(".").upper() if kind.startswith(".") else _KINDS.get(kind, "")
        if name and len(name) <= _LONGEST_KIND and name.replace(", ", "").isalnum():
            found.append(name)
    return list(dict.fromkeys(found))


FILES: Mapping[str, Carrier] = {"FileUploadField": _file, "ClientSideFileUploadField": _file}
"""The carriers of files."""
