"""Sentences as customers write them in Italian, by the signals that they show."""

from office.hearing import enough, misheard, missed, plain, shouted, unshown

SAID = {
    "asks_human": (
        "Desidero essere contattato da un responsabile",
        "Voglio parlare con un operatore",
        "vorrei parlare con una persona vera",
        "Posso parlare con il vostro responsabile?",
        "Mi passi un supervisore",
        "Non voglio parlare con un robot",
        "Operatore umano per favore",
        "Mi può richiamare qualcuno?",
        "Come posso parlare con qualcuno?",
        "Ho bisogno di parlare con il direttore",
        "Impossibile parlare con un operatore",
        "Il vostro robot non capisce, passatemi un operatore",
    ),
    "threatens": (
        "Se non risolvete passerò alle vie legali",
        "Vi denuncio",
        "Il mio avvocato vi contatterà",
        "Mi rivolgerò al Codacons",
        "Ci vediamo in tribunale",
        "Disdico il contratto",
        "Avete perso un cliente",
        "Non comprerò mai più da voi",
        "È l'ultima volta che volo con voi",
        "Pubblicherò tutto sui social",
        "Lascerò una recensione negativa",
        "Procederò per vie legali",
        "O mi rimborsate o mi rivolgo a un avvocato",
    ),
    "urgent": (
        "Mi serve la carta oggi stesso, parto stasera",
        "È urgente, mi serve il certificato",
        "Ho bisogno del pacco per domani mattina",
        "Rispondete il prima possibile",
        "Il mio treno parte tra 30 minuti e il biglietto non si apre",
        "È un'emergenza medica",
        "Aiutatemi subito, mi hanno rubato la carta",
        "Ho molta fretta",
        "Ho assolutamente bisogno dei documenti entro domani",
    ),
    "vulnerable": (
        "Mio marito è morto e continuano ad arrivare bollette",
        "Mia madre è morta la settimana scorsa e devo chiudere il suo conto",
        "Sono ricoverata in ospedale e non posso ritirare il pacco",
        "Siamo da tre giorni senza riscaldamento con un neonato",
        "Ho perso il lavoro e non riesco a pagare l'affitto",
        "Sono cieco e il vostro sito non funziona con il mio lettore",
        "Sono disperata",
        "non voglio più vivere",
        "Soffro di depressione e questo peggiora tutto",
        "Mio padre ha un tumore",
        "Mio figlio è in terapia intensiva da martedì",
    ),
    "solved": (
        "Tutto a posto adesso, grazie mille",
        "Grazie mille per l'aiuto!",
        "Ora funziona, grazie",
        "Perfetto, grazie mille!",
        "Grazie per la risposta veloce",
        "Problema risolto",
        "ok grazie 😊",
        "Arrivato stamattina, grazie per la rapidità",
    ),
    "repeats": (
        "Vi ho scritto tre volte senza risposta",
        "È la terza volta che vi scrivo",
        "Vi ho già scritto due volte",
        "Ancora nessuna risposta alla mia mail",
        "Nessuno mi risponde",
        "Ho chiamato più volte",
        "Aspetto una risposta da due settimane, non ho ricevuto risposta",
        "Quante volte devo mandare i documenti?",
        "Non ho mai ricevuto risposta",
        "Vi ho scritto lunedì e non ho ancora ricevuto risposta",
    ),
    "": (
        "Il mio responsabile vuole altre dieci sedie",
        "Il mio avvocato adora questa sedia",
        "Quanto costa la spedizione urgente?",
        "La pianta che ho comprato è morta",
        "Grazie. Quando arriva?",
        "Ho chiamato due volte mia sorella per consigliarvi",
        "Non voglio parlare con nessuno, mandate solo la fattura",
        "L'operatore è stato molto gentile",
        "Ieri ho parlato con un responsabile e mi ha spiegato tutto",
        "La persona che abita lì ritira il pacco",
        "Lavoro nelle risorse umane e cerco un preventivo",
        "Quante persone stanno a tavola?",
        "La camera è per due persone",
        "Sono responsabile acquisti di un hotel",
        "Il mio agente immobiliare ritira le chiavi",
        "Avete libri sui diritti umani?",
        "Il mio amico avvocato ha comprato la stessa borsa",
        "Dove posso lasciare una recensione? Adoro il bollitore",
        "Il consumo del frigorifero è basso",
        "Il tribunale è vicino all'hotel?",
        "Non vi denuncio, state tranquilli",
        "Come posso disdire la newsletter?",
        "Vorrei annullare il mio ordine",
        "Ho visto la pubblicità sui social",
        "Vorrei dare la mia opinione sull'app",
        "Non ho mai avuto problemi con voi",
        "L'ultima volta che ho comprato la taglia 38 andava bene",
        "Compro sempre da voi",
        "Ho denunciato lo smarrimento della carta ai carabinieri",
        "La polizza copre il furto?",
        "Che causa ha il rumore?",
        "Non è urgente, quando potete",
        "Senza fretta, va bene la settimana prossima",
        "Non ho fretta",
        "A che ora aprite domani?",
        "Domani vi mando la foto",
        "Dov'è l'uscita di emergenza?",
        "Siete aperti adesso?",
        "Oggi è una bella giornata",
        "Il mio volo è il 3 maggio, posso scegliere il posto?",
        "Qual è il numero di emergenza?",
        "A domani!",
        "Il mio telefono è morto e ho perso il codice",
        "Sono stufo di aspettare",
        "Muoio dalla voglia di provarlo",
        "Il cinema è accessibile in sedia a rotelle?",
        "L'ospedale compra da voi quaranta sedie l'anno",
        "Ho perso la valigia di mia madre",
        "Fa freddo nel vostro negozio",
        "Senza luce lo schermo si vede?",
        "Piango dal ridere con la vostra pubblicità",
        "Cerco un regalo per mia nonna",
        "Questa torta è da morire",
        "Grazie in anticipo",
        "Grazie di niente",
        "Grazie, ma non funziona ancora",
        "Grazie per avermi rovinato le vacanze",
        "Potete mandarmi la fattura? Grazie",
        "Grazie al corriere ho perso il treno",
        "Spero che sia risolto presto",
        "Quando sarà riparato?",
        "Nessun problema",
        "Grazie a Dio non piove",
        "Qual è la risposta alla domanda 3 del manuale?",
        "L'ho comprato due volte perché mi piace molto",
        "È la terza volta che vengo nel vostro hotel e lo adoro",
        "Il campanello suona due volte e si ferma",
        "Ho già un account",
        "Non ho ricevuto la newsletter di questo mese",
        "Salve, avete questa maglietta in rosso?",
        'Il sito dice "parla con un operatore" ma non c\'è nessun pulsante',
        "La consegna è arrivata in orario",
        "Il mio avvocato ha bisogno di una copia del contratto",
        "Mia nonna di 82 anni adora i vostri biscotti",
    ),
}


def test_every_sentence_shows_its_signals_and_no_others() -> None:
    assert misheard(SAID) == []


def test_shouting_says_the_same() -> None:
    assert misheard(SAID, shouted) == []


def test_letters_without_accents_say_the_same() -> None:
    assert misheard(SAID, plain) == []


def test_what_is_shown_stands_in_the_sentence() -> None:
    assert unshown(SAID) == []


def test_every_sign_names_the_stems_that_it_needs() -> None:
    assert missed(SAID) == []


def test_the_sentences_cover_every_signal_and_tempt_often() -> None:
    assert enough(SAID)
