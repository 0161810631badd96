"""Speaks to some people in other words: which voice somebody is spoken to in, and the service in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from handrail.definition.brick import Fact
from handrail.definition.prepared import prepared
from handrail.definition.service import Service, Voice


def spoken_to(service: Service, facts: Mapping[str, Fact], *, at: datetime) -> Service:
    """Return the service as it speaks to somebody with these facts: in the first voice that fits.

    It is the same service in everything but its words, and the same object each time.
    """
    for voice in service.voices.values():
        if voice.when.evaluate(facts, at=at) is True:
            return _by_voice(service)[voice.id]
    return service


@prepared
def _by_voice(service: Service) -> Mapping[str, Service]:
    return {voice.id: _in_voice(service, voice) for voice in service.voices.values()}


def _in_voice(service: Service, voice: Voice) -> Service:
    words = {
        language: {**service.words.get(language, {}), **voice.words.get(language, {})}
        for language in service.languages
    }
    return replace(service, words=words, voice=voice.id)
