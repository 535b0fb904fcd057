"""A reply that reads as hostile is noticed; a firm no, an apology and somebody else's words are not."""

from typing import Any

import pytest

from inbox.words import Mood
from router.mood.instant import Instant
from router.tone import MOST, harsh

HOSTILE = {
    "You are an idiot. Read the instructions before you waste our time.": "You are an idiot",
    "Stop wasting my time.": "Stop wasting my time",
    "That is your own fault, not ours. Learn to read.": "Learn to read",
    "Are you stupid? I have told you this three times already.": "Are you stupid",
    "Your complaint is ridiculous and we are sick of your whining.": "Your complaint is ridiculous",
    "Shut up and wait like everybody else.": "Shut up",
    "Honestly, we don't care about your problem.": "we don't care about your",
    "If you had half a brain you would have found the button.": "had half a brain",
    "You people again? Get a life, this is bullshit.": "bullshit",
    "You clearly never read our mails, and now you whine.": "You clearly never read",
    "Eres un idiota, deja de molestar.": "Eres un idiota",
    "No sea ridículo, lea las instrucciones antes de quejarse.": "No sea ridículo",
    "Ya estoy harto de sus quejas, déjeme en paz.": "déjeme en paz",
    "Es culpa suya por no leer. Aprenda a leer.": "Es culpa suya",
    "Você é um idiota. Pare de me fazer perder tempo.": "Você é um idiota",
    "A culpa é sua, aprenda a ler.": "A culpa é sua",
    "Vous êtes stupide ou quoi ? Apprenez à lire.": "Vous êtes stupide",
    "Arrêtez de me faire perdre mon temps.": "Arrêtez de me faire perdre",
    "Sind Sie zu dumm, um die Anleitung zu lesen?": "Sind Sie zu dumm",
    "Das ist Ihr Problem. Hören Sie auf, sich zu beschweren.": "Das ist Ihr Problem",
    "Lei è un idiota. Impari a leggere.": "Lei è un idiota",
    "È colpa sua. Smetta di farmi perdere tempo.": "Smetta di farmi perdere tempo",
}

KIND = [
    "We cannot refund this order, as the return period ended on 3 March.",
    "No, we do not offer that, and we will not offer it in future.",
    "The device was damaged by water, which the warranty does not cover.",
    "Your payment has failed three times, so the order was cancelled.",
    "This is the last reminder: if we do not receive the payment, we will close the account.",
    "Unfortunately your account was blocked because of a suspected fraud.",
    "Please do not send your password by mail. Never share it with anybody.",
    "Kill the process and restart the server; the dead session is then gone.",
    "We do not accept insults, and will end this conversation if they go on.",
    "I am sorry that you had to write three times. That should not have happened.",
    "I understand that you are furious, and you are right to be.",
    "I'm sorry we wasted your time yesterday.",
    "It was our fault, not yours. What a stupid mistake of ours.",
    "This was not your fault, and it is not your problem. It is ours.",
    "Nobody thinks that you are stupid; the manual is awful.",
    "I am so sorry if it sounded as if it was your fault.",
    "You wrote that our service is “a disgrace”, “you are idiots” and “stupid”. I understand, and I am sorry.",
    "Sorry for this mess.\n> You are liars. Shut up and give me my money back!\n> Learn to read.",
    "The bad error message will go away once you have restarted. Please calm down the fan first.",
    "If you are tired of the terrible noise, your old fan is the problem.",
    "No podemos reembolsar este pedido porque el plazo terminó.",
    "Lamento mucho la espera; tiene toda la razón en estar harta de nuestros errores.",
    "No es culpa suya: el problema es nuestro.",
    "Entendemos que esté cansado de sus problemas con la línea; es inaceptable.",
    "Não podemos devolver o dinheiro, o prazo já terminou.",
    "A culpa não é sua, pedimos desculpa pelo erro.",
    "Nous ne pouvons malheureusement pas rembourser cette commande.",
    "Ce n'est pas votre faute, l'erreur vient de nous.",
    "Ihre Zahlung ist fehlgeschlagen. Wir müssen das Konto leider sperren.",
    "Es ist nicht Ihre Schuld, unser Techniker hat den Termin verpasst.",
    "Non possiamo rimborsare questo ordine: il termine è scaduto.",
    "Non è colpa sua, il ritardo è nostro e ce ne scusiamo.",
]


@pytest.fixture(scope="module")
def instant() -> Instant:
    return Instant()


@pytest.mark.parametrize(("text", "words"), HOSTILE.items(), ids=lambda text: text[:40])
def test_what_hurts_is_heard_with_the_words_that_do(instant: Instant, text: str, words: str) -> None:
    assert words in harsh(instant, text)


@pytest.mark.parametrize("text", KIND, ids=lambda text: text[:40])
def test_who_is_firm_or_sorry_is_not_asked(instant: Instant, text: str) -> None:
    assert harsh(instant, text) == ()


def test_no_more_words_are_shown_than_somebody_reads(instant: Instant) -> None:
    every = " ".join(HOSTILE)
    assert len(harsh(instant, every)) == MOST
    assert len(set(harsh(instant, every))) == MOST


class Glad:
    def score(self, texts: Any) -> list[Mood]:
        return [Mood(valence=0.8) for _ in texts]


def test_harsh_words_in_a_glad_text_are_meant_kindly() -> None:
    assert harsh(Glad(), "Shut up, that is the best news of the week!") == ()


@pytest.mark.parametrize("odd", ["", " ", ">", "“", "\ud800", "?" * 10_000, "you are " * 5_000, "\x00you are stupid"])
def test_whatever_is_written_it_does_not_fail(instant: Instant, odd: str) -> None:
    assert isinstance(harsh(instant, odd), tuple)
