"""In which language somebody writes."""

import pytest

from router.tongue import KNOWN, tongue


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hello, where is my order? It has not arrived yet."),
        ("en", "I can't log in to your site and I don't know what to do"),
        ("en", "my lamp is broken, and i’m not happy with the service"),
        ("es", "Hola, ¿dónde está mi pedido? Todavía no ha llegado."),
        ("es", "hola no puedo entrar en la web y no se que hacer con la lampara que compre"),
        ("es", "Buenas tardes, les escribo porque el paquete no ha llegado y lo quiero devolver"),
        ("fr", "Bonjour, je n'ai pas reçu ma commande et je voudrais savoir où elle est."),
        ("de", "Guten Tag, ich habe meine Bestellung noch nicht bekommen. Wo ist sie?"),
        ("it", "Buongiorno, non ho ancora ricevuto il mio ordine e vorrei sapere quando arriva."),
        ("pt", "Olá, ainda não recebi a minha encomenda e gostaria de saber onde ela está, obrigado."),
        ("nl", "Goedendag, ik heb mijn bestelling nog niet ontvangen. Waar is het pakket?"),
        ("ca", "Bon dia, encara no he rebut la meva comanda i vull saber on és amb aquest número."),
    ],
)
def test_it_is_told_by_the_little_words(language: str, text: str) -> None:
    assert tongue([text]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "4417",
        "👍👍👍",
        "no",
        "Lamp 4417 Madrid",
        "https://shop.example/the/and/is/are?you=your&my=not is.the@and.example",
        "Dzień dobry, gdzie jest moje zamówienie? Jeszcze nie dotarło.",
        "Γεια σας, πού είναι η παραγγελία μου;",
        "こんにちは、注文はどこですか",
        "de la en un",
        "\0\n\t" * 100,
    ],
)
def test_where_it_is_not_clear_nothing_is_said(text: str) -> None:
    assert tongue([text]) == ""


def test_half_one_half_another_is_not_clear() -> None:
    assert tongue(["Where is my order? I have not got it", "¿Dónde está mi pedido? Todavía no lo tengo"]) == ""


def test_several_short_ones_say_more_than_each() -> None:
    said = ["Where is my order?", "It is late", "Are you there?"]
    assert tongue(said[1:2]) == ""
    assert tongue(said) == "en"
    assert tongue([]) == ""


def test_no_language_is_told_by_words_that_another_one_has_wholly() -> None:
    for language, words in KNOWN.items():
        own = words - frozenset().union(*(other for name, other in KNOWN.items() if name != language))
        assert len(own) >= 8, language
