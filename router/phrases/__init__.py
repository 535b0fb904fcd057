"""How people promise something, and when. What is missing here is not guessed.

Tables of our own: dateparser, which is kept well, misses half of it ("en dos horas", "esta tarde", "la semana que
viene"), turns "by Friday" into last Friday, takes "may" for a month, and needs a tenth of a second to be imported.
"""

from router.phrases.english import ENGLISH
from router.phrases.spanish import SPANISH

LANGUAGES = ENGLISH, SPANISH
