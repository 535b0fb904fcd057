"""Signals in Italian. "Urgente" is heard in spanish.py."""

from router.mood.signals.shape import Language, Sign, alone

COURTESIES = (
    "ciao salve buongiorno buonasera per favore favore perfavore grazie subito ora adesso voglio vorrei un una "
    "il la parlare con"
)
PERSON = """
    (?:(?:un|una|un'|il|la|lo|l'|qualche|altro|altra|vostro|suo) ?){0,2}(?:persona|uman[oa]|essere umano|operatore
        |operatrice|supervisore|responsabile|agente|consulente|direttore|capo|superiore|qualcuno|addett[oa]
        |incaricat[oa]|referente)"""
HUMAN = r"""
    (?:(?:un|una|un'|il|la) ?)?(?:uman[oa]|essere umano|supervisore|responsabile|direttore|(?:persona|operatore
        |operatrice|agente|assistente)(?: \w+)? (?:real[ei]|uman[oa]|ver[oa]|in carne e ossa))"""
ASK = """
    (?:(?:voglio|vorrei|vogliamo|vorremmo|desidero|pretendo|esigo|preferisco|preferirei|chiedo di|ho bisogno di
        |devo|insisto per)|(?:posso|potrei|possiamo|fatemi|mi faccia|fammi|lasciatemi)|(?:cerco di|cercando di
        |sto cercando di|provo a|tento di|impossibile|aspetto di|in attesa di)|non (?:riesco a|posso|si riesce a
        |c'e modo di|e possibile)|come (?:posso|faccio a|si fa a|posso fare per)|si puo|e possibile)"""
ASKS_HUMAN = (
    Sign("parl cont comu esse", rf"""
        {ASK} (?:\w+ )?(?:parlare|comunicare|chattare|mettermi in contatto|essere messo in contatto
            |entrare in contatto)(?: direttamente| al telefono)? con {PERSON}
        |{ASK} contattare (?:{PERSON})|con chi posso parlare""", unless="finalmente"),
    Sign("uman oper supe resp agen pers", alone(PERSON.replace('|qualcuno',
        '') + '(?: real[ei]| uman[oa]| ver[oa])?', COURTESIES)),
    Sign("pass tras mett", f"""
        (?:mi passi|passami|passatemi|mi passa|mi passate|trasferitemi|mi trasferisca|mettetemi in contatto
            |mi metta in contatto|mi mettete in contatto) (?:a |con |ad |subito |al |alla )?{PERSON}"""),
    Sign("chia cont rich risp", f"""
        (?:che|chiedo che) (?:mi|ci) (?:chiami|contatti|richiami|risponda|telefoni) {PERSON}
        |(?:mi|ci) (?:puo|potrebbe) (?:chiamare|contattare|richiamare|rispondere) {PERSON}
        |(?:puo|potrebbe|potete farmi) (?:chiamarmi|contattarmi|richiamarmi|chiamare da|richiamare da) {PERSON}
        |(?:voglio|vorrei|desidero|chiedo di) essere (?:contattat[oa]|chiamat[oa]|richiamat[oa]) da {PERSON}"""),
    Sign("uman supe resp dire pers oper agen assi", f"""
        (?:voglio|vorrei|esigo|pretendo|datemi|dammi|mi dia|ho bisogno di|serve|c'e|preferisco) {HUMAN}(?! (?:di
            |del|della|per))"""),
    Sign("bot robo macc auto risp", r"""
        non voglio (?:parlare|chattare) con (?:\w+ )?(?:bot|robot|macchina|risponditore|chatbot)
        |(?:stuf[oa]|stanc[oa]) (?:di parlare con |dei |delle |di )(?:\w+ )?(?:bot|robot|macchin[ae]
            |risposte automatiche)
        |(?:basta|smettete) (?:con le |di mandarmi |di mandare )?risposte automatiche"""),
)  # fmt: skip
WILL = """
    (?:(?:vi|la|lo|li|ci) )?(?:(?:mi |ci )?(?:rivolgero|rivolgeremo|rivolgo)|andro|andremo|procedero|procederemo
        |sto per|ho intenzione di|saro costrett[oa] a|saremo costretti a|dovro|dovremo)"""
WATCHDOG = """
    (?:codacons|altroconsumo|agcom|agcm|antitrust|arera|garante(?: della privacy)?|enac|banca d'italia|ivass
        |federconsumatori|adiconsum|associazione (?:dei |di )?consumatori|associazioni (?:dei )?consumatori
        |carabinieri|polizia|giudice di pace|guardia di finanza|striscia la notizia|le iene|ombudsman)"""
THREATENS = (
    Sign("denu quer cita", """
        vi (?:denuncio|denuncero|denunceremo|querelo|querelero|cito|citero|citeremo|denuncia?mo)
        |(?:denuncero|denunceremo|sporgero|sporgeremo|faro|presentero|presenteremo|vado a fare
            |faccio) (?:una )?(?:denuncia|querela|causa)
        |(?:vado|andro) a denunciare|(?:voglio|intendo) denunciar(?:vi|la|e)""", unless="furto|smarrimento"),
    Sign("avvo lega trib giud caus vie", rf"""
        (?:il mio|al mio|col mio|con il mio|i miei|ai miei|un|dal|dall'|il nostro|al nostro
            |del mio) ?(?:avvocat[oi]|legale)(?= (?:\w+ ){{0,3}}(?:vi|si|contattera|procedera|scrivera|ha gia
            |e gia|sta|provvedera))
        |(?:{WILL}|contattero|chiamero|sentiro|parlero con|consultero|passo tutto|passero tutto|dal mio
            |sentirete il|avrete notizie dal
            |metto tutto in mano) (?:\w+ ){{0,3}}?(?:a |al |ad |il |un |in mano al |nelle mani del )?
            (?:mio |un |nostro )?(?:avvocato|legale)
        |(?:{WILL}|adire|procedo|procedero|agiro|agiremo|passo|passero) (?:\w+ )?(?:per |alle |le )?(?:vie legali
            |azioni legali|via legale|vie giudiziarie)
        |(?:vi|la) (?:porto|portero|trascino|trascinero) in tribunale
        |ci (?:vediamo|vedremo|rivedremo) in tribunale|(?:vi|la) (?:faccio|faro|faremo) causa
        |azioni legali (?:contro|nei confronti|nei vostri)""",
        unless="amic[oa]|serie|film|monti|grillo|renzi|berlusconi|governo"),
    Sign("coda altr agco agcm anti arer gara enac banc ivas fede adic asso cara poli giud guar stri iene ombu", rf"""
        (?:{WILL}|segnalero|segnaleremo|segnalo|contattero|reclamo|faro|scrivero|ricorrero|vado|chiamo|chiamero
            |esposto|denuncero|denuncia) (?:\w+ ){{0,6}}?(?:a |al |alla |all'|alle |ai |il |i |la |dai |presso |l'
            |un |le )?{WATCHDOG}""", unless=r"grillo|monti|renzi|bufera|arrestat\w+"),
    Sign("mai ulti piu", r"""
        (?:non|mai) (?:(?:vi|ci) )?(?:compro|comprero|volo|volero|viaggio|viaggero|ordino|ordinero|acquisto
            |acquistero|prenoto|prenotero|usero|tornero|torno|scegliero) (?:mai )?(?:piu|da voi
            |con voi)(?: (?:nulla|niente|da voi|con voi|nel|sul|qui|un|una))
        |mai piu (?:con voi|da voi|un (?:acquisto|volo|ordine)|comprero|volero|acquistero)
        |(?:e|sara|e stata) l'ultima volta che (?:\w+ )?(?:compro|volo|viaggio|ordino|acquisto|uso|prenoto
            |mi affido|mi fido)"""),
    Sign("disd annu camb pass clie conc cont", r"""
        (?:disdico|disdiro|disdiremo|sto per disdire|annullo|annullero|o annullo|chiudo|chiudero|chiuderemo
            |sto pensando di (?:disdire|chiudere)) (?:il |l'|la |subito il |subito l')(?:\w+ )?(?:contratto
            |abbonamento|conto|account|polizza|utenza|carta|linea)
        |(?:passo|passero|passeremo|cambio|cambiero|cambieremo
            |me ne vado) (?:a |alla |ad |con )?(?:un altro |un'altra |altro |altra |la )?(?:concorrenza|operatore
            |compagnia|gestore|banca|fornitore)
        |(?:avete|hai|ha|state per|perderete|perdete|avete appena) ?(?:appena )?(?:perso|perdere|perdendo)? ?(?:un
            |una|un altro) cliente""", unless="bancomat|ho annullato"),
    Sign("soci face twit inst tikt goog rece stam gior tele medi ovun rete trus", r"""
        (?:pubblichero|pubblicheremo|condividero|raccontero|scrivero|postero|mettero|diffondero
            |segnalero) (?:[\w']+ ){0,5}?(?:su|sui|sulla|a|alla|ai|in|sulle) ?(?:tutti i |tutte le )?(?:social\w*
            |facebook|twitter|instagram|tiktok|google|trustpilot|stampa|giornali|rete|internet|ovunque
            |televisione)
        |(?:lascero|scrivero|faro|mettero|pubblichero) (?:\w+ )?(?:una |la )?(?:(?:pessima|brutta|peggiore
            |cattiva) recensione|recensione (?:negativa|pessima|orribile|da una stella|a una stella))
        |(?:contattero|chiamero|andro da|mi rivolgero a|scrivero a|mi rivolgo a) ?(?:i |ai |la |alla )(?:giornali
            |stampa|media|televisione)""", unless=r"consiglier\w+|felic\w+|content\w+"),
    Sign("cont char stor adde", """
        (?:contestero|contesto|annullero|blocchero|bloccare) (?:l'addebito|il pagamento|la transazione
            |gli addebiti)
        |(?:chiedero|faro|avviero|richiedero) (?:il |un |lo )?(?:chargeback|storno)"""),
)  # fmt: skip
DAY = r"""
    (?:oggi|oggi stesso|domani|domani mattina|stasera|stanotte|subito|adesso|ora|immediatamente|entro (?:oggi
        |domani|stasera|le \d+))"""
URGENT = (
    Sign("biso serv devo dobb nece", rf"""
        (?:(?:ho|abbiamo) (?:\w+ )?bisogno|mi serve|ci serve|mi servono|ci servono
            |necessito)(?: [\w']+){{1,6}} (?:per |gia )?{DAY}(?= (?:[.,?]|$|per|perche|o|altrimenti|e|senza
            |prima))
        |(?:devo|dobbiamo) (?:partire|ricevere|avere|consegnare|viaggiare|averl[oa]
            |riceverl[oa]) (?:[\w']+ ){{0,4}}{DAY}
        |(?:mi serve|mi servono|ho bisogno|necessito)(?: [\w']+){{1,6}} (?:il prima possibile|al piu presto)""",
        unless=r"non mi serve|non ho bisogno|studiare|dormire|vacanz\w+"),
    Sign("subi imme prim pres", r"""
        (?:rispond\w+|risolv\w+|aiut\w+|chiam\w+|rimbors\w+|sblocc\w+|contatt\w+)(?: \w+){0,4} (?:subito
            |immediatamente|il prima possibile|al piu presto)
        |(?:risposta|soluzione|rimborso|aiuto) immediat[oa]""",
        unless="grazie|vi chiamo|vi chiamero|governo|monti|avete risposto subito|ha risposto|hanno risposto"),
    Sign("emer vita", "(?:e|ho|abbiamo) un'emergenza|emergenza (?:medica|familiare)|questione di vita o di morte",
        unless="non e|uscita|in caso di|se e"),
    Sign("volo tren aere trag nave matr oper esam part", r"""
        (?:volo|treno|aereo|traghetto|nave|autobus) (?:\w+ ){0,3}(?:parte|decolla|chiude|salpa) (?:tra|fra
            |entro) (?:\w+ )?(?:\d+ ?|un'|un |due |tre |mezz'|poche |pochi )?(?:minuti|ore|ora|min)
        |(?:il mio matrimonio|la mia operazione|il mio esame|il mio intervento) e (?:oggi|domani)
        |(?:parto|partiamo|viaggio) (?:oggi|domani|stasera|domattina)(?: \w+){0,8} (?:aiuto|aiutatemi|non riesco
            |senza|bisogno)""", unless="ritardo|durata"),
    Sign("fret sbri", """
        (?:ho|abbiamo) (?:molta |davvero |tanta )?fretta|(?:sbrigatevi|fate presto|fate in fretta)(?: per favore)?""",
        unless="non|senza fretta|non ho"),
)  # fmt: skip
RELATIVE = """
    (?:madre|padre|marito|moglie|figlio|figlia|fratello|sorella|nonn[oa]|mamma|papa|bambin[oa]|fidanzat[oa]
        |compagn[oa]|suocer[oa]|bimb[oa]|figli|zi[oa]|neonato)"""
MY = f"(?:(?:il |la |i |le )?(?:mi[oa]|miei|nostr[oa]) {RELATIVE})"
VULNERABLE = (
    Sign("suic ucci farl togl vive male auto", r"""
        (?:suicidarmi|uccidermi|ammazzarmi(?! dal)|togliermi la vita|farla finita|farmi del male|autolesion\w+
            |tagliarmi le vene)
        |(?:pensieri|istinti) suicid[ia]|penso al suicidio|non voglio piu vivere
        |(?:non ho|senza) (?:piu )?voglia di vivere|mi (?:uccido|ammazzo|suicido)(?! (?:dal|di))
        |non vale la pena vivere""", always=True),
    Sign("mort mori dece manc pers lutt fune vedo scom", rf"""
        {MY} (?:e |era |ci ha |\w+ )?(?:mort[oa]|decedut[oa]|mancat[oa]|venut[oa] a mancare|scompars[oa]|morendo
            |sta morendo|sta per morire|lasciat[oi])
        |e (?:mort[oa]|mancat[oa]|decedut[oa]|venut[oa] a mancare) {MY}|(?:ho perso|abbiamo perso) {MY}
        |(?:morte|decesso|scomparsa|perdita|funerale|funerali) (?:di|del|della) (?:mi[oa] |nostr[oa] ){RELATIVE}
        |(?:lutto) (?:in famiglia|familiare|recente)|sono (?:in lutto|vedov[oa]|rimast[oa] vedov[oa])
        |(?:andare|per|al) (?:un |al |a un )?funerale""", unless="film|serie|canzone|anni fa|telefono|vedov[oa] nera"),
    Sign("canc tumo chem dial insu ospe rico infa ictu inte tera mala farm medi ossi oper leuc", rf"""
        (?:ho|{MY} ha|malat[oa] di|diagnosticato|lotta contro|combatto contro) (?:un |il |una |\w+ )?(?:cancro
            |tumore|leucemia)
        |(?:sto facendo|faccio|fa|in|sono in) (?:la )?(?:chemioterapia|chemio|dialisi)
        |(?:sono|{MY} e|{MY} e stat[oa]) (?:\w+ )?(?:in ospedale|ricoverat[oa]|in terapia intensiva
            |gravemente malat[oa]|molto malat[oa]|disabile)
        |{MY} (?:ha avuto|ha) un (?:infarto|ictus|incidente)|malattia (?:terminale|grave|cronica)
        |(?:senza|ho bisogno de[li]*|finito) (?:il |i |la |l'|le |mie |miei |sua |suoi ){{0,3}}(?:farmaci|farmaco
            |medicine|medicinali|insulina|ossigeno)""", unless="film|serie|governo|monti|grillo|oroscopo"),
    Sign("disa sedi carr ciec sord inva auti alzh para tetr", rf"""
        (?:sono|ho|{MY} (?:e|ha)) (?:un |una |\w+ )?(?:disabile|disabilita|cieco|cieca|non vedente|sord[oa]
            |invalid[oa]|autistic[oa]|autismo|paraplegic[oa]|tetraplegic[oa]|alzheimer|parkinson|demenza)
        |(?:sono in|uso|usa|mia) (?:una |la |mia )?(?:sedia a rotelle|carrozzina)(?! (?:per|del) (?:bambin
            |neonat))""", unless="passeggino|bando|offerta di lavoro|fortuna"),
    Sign("affi mang cibo luce acqu risc sfra lavo fred fame boll gas", r"""
        non (?:posso|riesco a|ho (?:i )?soldi per) (?:permettermi|pagare|comprare|mangiare
            |arrivare)(?: (?:l'affitto|da mangiare|il cibo|le bollette|la bolletta|le medicine|il mutuo
            |a fine mese))?(?= (?:l'affitto|da|il cibo|le|la|il mutuo|a fine|per i|[.,]|$))
        |senza (?:luce|acqua calda|acqua|riscaldamento|gas|cibo|corrente)(?= (?:[\w']+ ){0,8}(?:bambini|bambin[oa]
            |neonat[oa]|figli|figli[oa]|anzian[oa]|madre|nonn[oa]|giorni|settimane|freddo))
        |con (?:\w+ )?(?:bambini|bambin[oa]|neonat[oa]|figli)(?: \w+){0,5} senza (?:luce|acqua|riscaldamento|gas
            |cibo)
        |ho perso il lavoro|sono disoccupat[oa]|(?:mi|ci) (?:sfrattano|stanno sfrattando)
        |(?:i miei figli|mio figlio|i bambini) (?:\w+ )?(?:hanno|ha|al|patiscono|soffrono) (?:il )?(?:freddo|fame)"""),
    Sign("disp depr pani ansi sopp pian viol atta", rf"""
        (?:sono|siamo|mi sento) (?:\w+ )?disperat[oaie](?! per (?:il concerto|vedere))
        |(?:ho|soffro di|sto avendo|ho avuto) (?:un |una |la |gli |forte )?(?:depressione|attacchi? di panico
            |crisi di (?:panico|ansia)|attacchi d'ansia)
        |(?:sono|mi sento) (?:molto |cosi )?depress[oa]
        |non ce la faccio piu(?= (?:con questa situazione|a vivere|psicologicamente|[.,] (?:sono sol|ho bisogno)))
        |(?:non smetto|non riesco a smettere) di piangere|vittima di violenza
        |{MY} di (?:[789]\d|1\d\d) anni(?= (?:\w+ ){{0,10}}(?:sol[oa]|senza|aspetta|bloccat[oa]|non puo))
        |bloccat[oaie] (?:\w+ ){{0,4}}con (?:un neonato|i miei figli|mio figlio|mia figlia|due bambini
            |bambini piccoli)""", unless=r"ahah\w*|haha\w*|lol|film|serie|canzone|governo"),
)  # fmt: skip
THANKS = """
    (?:grazie mille|mille grazie|grazie infinite|grazie tante|tante grazie|molte grazie|grazie|vi ringrazio
        |la ringrazio|ti ringrazio)"""
SOLVED = (
    Sign("graz ring", rf"""
        {THANKS} (?:(?:\w+|,) ){{0,2}}?(?:per|di|dell'|della|del) ?(?:(?:l'|la|il|le|lo|i|vostr[oa]|tu[oa]|su[oa]
            |tutt[oa]|aver|avermi|averci|avere|essere|gentile|vostri|celere|rapida|rapido|tempestiva|ottimo|ottima
            |pronta) ?){{0,3}}(?:aiut\w+|risposta|risposte|risposto|assistenza|attenzione|disponibilita|rapidita
            |velocita|informazion\w+|info|chiariment\w+|chiarito|soluzione|risolto|supporto|gentilezza|pazienza
            |servizio|tutto|tempestivita|cortesia|rimborso|rimborsat\w+|professionalita|interessamento)
        |(?<=^ )(?:[\w@:/.]+ |[.,?] ){{0,4}}(?:(?:ok|okay|perfetto|ottimo|ricevuto|fatto|bene|benissimo|d'accordo
            |va bene|capito|fantastico|si|gentilissim\w+|grande) [.,]? ?){{0,3}}(?P<said>{THANKS})(?: (?:a (?:voi
            |te|lei|tutti)|ancora|di nuovo|davvero|di tutto|di cuore|ragazzi|saluti|cordiali|buona (?:giornata
            |serata)|un saluto|mille|gentilissim\w+|[.,]|@\S+)){{0,6}} $""",
        unless=r"grazie (?:a|al|alla|allo|ai|agli|alle|all'\w+) (?!voi|te|lei|tutti)\w+"),
    Sign("funz riso sist post", """
        (?:ora|adesso|finalmente) (?:mi |tutto |e tutto |e )?(?:funziona|risolto|sistemato|a posto|va)(?: (?:tutto
            |bene|perfettamente|di nuovo))?(?= (?:[.,]|$|grazie|e))
        |(?:problema|questione|tutto|inconveniente) (?:e |e stato |ora |gia |e gia )?(?:risolt[oa]|sistemat[oa])
        |(?:avete|hanno|ha) risolto (?:il |tutto|tutti|il mio )(?:problema)?
        |(?:e )?tutto (?:risolto|a posto|sistemato)(?= (?:[.,]|$|grazie|adesso|ora))""",
        unless="non|quando|se|finche|spero|senza|ancora|ma|pero|mai|sara|dicono|dite|detto|risulta|va male"),
)  # fmt: skip
UNTHANKFUL = r"""
    ma|pero|tuttavia|purtroppo|ancora in|ancora non|tuttora|non|niente|nessun\w*|mai|senza|in anticipo
    |anticipatamente|lo stesso|per favore|perfavore|\?|potete|potreste|puo|potrebbe|vorrei|ho bisogno|quando|come
    |vergogn\w+|peggio\w*|pessim\w+|male|ritard\w+|cancell\w+|pers[oa]|rovin\w+|truff\w+|rubat\w+|merda|cazzo
    |inutil\w+|ore|aspett\w+|attesa|attendo|disastro|reclam\w+|problemi|errore|errori|delus\w+|comunque|se no
    |no grazie|schifo|dio|cielo|monti|ironia|governo|presa in giro|tass\w+|crisi|nulla|\d{3,}"""
TIMES = r"""
    (?:due|tre|quattro|cinque|sei|dieci|varie|diverse|molte|mille|piu|parecchie|\d+|numerose|ripetute|tante
        |svariate|piu di \w+) volte"""
WROTE = """
    (?:scritto|chiamato|contattato|inviato|mandato|segnalato|detto|spiegato|chiesto|richiesto|telefonato
        |sollecitato|reclamato|comunicato)"""
REPEATS = (
    Sign("volt mess mail emai tent ries rich", r"""
        (?:seconda|terza|quarta|quinta|sesta|decima|ennesima) volta che (?:(?:vi|ti|lo|le|mi|la) ){0,2}(?:scriv\w+
            |contatt\w+|chiam\w+|invi\w+|mand\w+|segnal\w+|dic\w+|chied\w+|spieg\w+|telefon\w+|sollecit\w+
            |ripet\w+)
        |(?:secondo|terzo|quarto|quinto|ennesimo) (?:messaggio|sollecito|tentativo|reclamo|ticket)
        |(?:seconda|terza|quarta|quinta|ennesima) (?:mail|email|richiesta|segnalazione|telefonata|chiamata)(?: che
            | senza| e| per| a)
        |quante volte (?:ancora )?(?:devo|dobbiamo|bisogna|ve lo)""", unless="film"),
    Sign("volt ripe", rf"""
        (?:vi |ti |le |ve l'|l')?(?:ho|abbiamo) (?:gia )?{WROTE}(?: \w+){{0,4}} {TIMES}(?! (?:a )?mi[oa])
        |{TIMES} (?:che )?(?:vi )?(?:ho|abbiamo) (?:gia )?{WROTE}|gia {WROTE} {TIMES}"""),
    Sign("gia", rf"""
        (?:vi |ti |le |ve l'|ve lo )?(?:ho|abbiamo) gia {WROTE}(?= .{{0,150}}(?:senza|non|nessun\w*|niente|mai
            |ancora|settimane?|giorni|mesi))
        |come (?:vi )?(?:ho |gia )(?:gia )?(?:detto|scritto|spiegato|segnalato|comunicato)""", unless="grazie"),
    Sign("risp risc ness igno", r"""
        (?:ancora|tuttora|settimane?|giorni|mesi|mese|ore|sono|sto) (?:\w+ )?(?:nessuna (?:risposta|notizia)
            |senza (?:una |alcuna |nessuna )?risposta|(?:aspetto|aspettando|attendo|attendendo|in attesa di
            |in attesa d') ?(?:una |la |vostra |una vostra |un )?(?:risposta|riscontro))
        |(?:non|mai) (?:ho|abbiamo) (?:ancora |mai )?(?:ricevuto|avuto
            |ottenuto) (?:ancora )?(?:nessuna |alcuna |una |alcun |nessun |un )?(?:risposta|riscontro)
        |(?:nessuno|non) (?:mi |ci |vi )?(?:ha |hanno |avete |siete )?(?:ancora |mai )?(?:risposto
            |degnati di rispondere|risponde|richiamato)(?: (?:ancora|alle|alla|ai|al|a|mai|alle mie)|(?= (?:[.,?]
            |$)))
        |senza (?:ricevere|ottenere|avere|mai ricevere|alcuna|nessuna) (?:alcuna |nessuna |una )?risposta
        |nessuna risposta|(?:mi|ci) state ignorando|continuate a ignorar(?:mi|ci|e)
        |(?:ricevuto|avuto|ottenuto) (?:nessuna|alcuna) risposta""",
        unless="grillo|monti|renzi|governo|te amo|cantante"),
)  # fmt: skip
ITALIAN = Language(
    signs={
        "asks_human": ASKS_HUMAN,
        "threatens": THREATENS,
        "urgent": URGENT,
        "vulnerable": VULNERABLE,
        "solved": SOLVED,
        "repeats": REPEATS,
    },
    denies=r"""
        (?:non|mai|senza|ne|neanche|nessun\w*)(?: (?:e|era|sia|voglio|vorrei|devo|ho bisogno di|serve|ho|cosi
            |molto|mi|lo|vi|ci|intendo|sono|di|che|piu)){0,4}
        |(?:se|quando|qualora) (?:vuoi|volete|vuole|si vuole|desideri|desidera|hai bisogno di)
        |(?:dice che|dicono che|ha detto che)""",
    spoils={"solved": UNTHANKFUL},
)  # fmt: skip
