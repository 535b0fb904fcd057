"""Sentences as customers write them in German, by the signals that they show."""

from office.hearing import enough, misheard, missed, plain, shouted, unshown

SAID = {
    "asks_human": (
        "Bitte lassen Sie mich mit einem Vorgesetzten reden",
        "Ich möchte mit einem Menschen sprechen",
        "ich will mit einem richtigen mitarbeiter reden",
        "Kann ich mit Ihrem Vorgesetzten sprechen?",
        "Verbinden Sie mich mit einem Mitarbeiter",
        "Ich will nicht mit einem Bot sprechen",
        "Mitarbeiter bitte!",
        "Kann mich bitte jemand zurückrufen?",
        "Wie kann ich mit jemandem telefonieren?",
        "Geben Sie mir Ihren Vorgesetzten",
        "Ihr Chatbot versteht nichts, ich will einen echten Menschen",
    ),
    "threatens": (
        "Wenn das nicht klappt, schalte ich meinen Anwalt ein",
        "Sonst kündige ich mein Abo",
        "Ich werde meinen Anwalt einschalten",
        "Wir sehen uns vor Gericht",
        "Ich werde Sie verklagen",
        "Ich kündige meinen Vertrag",
        "Ich wende mich an die Verbraucherzentrale",
        "Nie wieder bestelle ich bei euch",
        "Sie haben soeben einen Kunden verloren",
        "Ich werde eine schlechte Bewertung schreiben",
        "Das war meine letzte Bestellung bei euch",
        "Dann gehe ich zur Konkurrenz",
        "Ich werde rechtliche Schritte einleiten",
        "Ich lasse den Betrag zurückbuchen",
        "Entweder Sie zahlen oder ich gehe zum Anwalt",
    ),
    "urgent": (
        "Ich brauche die Karte noch heute, ich fliege abends",
        "Es ist dringend, ich brauche das Zeugnis",
        "Ich brauche das Paket bis morgen früh",
        "Bitte melden Sie sich umgehend",
        "Mein Zug fährt in 30 Minuten und das Ticket lädt nicht",
        "Das ist ein medizinischer Notfall",
        "Ich brauche sofort Hilfe, meine Karte wurde gestohlen",
        "Es eilt!",
        "Ich brauche die Unterlagen dringend bis morgen",
    ),
    "vulnerable": (
        "Mein Mann ist verstorben und es kommen weiter Rechnungen",
        "Meine Mutter ist letzte Woche gestorben und ich muss ihren Vertrag beenden",
        "Ich liege im Krankenhaus und kann das Paket nicht abholen",
        "Wir sind seit drei Tagen ohne Heizung mit einem Baby",
        "Ich habe meinen Job verloren und kann die Miete nicht mehr zahlen",
        "Ich bin blind und Ihre Seite geht nicht mit meinem Vorleser",
        "Ich bin völlig verzweifelt",
        "ich will nicht mehr leben",
        "Ich habe Depressionen und das macht es schlimmer",
        "Mein Vater hat Krebs und braucht die Fahrt",
        "Mein Sohn liegt seit Dienstag auf der Intensivstation",
    ),
    "solved": (
        "Jetzt klappt alles, vielen Dank",
        "Vielen Dank für die schnelle Hilfe!",
        "Es funktioniert jetzt wieder, danke",
        "Super, vielen Dank!",
        "Danke für Ihre Antwort",
        "Das Problem ist gelöst",
        "ok danke 😊",
        "Heute angekommen, vielen Dank für die schnelle Lieferung",
    ),
    "repeats": (
        "Ich habe Ihnen schon dreimal geschrieben",
        "Ich schreibe Ihnen jetzt zum dritten Mal",
        "Ich habe schon zweimal angerufen",
        "Immer noch keine Antwort auf meine Mail",
        "Niemand meldet sich",
        "Ich habe mehrfach geschrieben",
        "Ich warte seit zwei Wochen auf eine Antwort",
        "Wie oft muss ich die Unterlagen noch schicken?",
        "Ich habe bisher keine Rückmeldung bekommen",
        "Ich habe am Montag geschrieben und noch keine Antwort erhalten",
    ),
    "asks_human urgent": ("Ich muss dringend mit einem Berater sprechen",),
    "": (
        "Mein Chef möchte noch zehn Stühle",
        "Der Anwalt im Roman gefällt mir",
        "Was kostet die Eillieferung?",
        "Die Pflanze ist gestorben",
        "Danke. Wann kommt es an?",
        "Ich habe meine Schwester zweimal angerufen, um euch zu empfehlen",
        "Ich möchte mit niemandem sprechen, schicken Sie nur die Rechnung",
        "Der Mitarbeiter war sehr freundlich",
        "Gestern habe ich mit einem Vorgesetzten gesprochen und er hat alles erklärt",
        "Die Person, die dort wohnt, nimmt das Paket an",
        "Ich arbeite in der Personalabteilung und suche ein Angebot",
        "Wie viele Personen passen an den Tisch?",
        "Das Zimmer ist für zwei Personen",
        "Ich bin Leiter des Einkaufs in einem Hotel",
        "Mein Makler holt die Schlüssel ab",
        "Haben Sie Bücher über Menschenrechte?",
        "Mein Anwalt hat diese Tasche auch gekauft und liebt sie",
        "Wo kann ich eine Bewertung schreiben? Der Wasserkocher ist toll",
        "Ist das Gericht in der Nähe des Hotels?",
        "Das Gericht war sehr lecker",
        "Keine Sorge, ich werde Sie nicht verklagen",
        "Wie kann ich den Newsletter kündigen?",
        "Ich möchte meine Bestellung stornieren",
        "Ich habe Ihre Werbung auf Facebook gesehen",
        "Ich möchte eine Rückmeldung zur App geben",
        "Bei euch hatte ich noch nie ein Problem",
        "Letztes Mal hat Größe 38 gut gepasst",
        "Ich bestelle immer wieder bei euch",
        "Wir haben die Presse im Keller, eine Saftpresse",
        "Mein Arbeitgeber hat mir die Stelle gekündigt",
        "Die Polizei empfiehlt dieses Schloss",
        "Es ist nicht dringend, wann immer Sie Zeit haben",
        "Es eilt nicht",
        "Keine Eile, nächste Woche reicht",
        "Wann öffnen Sie morgen?",
        "Morgen schicke ich Ihnen das Foto",
        "Wo ist der Notausgang?",
        "Haben Sie jetzt geöffnet?",
        "Heute ist schönes Wetter",
        "Mein Flug ist am 3. Mai, kann ich den Sitz wählen?",
        "Wie lautet die Notrufnummer?",
        "Bis morgen!",
        "Mein Handy ist tot und ich habe den Code verloren",
        "Ich habe das Warten satt",
        "Ich sterbe vor Neugier",
        "Ist das Kino mit dem Rollstuhl erreichbar?",
        "Das Krankenhaus kauft vierzig Stühle im Jahr bei Ihnen",
        "Ich habe den Koffer meiner Mutter verloren",
        "Es ist kalt in Ihrem Laden",
        "Ohne Strom, leuchtet die Lampe dann noch?",
        "Ich habe vor Lachen geweint bei Ihrer Werbung",
        "Ich suche ein Geschenk für meine Oma",
        "Dieser Kuchen ist zum Sterben gut",
        "Danke im Voraus",
        "Danke für nichts",
        "Danke, aber es geht immer noch nicht",
        "Danke, dass Sie meinen Urlaub ruiniert haben",
        "Können Sie mir die Rechnung schicken? Danke",
        "Kein Problem",
        "Ich hoffe, das Problem ist bald gelöst",
        "Wann ist das repariert?",
        "Gott sei Dank regnet es nicht",
        "Ich danke Ihnen, wenn es geht",
        "Was ist die Antwort auf Frage 3 im Handbuch?",
        "Ich habe das zweimal gekauft, weil ich es so mag",
        "Ich bin zum dritten Mal in Ihrem Hotel und liebe es",
        "Die Klingel läutet zweimal und hört auf",
        "Ich habe schon ein Konto",
        "Ich habe den Newsletter diesen Monat nicht erhalten",
        "Hallo, gibt es dieses Hemd in Rot?",
        "Die Seite sagt „mit einem Menschen sprechen“, aber es gibt keinen Knopf",
        "Die Lieferung kam pünktlich",
        "Mein Anwalt braucht eine Kopie des Vertrags",
        "Meine 82 jährige Oma liebt Ihre Kekse",
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
