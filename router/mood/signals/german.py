"""Signals in German. Umlauts are met without their dots; "ue" and the like are taken as well."""

from router.mood.signals.shape import Language, Sign, alone

COURTESIES = (
    "hallo guten tag abend morgen moin bitte danke jetzt sofort endlich ich will mochte moechte einen eine "
    "einem mit sprechen"
)
PERSON = """
    (?:(?:eine[mnr]?|ein|der|die|den|dem|das|ihre[mnr]?|eure[mnr]?|irgend|echte[mnr]?|richtige[mnr]?
        |menschliche[mnr]?|einem? anderen|anderen|zustandigen|zustaendigen
        |verantwortlichen) ){0,3}(?:mensch(?:en)?|person|mitarbeiter(?:in)?|berater(?:in)?|vorgesetzte[nrm]?
        |chef(?:in)?|manager(?:in)?|teamleiter(?:in)?|abteilungsleiter|leiter|jemand(?:en|em)?
        |kundenbetreuer(?:in)?|sachbearbeiter(?:in)?|ansprechpartner(?:in)?|agenten?|verantwortlichen
        |kundenberater(?:in)?|filialleiter(?:in)?|geschaftsfuhrer)"""
REAL = """
    (?:(?:eine[mn]?|ein|einer|ihre[nm]?|euren) )?(?:(?:echte[nrm]?|richtige[nrm]?|reale[nrm]?|lebende[nrm]?
        |menschliche[nrm]?|leibhaftige[nrm]?) (?:mensch(?:en)?|person|mitarbeiter(?:in)?|berater(?:in)?|agenten
        |ansprechpartner)|vorgesetzte[nrm]?|teamleiter(?:in)?|mensch am (?:telefon|apparat))"""
TALK = "(?:sprechen|reden|telefonieren|chatten|verbunden werden|kommunizieren|verbinden)"
ASK = r"""
    (?:ich|wir) (?:\w+ )?(?:will|wollen|mochte|moechte|mochten|moechten|wurde gerne?|wuerde gerne?|muss|mussen
        |muessen|verlange|verlangen|bitte darum|versuche|brauche|wunsche|wuensche)
    |(?:kann|konnte|koennte|konnen|darf|durfte) (?:ich|man|wir)|lassen sie mich|lasst mich
    |(?:wie|wo|wann) (?:kann|komme|erreiche) (?:ich|man)|ich (?:kann|konnte)
    |(?:gibt es|gibt's) (?:\w+ )?(?:eine )?(?:moglichkeit|moeglichkeit)"""
ASKS_HUMAN = (
    Sign("spre rede tele chat verb komm", rf"""
        (?:{ASK}) (?:\w+ ){{0,4}}?(?:mit |zu ){PERSON} (?:\w+ ){{0,4}}?{TALK}
        |(?:unmoglich|unmoeglich|versuche|versuchen)(?: \w+){{0,4}} mit {PERSON} (?:zu )?{TALK}
        |(?:verbinden sie mich|verbindet mich|verbinde mich)(?: \w+){{0,2}} mit {PERSON}""",
        unless="endlich konnte|konnte ich endlich|jemanden? (?:kennen|lieb)"),
    Sign("mens mita bera pers vorg chef mana team agen kund", alone(PERSON.replace('|jemand(?:en|em)?', ''),
        COURTESIES)),
    Sign("erre anru meld zuru kont ruck ruec", rf"""
        (?:ich |wir )?(?:erreiche|erreichen) (?:\w+ ){{0,3}}(?:keinen|niemanden|nie jemanden|niemand
            |keine) ?(?:mensch(?:en)?|mitarbeiter|ansprechpartner)?(?= (?:am|per|bei|telefonisch|in|unter|mehr
            |[.,]|$))
        |(?:kann|konnte|soll|moge|konnten
            |bitte) (?:sich )?(?:bitte )?{PERSON} (?:sich )?(?:\w+ ){{0,3}}?(?:bei mir melden
            |mich (?:\w+ )?(?:zuruckrufen|zurueckrufen|anrufen|kontaktieren)|zuruckrufen|zurueckrufen
            |bei uns melden)
        |(?:ich mochte|ich moechte|bitte um) (?:\w+ ){{0,3}}(?:von {PERSON} )(?:\w+ )?(?:zuruckgerufen
            |zurueckgerufen|angerufen|kontaktiert)
        |(?:bitte|ich erwarte) (?:um )?(?:einen )?(?:ruckruf|rueckruf) (?:von )?{PERSON}"""),
    Sign("mens mita bera pers vorg team agen ansp", f"""
        (?:ich will|ich mochte|ich moechte|ich brauche|ich verlange|geben sie mir|gebt mir|gibt es(?: hier
            | bei euch| bei ihnen)?|holen sie mir|holen sie) (?:bitte |endlich |hier |nur )?{REAL}(?! (?:werden
            |sein|der|die|kennen|lieben|an meiner))"""),
    Sign("bot bots robo masc chat comp auto", r"""
        (?:will|mochte|moechte|wollen) (?:\w+ )?nicht mit (?:\w+ )?(?:bot|roboter|maschine|chatbot|computer
            |automaten) (?:sprechen|reden|schreiben|chatten)
        |(?:keine|keinen) (?:\w+ )?(?:bots?|chatbots?|roboter|automatischen antworten|standardantworten
            |textbausteine)(?: mehr)?(?= (?:bitte|mehr|[.,]|$))
        |(?:horen|hoeren) sie auf mir automatische antworten"""),
)  # fmt: skip
WILL = """
    (?:(?:ich|wir) (?:werde|werden|muss|mussen|muessen)(?: mich| uns| sie| euch| dann| das| nun| jetzt| sonst
        | leider| auch){0,3}|(?:dann|sonst|ansonsten|andernfalls) (?:werde|werden|muss|gehe|schalte) (?:ich
        |wir)(?: mich| uns| sie| euch| das){0,3})"""
WATCHDOG = r"""
    (?:verbraucherzentrale|verbraucherschutz\w*|bundesnetzagentur|bafin|schlichtungsstelle|schlichtung|ombudsmann?
        |ombudsstelle|datenschutzbehorde|datenschutzbeauftragten|datenschutzbeauftragte|polizei|staatsanwaltschaft
        |gewerbeaufsicht|luftfahrtbundesamt|eisenbahn bundesamt|konsumentenschutz|kartellamt|wettbewerbszentrale
        |arbeiterkammer)"""
THREATENS = (
    Sign("anwa rech", rf"""
        (?:mein|unser|meinem|meinen|unserem|unseren|einen|einem|zum
            |den) (?:rechts)?anwalt(?= (?:\w+ ){{0,3}}?(?:wird|meldet|einschalten|beauftragen|kontaktieren|nehmen
            |gehen|ubergeben|uebergeben|einzuschalten|wenden|einschalte|beauftrage|hinzuziehen|konsultieren
            |sprechen))
        |(?:gehe|gehen|wende|wenden|geht|ubergebe|uebergebe|schalte|beauftrage) (?:\w+ ){{0,4}}?(?:zum|an meinen
            |an einen|meinem|einen|meinen|an den|unseren) (?:rechts)?anwalt
        |horen (?:sie )?von meinem (?:rechts)?anwalt|hoeren (?:sie )?von meinem (?:rechts)?anwalt
        |rechtsschutzversicherung (?:ist|wurde|wird|eingeschaltet|informiert)
        |(?:rechtliche|juristische) (?:schritte|massnahmen|mittel)|rechtsweg|{WILL} (?:\w+ ){{0,4}}anwalt""", unless="""
        freund|freundin|empfehlen|hatte damals|ware gut|geh (?:mal )?zum|such dir|du (?:solltest|kannst|musst)
        |partei|regierung|serie"""),
    Sign("geri klag verk anze", rf"""
        (?:ich|wir) (?:\w+ )?(?:verklage|verklagen|klage|reiche klage ein|erstatte anzeige|zeige (?:sie|euch) an
            |gehe vor gericht|ziehe vor gericht|gehen vor gericht)(?! nicht)
        |{WILL} (?:\w+ ){{0,5}}(?:verklagen|klagen|anzeigen|anzeige erstatten|klage einreichen
            |vor gericht (?:gehen|ziehen))
        |(?:sehen uns|wiedersehen) vor gericht|(?:lande|landet|landen|endet) (?:\w+ )?vor gericht""", unless="""
        regierung|merkel|partei|mein leid|keine sorge|nicht (?:verklagen|klagen|anzeigen|vor gericht|einschalten)"""),
    Sign("verb bund bafi schl ombu date poli staa gewe luft eise kons kart wett arbe", rf"""
        (?:{WILL}|ich (?:wende|melde|schalte|gehe|beschwere|informiere|kontaktiere)|wir (?:wenden|melden|schalten)
            |beschwerde) (?:\w+ ){{0,6}}?(?:an |bei |zur |die |den |der |zum |dem |beim )?
            (?:der |die |den )?{WATCHDOG}""",
        unless=r"regierung|demo|merkel|arbeite|arbeitet|nachrichten|jugendlich\w*|straftat"),
    Sign("nie letz nimm", r"""
        (?:nie wieder|niemals wieder|nie mehr) (?:bei (?:euch|ihnen|diesem|dieser|denen|\w+) )?(?:bestell\w*
            |kauf\w*|buch\w*|flieg\w*|fahr\w*|bei (?:euch|ihnen)|mit (?:euch|ihnen)|diese[rsn]? (?:firma|airline
            |shop|anbieter|laden|gesellschaft))
        |(?:bestelle|kaufe|buche|fliege|fahre|bestellen|kaufen|buchen) (?:ich |wir )?(?:\w+ ){0,2}(?:nie wieder
            |nie mehr|nicht mehr|nichts mehr) (?:bei|mit) (?:euch|ihnen)
        |(?:das war|war|ist|das ist) (?:\w+ )?(?:das letzte mal|meine letzte (?:bestellung|buchung))(?: dass ich)?
        |(?:werde|werden) (?:\w+ ){0,4}(?:nie wieder|nie mehr|nicht mehr) (?:bei|mit) (?:euch
            |ihnen) (?:\w+ )?(?:bestellen|kaufen|buchen|fliegen|fahren)""",
        unless="krank|alkohol|ex|schule|verspatung"),
    Sign("kund wech konk anbi vert kont abo", rf"""
        (?:sonst|dann|oder) (?:kundige|kuendige) ich
        |(?:ich|wir) (?:kundige|kuendige|kundigen|kuendigen) (?:\w+ )?(?:meinen|den|mein|das|unseren|unser|sofort
            |hiermit|dann|fristlos)(?: \w+){{0,3}}?(?: vertrag| abo| konto| abonnement| mitgliedschaft
            | versicherung| karte)?
        |(?:{WILL}|oder ich|uberlege|ueberlege) (?:\w+ ){{0,5}}?(?:vertrag|abo|konto|abonnement|mitgliedschaft
            |versicherung) (?:\w+ ){{0,2}}?(?:kundigen|kuendigen|zu kundigen|kundige)
        |{WILL} (?:\w+ ){{0,3}}(?:kundigen|kuendigen|zur konkurrenz (?:gehen|wechseln)|den anbieter wechseln
            |die bank wechseln|wechseln)(?= (?:[.,]|$|wenn))
        |(?:wechsle|wechsele|gehe|wechseln|gehen) (?:ich |wir )?(?:\w+ ){{0,2}}?(?:zur konkurrenz|zu einem anderen
            |zum mitbewerber|den anbieter|die bank)
        |(?:ihr habt|sie haben|habt ihr|haben sie|verlieren sie|verliert ihr|werden sie|ihr verliert
            |sie verlieren) (?:\w+ )?(?:soeben |gerade |jetzt |damit )?(?:einen|eine|mich als|noch einen|eure
            |ihren) (?:\w+ )?(?:kunden|kundin)(?: weniger| verloren| verlieren)?""",
        unless="job|arbeit|chef|arbeitgeber|stelle|mietvertrag"),
    Sign("bewe reze goog trus face twit inst tikt pres zeit medi offe sozi soci inte", rf"""
        (?:{WILL}|ich) (?:\w+ ){{0,4}}?(?:schlechte|negative|miese|vernichtende|ein stern|1 stern
            |ehrliche schlechte|entsprechende|entsprechend schlechte) (?:google |online )?(?:bewertung|rezension
            |bewertungen)(?: \w+){{0,2}}(?: schreiben| abgeben| hinterlassen| veroffentlichen| geben)?
        |{WILL} (?:\w+ ){{0,4}}?(?:auf |in |bei |an )(?:allen |den |der |die )?(?:sozialen (?:medien|netzwerken)
            |social media|facebook|twitter|instagram|tiktok|google|trustpilot|presse|zeitung|medien|offentlichkeit
            |oeffentlichkeit)(?: \w+){{0,3}}? (?:veroffentlichen|veroeffentlichen|posten|teilen|offentlich machen
            |gehen|bringen|berichten|wenden|bewerten)
        |(?:gehe|wende mich|gehen) (?:\w+ )?(?:damit )?(?:an|zur|an die) (?:die )?(?:presse|offentlichkeit
            |oeffentlichkeit|medien|zeitung)""", unless=r"empfehl\w+|zufrieden|gute bewertung|positive"),
    Sign("zuru ruec char last kred", rf"""
        (?:{WILL}|ich) (?:\w+ ){{0,4}}?(?:zuruckbuchen|zurueckbuchen|zuruckbuchung|chargeback)(?: lassen
            | veranlassen)?
        |(?:lasse|lassen) (?:\w+ ){{0,4}}(?:zuruckbuchen|zurueckbuchen)|ich buche (?:\w+ ){{0,4}}zuruck
        |ich widerspreche der (?:abbuchung|lastschrift)"""),
)  # fmt: skip
DAY = r"""
    (?:heute(?: noch| abend)?|bis (?:heute|morgen|\d+ uhr|heute abend|mittag|spatestens (?:heute|morgen))
        |morgen(?: fruh| vormittag| abend)?|jetzt|sofort|umgehend|heute nacht)"""
URGENT = (
    Sign("drin eilt eili eile bren", r"""
        (?:es ist|ist|sehr|bitte|ganz|wirklich|extrem|ausserst|hier|achtung) (?:\w+ )?dring(?:end|lich)(?= (?:[.,]
            |$|und|bitte))
        |(?:brauche|brauchen|benotige|benoetige|benotigen|warte|warten|muss|mussen|muessen|bitte
            |bitten) (?:\w+ ){0,3}?dringend
        |dringend (?:hilfe|ihre hilfe|eure hilfe|eine antwort|eine losung|um (?:hilfe|ruckruf|ruckmeldung
            |antwort))
        |(?<=^ )dringend|dringende[srn]? (?:anfrage|problem|anliegen|bitte|hilfe|frage|angelegenheit|fall)
        |(?:es |das )?eilt(?: sehr| wirklich)?|es ist eilig|(?:ich )?habe es (?:\w+ )?eilig|(?:ich )?bin in eile
        |sehr eilig|brandeilig|brennt mir unter den nageln""", unless=r"""
        (?:nicht|kein\w*|nichts|weniger|wenig|gar nicht|auch nicht|nie) (?:\w+ ){0,3}(?:dring\w+|eil\w+)
        |eilt (?:\w+ )?nicht|(?:falls|wenn) es (?:\w+ )?(?:dringend|eilt)|in dringenden fallen|regierung
        |deutschland|politik|europa|partei|klima\w*|gesellschaft|aushilfe|stelle\w*|job\w*|gesucht|sucht|suchen
        |empfehl\w+|tatverdacht\w*|(?:dringend|dringende) (?:empfohlen|raten|rate|abraten)|man sollte|du solltest
        |war dringend|urlaub|kaffee|schlaf|bier"""),
    Sign("brau beno muss gebr", rf"""
        (?:ich|wir) (?:\w+ )?(?:brauche|brauchen|benotige|benoetige
            |benotigen) (?:[\w']+ ){{1,7}}?{DAY}(?= (?:[.,?]|$|weil|da|sonst|fur|fuer|und|bitte|zuruck|eine|einen
            |mein|meine))
        |(?:ich|wir) (?:muss|mussen|muessen) (?:heute|morgen|heute abend|morgen fruh) (?:\w+ ){{0,4}}?(?:verreisen
            |fliegen|abreisen|reisen|liefern|abgeben)""",
        unless="brauche (?:keine|nicht)|schlaf|urlaub|kaffee|bier|arbeiten"),
    Sign("sofo umge schn unve", r"""
        (?:bitte|um) (?:\w+ ){0,4}?(?:sofortige[rnsm]?|umgehende[rnsm]?|schnellstmogliche[rnsm]?
            |unverzugliche[rnsm]?) (?:hilfe|antwort|ruckmeldung|rueckmeldung|losung|loesung|erstattung|bearbeitung
            |klarung|ruckruf)
        |(?:helfen|antworten|melden|losen|loesen|erstatten|uberweisen|rufen|klaren) sie (?:\w+ ){0,4}?(?:sofort
            |umgehend|unverzuglich|schnellstmoglich|schnellstmoeglich)
        |(?:brauche|brauchen|benotige) (?:\w+ ){0,4}(?:sofort|umgehend|schnellstmoglich|so schnell wie moglich
            |schnellstens)
        |bitte (?:\w+ ){0,3}(?:sofort|umgehend|schnellstmoglich|schnellstmoeglich) (?:melden|antworten|helfen
            |zuruckrufen|anrufen|erledigen|sperren)""", unless="danke|vielen dank|melde ich mich|regierung"),
    Sign("notf lebe", r"""
        (?:das|es|dies|hier) ist ein (?:\w+ )?notfall|(?:medizinischer|familiarer|familiaerer) notfall
        |notfall in der familie|es geht um leben und tod""", unless="kein notfall|falls|wenn|im notfall"),
    Sign("flug zug fahr bus hoch oper prue pruf abfl reis flie", r"""
        (?:flug|zug|bus|fahre|flieger|schiff) (?:\w+ ){0,3}(?:geht|startet|fahrt|faehrt|hebt ab
            |legt ab) (?:schon |bereits )?in (?:\w+ )?(?:\d+ ?
            |einer |zwei |drei |wenigen |einer halben )?(?:minuten|min|stunden?|std)
        |(?:meine hochzeit|meine operation|meine prufung|meine pruefung|die hochzeit
            |meine op) ist (?:schon )?(?:heute|morgen)
        |(?:ich fliege|wir fliegen|ich reise|wir reisen|ich verreise|mein flug geht
            |unser flug geht) (?:schon |bereits )?(?:heute|morgen|heute abend|morgen fruh)(?: \w+){0,8} (?:hilfe
            |brauche|brauchen|noch immer|immer noch|kein|keine|nicht|ohne)""", unless="verspatung|verspaetung"),
    Sign("beei zeit", """
        beeilen sie sich|bitte beeilt euch|die zeit (?:drangt|draengt|lauft mir davon)|zeitkritisch
        |(?:jede|zahlt jede) minute zahlt""", unless="nicht"),
)  # fmt: skip
RELATIVE = """
    (?:mutter|vater|mann|frau|ehemann|ehefrau|sohn|tochter|bruder|schwester|oma|opa|grossmutter|grossvater|mama
        |papa|kind|kinder|baby|freund|freundin|lebensgefahrte|partner|partnerin|schwiegermutter|schwiegervater
        |eltern)"""
MY = rf"(?:(?:mein|meine|meinem|meinen|meiner|unser|unsere|unserem) (?:\w+ )?{RELATIVE})"
VULNERABLE = (
    Sign("umbr tote umzu lebe ster selb ritz suiz", """
        (?:mich (?:umbringen|umzubringen|selbst (?:verletze|verletzen|umbringen)|toten|ritzen)
            |mir das leben nehmen|mein leben beenden|bringe mich um|selbstmord begehen|selbstmordgedanken
            |suizidgedanken|suizidal)
        |(?:will|mochte|moechte) (?:nicht mehr leben|nicht mehr weiterleben|sterben)
        |(?:keinen lebenswillen|keinen lebensmut)|kein (?:grund|sinn) mehr zu leben""", always=True),
    Sign("gest vers tod trau beer beis witw ster verl", rf"""
        {MY} (?:\w+ ){{0,3}}?(?:gestorben|verstorben|verstarb|starb|liegt im sterben|tot)
        |(?:tod|beerdigung|beisetzung|verlust) (?:meine[sr]|unsere[sr]|von meiner?m?) (?:\w+ )?(?:{RELATIVE}s?
            |vaters|mannes|sohnes|bruders)
        |(?:todesfall|trauerfall) (?:in der|in meiner) familie|wegen (?:eines )?(?:todesfalls|trauerfalls)
        |(?:habe|haben) {MY} verloren|ich (?:bin|wurde) (?:\w+ )?witwer?
        |(?:zur|auf die|auf der) (?:beerdigung|beisetzung)""",
        unless=r"film|serie|song|vor (?:vielen |\w+ )?jahren|spiel|corona|krieg"),
    Sign("kreb chem dial insu kran herz schl inte rett medi saue op pfle", rf"""
        (?:ich habe|{MY} hat|an|diagnose|leidet an|leide an|erkrankt an) (?:\w+ )?(?:brust|lungen|darm|blut
            |leukamie )?krebs(?= (?:[.,]|$|und|diagnose|erkrankt|im|mit|in|hat|ist))
        |(?:in|mache|macht|bekomme|bekommt|unter) (?:\w+ )?(?:chemotherapie|chemo|dialyse)
        |(?:ich (?:liege|bin)|{MY} (?:liegt|ist|wurde)) (?:\w+ ){{0,2}}?(?:im krankenhaus|auf der intensivstation
            |ins krankenhaus (?:gekommen|eingeliefert)|schwer krank|schwerkrank|todkrank|schwer erkrankt
            |pflegebedurftig|pflegebeduerftig|sehr krank)
        |{MY} (?:hatte|hat) (?:einen |gerade einen )?(?:herzinfarkt|schlaganfall|schweren unfall)
        |(?:ohne meine|ohne mein|brauche|braucht|benotige
            |dringend) (?:meine |mein |die |das |ihre |seine |ihr )?(?:medikamente|insulin|sauerstoff)(?! (?:gegen
            |von|zu nehmen|ausgekommen))""", unless="film|serie|horoskop|arbeite im|arbeitet im|trump|studie|ama"),
    Sign("behi roll blin gehb taub geho schw auti deme alzh mobi", rf"""
        (?:ich bin|{MY} ist) (?:\w+ )?(?:schwerbehindert|behindert|blind|gehorlos|gehoerlos|taub|gelahmt|gelaehmt
            |gehbehindert|sehbehindert|querschnittsgelahmt|dement|autistisch|rollstuhlfahrer(?:in)?)
        |(?:im|mein|meinen|meinem|auf den|auf einen) rollstuhl|{MY} hat (?:\w+ )?(?:demenz|alzheimer|parkinson)
        |schwerbehindertenausweis|meine behinderung""", unless=r"stell\w+|du bist|bist du|auf einem auge"),
    Sign("miet esse heiz stro warm wass hung frie kalt arbe job geld obda ausz zwan", r"""
        (?:kann|konnen|koennen) (?:\w+ ){0,3}?(?:miete|essen|lebensmittel|heizung|heizkosten|strom|stromrechnung
            |medikamente|kinder) (?:\w+ )?(?:nicht (?:mehr )?(?:be)?zahlen|nicht (?:mehr )?(?:leisten|kaufen
            |ernahren)|nicht mehr (?:bezahlen|ernahren))
        |ohne (?:heizung|warmwasser|strom|wasser|warmes wasser|gas|essen)(?= (?:\w+ ){0,8}(?:kind|kinder|kindern
            |baby|saugling|mutter|oma|tage|tagen|wochen|frieren|kalte|kaelte))
        |mit (?:\w+ )?(?:kind|kindern|baby|saugling|kleinkind)(?: \w+){0,5} (?:ohne|keine|kein) (?:heizung
            |warmwasser|strom|wasser|gas)
        |(?:habe|hab) (?:\w+ )?(?:meinen job|meine arbeit|meine stelle) verloren
        |(?:ich bin|wir sind|werde|werden) (?:\w+ )?obdachlos
        |(?:meine|unsere) kinder (?:\w+ )?(?:frieren|hungern|haben hunger)
        |(?:nichts|nichts mehr) zu essen(?! (?:gibt|bestellt))|zwangsraumung|wohnung verloren""",
        unless=r"bestell\w+|flug"),
    Sign("verz depr pani angs nerv wein zusa gewa alle", rf"""
        (?:ich bin|wir sind) (?:\w+ )?(?:verzweifelt|depressiv|am boden zerstort|mit den nerven am ende
            |nervlich am ende|psychisch am ende)
        |(?:ich habe|leide (?:unter|an)|leidet unter|bekomme) (?:\w+ )?(?:depressionen|panikattacken?
            |angststorung(?:en)?|angstzustande|eine depression|einen nervenzusammenbruch)
        |(?:ich )?(?:kann|konnen) (?:einfach |wirklich )?nicht mehr(?= [.,] (?:ich bin|bitte helfen
            |ich weiss nicht weiter|meine))
        |ich weiss nicht mehr weiter|(?:nur noch am|die ganze nacht|bin am) (?:weinen|heulen)
        |{MY} ist (?:\w+ )?(?:[789]\d|1\d\d)(?= (?:\w+ ){{0,10}}(?:allein|alleine|ohne|wartet|hilflos|kann nicht))
        |(?:[789]\d|1\d\d) ?jahrige (?:mutter|oma|grossmutter|nachbarin)(?= (?:\w+ ){{0,10}}(?:allein|alleine|ohne
            |wartet|hilflos|kann nicht|sitzt|steht))
        |(?:sitzen|sitze|gestrandet|festsitzen|stecken) (?:\w+ ){{0,4}}?mit (?:baby|einem baby|kleinkind|kindern
            |meinen kindern|zwei kindern|saugling|kleinkindern)(?: \w+){{0,4}}?(?: fest| gestrandet)?""",
        unless=r"haha\w*|lol|xd|film|serie|lachen|#\w+|gatekeep\w*"),
)  # fmt: skip
THANKS = """
    (?:vielen lieben dank|vielen dank|herzlichen dank|besten dank|tausend dank|lieben dank|danke schon
        |danke schoen|dankeschon|dankeschoen|danke sehr|danke vielmals|ich danke (?:ihnen|euch|dir)
        |wir danken (?:ihnen|euch)|danke|dankee*|thx)"""
SOLVED = (
    Sign("dank viel herz best taus lieb thx", rf"""
        {THANKS} (?:(?:\w+|,) ){{0,3}}?(?:fur|fuer) (?:(?:die|das|den|ihre|ihren|eure|euren|deine|deinen|dein|ihr
            |euer|diese|all|alles|so|sehr|schnelle|schnellen|tolle|tollen|super|gute|guten|nette|netten|rasche
            |prompte|freundliche|kompetente|ausfuhrliche|unkomplizierte|hilfreiche|hilfreichen
            |unterstutzung und) ){{0,5}}(?:hilfe|antwort|antworten|unterstutzung|unterstuetzung|ruckmeldung
            |rueckmeldung|info|infos|information\w*|auskunft|losung|loesung|hilfestellung|bearbeitung|erledigung
            |bemuhungen|bemuehungen|geduld|service|support|beratung|erstattung|ruckerstattung|klarung|erklarung
            |lieferung|kulanz|muhe|muehe|zeit|freundlichkeit|reaktion|alles|hinweis|tipp)
        |(?<=^ )(?:[\w@:/.]+ |[.,?] ){{0,4}}(?:(?:ok|okay|alles klar|perfekt|super|toll|prima|klasse|wunderbar|erledigt
            |verstanden|gut|ja|top|spitze|angekommen|hat geklappt
            |ah) [.,]? ?){{0,3}}(?P<said>{THANKS})(?: (?:an (?:alle|euch|sie|das team)|nochmal|nochmals|noch mal
            |fur alles|euch|ihnen|dir|sehr|schonen (?:tag|abend)|liebe grusse|viele grusse|lg|mfg|team|gruss|[.,]
            |@\S+)){{0,6}} $"""),
    Sign("funk klap gelo erle gekl gere geht", """
        (?:es|alles|jetzt|das|nun|internet|die app|die seite|der login
            |endlich) (?:jetzt |nun |wieder |alles |es |endlich ){0,3}(?:funktioniert|geht|klappt|lauft|laeuft
            |geklappt)(?: (?:jetzt|nun|wieder|alles|endlich|super|einwandfrei|perfekt|prima)){1,3}(?= (?:[.,]|$
            |danke|vielen|und))
        |(?:problem|sache|angelegenheit|anliegen|frage|alles
            |thema) (?:ist |wurde |hat sich |inzwischen |nun |jetzt |bereits ){1,3}(?:gelost|geloest|erledigt
            |behoben|geklart|geklaert)
        |hat sich (?:bereits |inzwischen |schon |nun |damit )?(?:erledigt|geklart|geklaert|gelost)
        |hat (?:jetzt |nun |alles |super |prima )?(?:geklappt|funktioniert)(?= (?:[.,]|$|danke|vielen))"""),
)  # fmt: skip
UNTHANKFUL = r"""
    aber|jedoch|leider|trotzdem|dennoch|immer noch|noch immer|nicht|nichts|niemand|nie|kein\w*|ohne|im voraus
    |vorab|voraus|bitte|\?|konnen sie|koennen sie|konnt ihr|konnten sie|wann|wie|warum|wieso|weshalb|schade
    |schand\w+|schlecht\w*|schlimm\w*|verspat\w+|verspaet\w+|storn\w+|verlor\w+|kaputt|scheiss\w*|mist
    |unverschamt\w*|stunden|warte\w*|gewartet|katastroph\w+|beschwer\w+|probleme|fehler|enttausch\w+|enttaeusch\w+
    |gott|trotz|wenn|ob|sobald|hoffe\w*|nein danke|merkel|regierung|impf\w+|corona|toll gemacht|fur nix|fuer nix
    |nix|arsch\w*|krieg|🖕|brauche|mochte|moechte|vergess\w+|vergiss|\d{3,}"""
TIMES = r"""
    (?:zweimal|dreimal|viermal|funfmal|fuenfmal|zehnmal|mehrfach|mehrmals|zigmal|x mal|(?:zwei|drei|vier|funf
        |fuenf|sechs|zehn|\d+|mehrere|etliche|unzahlige|x) ?mal|schon oft|wiederholt)"""
WROTE = """
    (?:geschrieben|angerufen|kontaktiert|gemeldet|angeschrieben|gemailt|gesagt|mitgeteilt|reklamiert|gefragt
        |gebeten|erklart|erklaert|telefoniert|beschwert|nachgefragt|angefragt|hingewiesen|versucht (?:anzurufen
        |sie zu erreichen|euch zu erreichen|jemanden zu erreichen))"""
REPEATS = (
    Sign("mal mail emai anfr nach vers anru tick schr oft", r"""
        (?:zum |das |schon das |bereits das )?(?:zweite[ns]?|dritte[ns]?|vierte[ns]?|funfte[ns]?|fuenfte[ns]?
            |sechste[ns]?|zehnte[ns]?|x te[ns]?|hundertste[ns]?|wiederholten|\d+) ?mal (?:\w+ ){0,5}?(?:schreibe
            |schreiben|melde|melden|kontaktiere|rufe|anrufe|frage|reklamiere|wende|hinweise|schreib|ruf|angerufen
            |geschrieben|gemeldet|kontaktiert)
        |(?:schreibe|rufe|melde|kontaktiere|wende)(?: \w+){0,5} (?:zum|das) (?:zweiten|dritten|vierten|funften
            |wiederholten) mal
        |(?:zum|das) (?:zweiten|zweite|dritten|dritte|vierten|vierte|funften|wiederholten|x ten) mal (?:dass ich
            |wende ich mich|schreibe ich|schreibe|kontaktiere ich|melde ich mich)
        |(?:zweite|dritte|vierte|funfte|fuenfte|xte|dies ist meine dritte|meine zweite|meine dritte) (?:mail
            |e mail|email|nachricht|anfrage|beschwerde|reklamation|mahnung)(?: ohne| und| an| in| bezuglich| wegen
            | zu| die| ich|[.,])
        |(?:zweiter|dritter|vierter|funfter|zigste|mein dritter|mein zweiter) (?:versuch|anruf|kontaktversuch)
        |wie oft (?:noch )?(?:muss|mussen|muessen|soll|sollen) (?:ich|wir|man)(?: \w+){0,3}"""),
    Sign("mal zwei drei vier mehr zigm wied oft funf fuen etli", rf"""
        (?:habe|haben|hab|hatte|hatten) (?:(?!meine)\w+ ){{0,5}}?{TIMES} (?:\w+ ){{0,4}}?{WROTE}
        |(?<=^ )(?:\w+ )?{TIMES} (?:\w+ ){{0,3}}{WROTE}"""),
    Sign("bere scho", rf"""
        (?:habe|hab|haben|hatte) (?:ihnen |euch |dies |das |es |sie |ich |wir |mich ){{0,3}}(?:bereits
            |schon) (?:\w+ ){{0,4}}{WROTE}(?= .{{0,150}}(?:ohne|nicht|kein\w*|nichts|niemand|nie|immer noch
            |wochen?|tage|tagen|monate\w*))
        |wie (?:ich |wir )?(?:bereits|schon) (?:\w+ ){{0,4}}?(?:geschrieben|gesagt|mitgeteilt|erwahnt|erwaehnt
            |erklart)""", unless=r"danke|wissenschaft\w*|klima\w*"),
    Sign("antw ruck ruec reag meld igno geho", r"""
        (?:immer noch|noch immer|bis heute|bisher|seit (?:\w+ ){1,3}|noch|leider|wochen|tagen|nach wie vor
            |weiterhin|weder) ?(?:\w+ ){0,2}?(?:keine (?:antwort|ruckmeldung|rueckmeldung|reaktion|nachricht)
            |keinen (?:ruckruf|rueckruf)|nichts (?:von (?:ihnen|euch) )?gehort|auf (?:eine )?(?:antwort
            |ruckmeldung|rueckmeldung))(?! (?:auf die frage|parat))
        |(?:ich |wir )?(?:habe|hab|haben) (?:\w+ ){0,4}?(?:keine|nie eine|noch keine|bisher keine) (?:antwort
            |ruckmeldung|rueckmeldung|reaktion)
        |ohne (?:eine |jegliche |jede )?(?:antwort|ruckmeldung|rueckmeldung|reaktion)(?= (?:von|ihrerseits
            |eurerseits|erhalten|geblieben|bekommen|auf|seit|bis|[.,]|$))
        |(?:niemand|keiner) (?:hat )?(?:\w+ ){0,3}?(?:antwortet|meldet sich|geantwortet|gemeldet|reagiert
            |zuruckgerufen)
        |warte (?:ich )?(?:\w+ ){0,6}?auf (?:eine |ihre |eure |die )?(?:antwort|ruckmeldung|rueckmeldung|reaktion
            |ruckruf)
        |(?:sie|ihr) (?:ignorieren|ignoriert) (?:mich|meine|uns|unsere)
        |(?:anfragen?|mails?|nachrichten|schreiben) (?:\w+ )?(?:bleiben|blieben|blieb|werden|wurde
            |wurden) (?:\w+ )?(?:unbeantwortet|ignoriert|nicht beantwortet)
        |es (?:antwortet|meldet sich|reagiert) (?:niemand|keiner)""",
        unless="du mir|crush|regierung|merkel|partei|ihr freund|reddit|du hast|du|er hat|auf die frage|mir"),
)  # fmt: skip
GERMAN = Language(
    signs={
        "asks_human": ASKS_HUMAN,
        "threatens": THREATENS,
        "urgent": URGENT,
        "vulnerable": VULNERABLE,
        "solved": SOLVED,
        "repeats": REPEATS,
    },
    denies=r"""
        (?:nicht|kein\w*|nie|niemals|ohne|nichts|weder|noch nicht)(?: (?:so|sehr|wirklich|ist|es|dass|unbedingt|zu
            |gleich|einen|eine|mit|mehr|besonders|ganz)){0,4}
        |(?:wenn|falls|sobald) (?:sie|man|du|ihr) (?:\w+ ){0,2}|(?:sagt dass|meint dass)""",
    spoils={"solved": UNTHANKFUL},
)  # fmt: skip
