"""What people write, in English and Spanish, its words as unevenly common as in real texts (Zipf); and who they are."""

import itertools
import random
import re

COMMON = """
the to and of is my order have for not it that you please with this was when can a de la que el en y no mi pedido por
con para una los se lo ha gracias hola hello thanks delivery invoice refund entrega factura devolución avería dinero
semana week money wrong broken roto enviado sent arrived llegado parcel paquete customer cliente cuenta
"""
SYLLABLES = "babebibocacocudadedidofafegagolalelilomamemimomanenonapapeporarerirosasota"


class Corpus:
    """Endless, and the same every time."""

    def __init__(self) -> None:
        self.dice = random.Random(7)
        pairs = sorted(set(re.findall("..", SYLLABLES)))
        made = ("".join(parts) for size in (2, 3, 4) for parts in itertools.product(pairs, repeat=size))
        self.words = [*COMMON.split(), *itertools.islice(made, 60_000)]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self.names = [f"{first}{last}".title() for first in pairs for last in pairs]

    def said(self) -> str:
        length = min(400, max(3, int(self.dice.lognormvariate(3.4, 0.8))))  # half below 30 words, some are letters
        return " ".join(self.dice.choices(self.words, cum_weights=self.weights, k=length))

    def rare(self) -> str:
        return self.words[self.dice.randrange(20_000, 60_000)]


def email(number: int) -> str:
    return f"customer{number}@example.com"


def phone(number: int) -> str:
    return f"+346{number:08}"
