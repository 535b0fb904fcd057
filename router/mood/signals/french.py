"""Signals in French. A bare "urgent" is heard in english.py."""

from router.mood.signals.shape import Language, Sign, alone

COURTESIES = (
    "bonjour bonsoir salut svp stp merci s'il vous plait maintenant je veux voudrais un une le la parler a avec"
)
PERSON = """
    (?:(?:une?|le|la|l'|quelque|votre|autre|vrai|vraie|mon) ?){0,2}(?:personne|humaine?|etre humain|conseillere?
        |agente?|operateur|operatrice|superviseur|superviseure|responsable|manager|superieur|quelqu'un|chef
        |directeur|directrice|interlocuteur|teleconseillere?|representant|gestionnaire)"""
HUMAN = r"""
    (?:(?:une?|le|la|l'|votre|un vrai|une vraie|un autre) ?)?(?:humaine?|etre humain|superviseur|responsable
        |manager|directeur|superieur|(?:vraie |vrai )(?:personne|conseiller|conseillere|agent)|(?:personne
        |conseiller|conseillere|agent|operateur|interlocuteur)(?: \w+)? (?:reelle?|humaine?|physique
        |en chair et en os))"""
ASK = """
    (?:(?:je|j'|nous|on) ?(?:veux|voudrais|souhaite|souhaiterais|aimerais|exige|prefere|prefererais|desire
        |demande a|demande de|besoin de|ai besoin de|dois|voulons|souhaitons|aimerions|cherche a|essaie de
        |essaye de|tente de|insiste pour)|(?:puis je|pourrais je|peut on|pouvons nous|pourrait on
        |est ce que je peux|laissez moi|puis j)|(?:impossible|impossible d'avoir|essayer|moyen|possible
        |possibilite) (?:de|a)|(?:je )?(?:n'arrive|arrive|n'arrivons) pas a|(?:ne )?(?:peux|peut) pas
        |comment (?:puis je|je peux|faire pour|peut on|je fais pour)|ou puis je)"""
ASKS_HUMAN = (
    Sign("parl cont join echa disc avoi mis", rf"""
        {ASK} (?:\w+ )?(?:parler|echanger|discuter|m'entretenir|etre mis en (?:relation|contact)|entrer en contact
            |me mettre en contact)(?: directement| au telephone)? (?:a|avec) {PERSON}
        |{ASK} (?:joindre|contacter|avoir) {PERSON}(?! (?:qui|pour (?:m'accompagner|venir)|a la maison|malade
            |dans ma))
        |a qui (?:puis je|je peux) parler""", unless="enfin|j'ai reussi"),
    Sign("huma cons agen oper supe resp pers mana etre", alone(PERSON.replace("|quelqu'un",
        '') + '(?: humaine?| reelle?)?', COURTESIES)),
    Sign("pass tran mett", f"""
        (?:passez moi|passe moi|transferez moi|mettez moi en (?:relation|contact) avec|transmettez (?:mon dossier
            |ma demande) a) {PERSON}"""),
    Sign("rapp appe cont repo tele", f"""
        (?:que )?{PERSON} (?:me|nous) (?:rappelle|appelle|contacte|reponde|telephone)
        |{PERSON} (?:peut il|peut elle|peut|pourrait|pourrait il) (?:me|nous) (?:rappeler|appeler|contacter
            |repondre)
        |(?:etre|d'etre) (?:rappele|contacte|rappelee|contactee) par {PERSON}"""),
    Sign("huma supe resp mana dire pers cons agen", f"""
        (?:je veux|je voudrais|j'exige|donnez moi|il me faut|j'ai besoin d'|y a t il|je demande|je prefere
            |qu'on me passe) ?{HUMAN}(?! (?:de mon|qui travaille|ideal))"""),
    Sign("bot bots robo mach chat auto", r"""
        (?:je )?(?:ne )?veux pas (?:parler|discuter|echanger) (?:a|avec) (?:\w+ )?(?:bot|robot|machine|chatbot
            |repondeur)
        |(?:marre|assez|ras le bol) (?:de parler a |de |des )(?:\w+ )?(?:bots?|robots?|machines?
            |reponses automatiques)
        |(?:arretez|stop) (?:avec |de m'envoyer |de me envoyer |aux )?(?:\w+ )?reponses automatiques"""),
)  # fmt: skip
WILL = """
    (?:(?:je|nous|on) (?:vais|allons|va|compte|comptons|serai contrainte? de|serai obligee? de
        |me verrai contrainte? de|n'hesiterai pas a|n'hesiterons pas a|devrai)(?: donc| aussi| egalement)?)"""
WATCHDOG = """
    (?:dgccrf|repression des fraudes|que choisir|60 millions|ufc|mediateur|mediatrice|arcep|acpr|amf|cnil
        |signalconso|signal conso|association (?:de|des) consommateurs?|defenseur des droits|conciliateur|tribunal
        |tribunaux|prud'hommes|police|gendarmerie|procureur|direction de la concurrence|office de la consommation)"""
THREATENS = (
    Sign("avoc juri huis", r"""
        (?:mon|notre|a un|un|avec un|a mon|d'un) (?:avocat|huissier|juriste)(?= (?:va|vous|prendra|se chargera
            |contactera|est (?:deja )?(?:saisi|informe|prevenu)|s'en))
        |(?:vais|allons|contacterai|contacterons|contacte|prendrai|consulterai|ferai appel|saisirai|saisis
            |parlerai|verrai) (?:\w+ ){0,4}?(?:mon|un|a un|a mon|avec mon|notre|d'un) (?:avocat|huissier)
        |protection juridique""", unless="ami|amie|serie|profession|voyons avec un|devriez|vais devenir"),
    Sign("plai port poru depo atta assi", f"""
        (?:{WILL} (?:vous )?|ou )(?:porter|deposer|depose) (?:une )?plainte
        |(?:je|nous) (?:porte|porterai|porterons|depose|deposerai|deposerons) (?:une )?plainte
        |{WILL} (?:vous )?(?:attaquer en justice|assigner|poursuivre en justice|trainer (?:en justice|devant)
            |poursuivre)
        |(?:vous )?(?:attaquerai|assignerai|poursuivrai|poursuivrons) (?:en justice)?""", unless="vol de mon|perte"),
    Sign("trib just judi lega", rf"""
        (?:{WILL}|j'irai|on ira|nous irons|ca (?:finira|va finir)|rendez vous|on se (?:verra|retrouve|retrouvera
            |voit)|saisirai|saisirons|je saisis|aller jusqu'(?:au|en)) (?:\w+ ){{0,3}}?(?:au|en|devant le
            |devant les|le|les|la|devant la) (?:tribunal|tribunaux|justice)
        |(?:engager|engagerai|entamer|entamerai|entreprendre|prendre
            |lancer) (?:\w+ )?(?:des |une |les |toutes les )?(?:poursuites|procedure|procedures|actions?|demarches
            |mesures) (?:judiciaires?|legales?|en justice)
        |action en justice|voie judiciaire""", unless="ministre|president|gouvernement|affaire|sarkozy|macron|film"),
    Sign("dgcc repr 60 ufc medi arce acpr amf cnil sign asso defe conc poli gend proc dire offi choi", rf"""
        (?:{WILL}|j'alerterai|je saisis|je saisirai|je contacterai|je vais|contacterai|saisirons|j'ai saisi
            |signalement|plainte|reclamation|je signale|signalerai
            |j'irai) (?:[\w']+ ){{0,6}}?(?:a |au |aupres (?:de |du |d')|la |le |l'
            |du |de |une |chez |vers ){{0,3}}{WATCHDOG}""",
        unless=r"sarkozy|macron|ministre|hollande|manif\w*|nationale"),
    Sign("jama plus dern", r"""
        (?:je|on|nous) (?:ne )?(?:n')?(?:commanderai|achete|acheterai|volerai|voyagerai|reviendrai|prendrai
            |utiliserai|commande|reserve|reserverai|prends|passerai|recommande rai) (?:plus|jamais|plus jamais
            |jamais plus)(?= (?:rien|chez|avec|par|sur|votre|cette|de|d'|vos|ici|[.,]|$))
        |plus jamais (?:je (?:ne |n')?(?:commande|achete|prends|vole|voyage|reserve)|chez vous|avec vous
            |chez (?:eux|\w+)|cette compagnie)
        |(?:c'est|c'etait|ce sera) la derniere fois que (?:je|j'|nous|on) ?(?:commande|achete|prends|vole|voyage
            |utilise|reserve|passe|fais)""", unless="retard|sans"),
    Sign("resi conc clie clot quit chan ferm", rf"""
        (?:je (?:resilie|resilierai|cloture|cloturerai)|{WILL} (?:resilier|cloturer|fermer)|ou je (?:resilie
            |cloture|ferme)|nous (?:resilions|allons resilier)) (?:\w+ )?(?:mon|le|notre|mes|mon
            |tous mes) (?:\w+ )?(?:abonnement|contrat|compte|forfait|assurance|ligne|comptes?|contrats?)
        |(?:{WILL}|je|on) (?:passer|passe|partir|pars|aller|vais|changer|change|irai|passerai
            |partirai) (?:a |chez |d'|de |vers |pour )(?:la concurrence|un concurrent|un autre|operateur|banque
            |fournisseur|vos concurrents|une autre compagnie)
        |vous (?:venez de perdre|avez perdu|allez perdre|perdez|perdrez) (?:une?|votre
            |encore une?) (?:bon |bonne |fidele )?(?:client|cliente|clients)"""),
    Sign("rese twit face inst tikt goog trus pres jour medi tele avis inte", rf"""
        (?:{WILL}|je) (?:\w+ )?(?:publier|publierai|partager|partagerai|raconter|raconterai|poster|posterai
            |diffuser|diffuserai|alerter|alerterai|contacter|contacterai|denoncer|denoncerai|relayer|mettre
            |mettrai|ecrire|ecrirai) (?:[\w']+ ){{0,5}}?(?:sur |a |dans |aux |aupres de |par )?(?:tous |toute )?
            (?:les |la |le |l')?(?:reseaux(?: sociaux)?|twitter|facebook|instagram|tiktok|google|trustpilot|presse
            |journaux|medias|television|internet)
        |(?:{WILL}|je) (?:\w+ )?(?:laisser|laisserai|mettre|mettrai|poster|posterai|ecrire|ecrirai|publier
            |publierai) (?:\w+ )?(?:un |le |des )?(?:(?:mauvais|tres mauvais|pire|terrible) avis|avis (?:negatifs?
            |tres negatif|desastreux|1 etoile|une etoile))""", unless=r"ravi\w*|content\w*|recommand\w*|super"),
    Sign("oppo cont paie banq", rf"""
        (?:{WILL}|je) (?:\w+ )?(?:faire opposition|fais opposition|ferai opposition|contester|conteste|contesterai
            |bloquer|annuler) (?:\w+ ){{0,3}}?(?:le |ce |les |au |a ce |aux )(?:paiement|prelevement|prelevements
            |paiements|debit)
        |(?:demander|demanderai) (?:un |une )?(?:chargeback|retrofacturation)"""),
)  # fmt: skip
DAY = r"""
    (?:aujourd'hui|demain|demain matin|ce soir|tout de suite|maintenant|immediatement|cet apres midi
        |avant (?:demain|ce soir|midi|\d+ ?h\w*)|d'ici (?:demain|ce soir))"""
URGENT = (
    Sign("urge", """
        (?:c'est|tres|vraiment|extremement|plus qu') ?urgent|urgentissime|en urgence|d'urgence|de toute urgence
        |(?:il y a|y a) urgence""", unless=r"""
        (?:pas|rien|aucune|n'est pas|non|moins|sans) (?:\w+ ){0,3}(?:urgent|d'urgent|urgence|d'urgence)
        |si c'est urgent
        |(?:service|sortie|numero|salle|issue|freinage|etat|cas|trousse|lampe|hebergement|appel|arret
            |plan) d'urgence
        |medecin urgent\w*|combien coute|gouvernement|politique|planete|climat\w*|pays|mesures? d'urgence
        |hospitalise"""),
    Sign("beso faut dois devo", rf"""
        (?:j'ai|nous avons|on a) (?:vraiment |absolument )?besoin (?:[\w']+ ){{1,7}}(?:pour |des )?{DAY}
            (?= (?:[.,?]|$|pour|car|parce|sinon|et|ou|sans|merci|svp))
        |il (?:me|nous) (?:le |la |les )?faut (?:[\w']+ ){{0,6}}(?:pour |avant )?{DAY}
        |(?:je dois|nous devons) (?:partir|voyager|recevoir|livrer|rendre|etre|prendre) (?:[\w']+ ){{0,5}}{DAY}
        |(?:j'ai|nous avons) besoin (?:[\w']+ ){{1,7}}(?:au plus vite|le plus vite possible|rapidement
            |des que possible)""", unless="pas besoin|dormir|vacances|me lever|reviser|cours"),
    Sign("vite imme suit plus", r"""
        (?:repond\w+|aid\w+|rembours\w+|debloqu\w+|rappel\w+|contact\w+|resol\w+
            |solution)(?: [\w']+){0,4} (?:au plus vite|tout de suite|immediatement|le plus vite possible
            |le plus rapidement possible)
        |(?:reponse|solution|aide|remboursement|intervention) immediate?""",
        unless="merci (?:de m'avoir|pour)|je vous (?:rappelle|repondrai)|gouvernement"),
    Sign("urge vie", "c'est une urgence|urgence (?:medicale|familiale|vitale)|question de vie ou de mort",
        unless="pas|n'est pas|si c'est|en cas d'"),
    Sign("vol trai avio bate ferr mari oper exam part voya", r"""
        (?:vol|train|avion|bateau|ferry|bus) (?:\w+ ){0,3}(?:part|decolle|embarque|ferme) dans (?:\w+ )?(?:\d+ ?
            |une |deux |trois |quelques |moins d'une )?(?:minutes?|min|heures?|h)
        |(?:mon mariage|mon operation|mon examen) est (?:aujourd'hui|demain)
        |(?:je pars|nous partons|je voyage|mon vol est|mon train est) (?:aujourd'hui|demain|ce soir
            |demain matin)(?: [\w']+){0,8} (?:aide|aidez|besoin|toujours pas|impossible|sans|n'ai pas)""",
        unless="retard"),
    Sign("pres depe vite", """
        (?:je suis|nous sommes) (?:tres |vraiment )?presse(?:e|s|es)?
        |(?:depechez vous|faites vite)(?: svp| s'il vous plait)?|ca (?:presse|urge)""", unless="pas"),
)  # fmt: skip
RELATIVE = """
    (?:mere|pere|mari|femme|epouse|epoux|fils|fille|frere|soeur|grand mere|grand pere|maman|papa|bebe|enfant
        |enfants|compagnon|compagne|conjoint|conjointe|grand-mere|beau pere|belle mere)"""
MY = rf"(?:(?:mon|ma|mes|notre|nos) (?:\w+ )?{RELATIVE})"
VULNERABLE = (
    Sign("suic tuer mour vivr vie mal muti", """
        (?:me suicider|me tuer(?! a)|mettre fin a mes jours|mettre fin a ma vie|en finir avec la vie
            |me faire du mal|m'auto ?mutiler|me mutiler|me scarifier|m'ouvrir les veines)
        |(?:pensees|idees|envies) suicidaires?|envie de mourir|je (?:ne )?veux (?:plus vivre|mourir)(?! de)
        |(?:plus )?envie de vivre(?= [.,$]| $)|je vais me suicider""", unless="rire|calories", always=True),
    Sign("mort dece perd ente disp obse deui veuf veuv fune", rf"""
        {MY} (?:est |vient (?:de |d')|nous a |\w+ )?(?:mort|morte|decede|decedee|deceder|mourir|disparaitre
            |quittes|en fin de vie|mourant|mourante)
        |(?:j'ai perdu|nous avons perdu|je viens de perdre) {MY}
        |(?:deces|mort|enterrement|obseques|funerailles|perte|disparition) (?:de|d'un|du) (?:mon|ma|mes|notre
            |nos) (?:\w+ )?{RELATIVE}
        |(?:suite au|suite a un|pour) deces(?: dans (?:ma|la) famille)?|(?:je suis|nous sommes) en deuil
        |je suis veu(?:f|ve)|(?:a un|pour un|aux|a l') ?(?:enterrement|obseques)""",
        unless=r"film|serie|chanson|il y a (?:\w+ )?(?:ans|longtemps)|rire|fatigue"),
    Sign("canc chim dial insu hosp hopi infa avc oper rean mala medi trai oxyg leuc soin", rf"""
        (?:j'ai|{MY} a|atteinte? d'un|diagnostiquer?|lutte contre|souffre d'un
            |bats contre) (?:un |le |\w+ )?(?:cancer|leucemie)
        |(?:sous|en|ma|mes seances de|suis en) (?:chimio(?:therapie)?|dialyse)
        |(?:je suis|{MY} est|{MY} a ete|j'ai ete|je sors de) (?:\w+ )?(?:a l'hopital|hospitalisee?|en reanimation
            |gravement malade|tres malade|en soins (?:palliatifs|intensifs)|malade depuis|l'hopital)
        |{MY} (?:a fait|a eu|vient de faire) un (?:infarctus|avc|malaise|accident)
        |maladie (?:grave|incurable|chronique|orpheline)
        |(?:sans|besoin de|plus de|plus d') ?(?:mon |mes |ma |son |ses |l')?(?:medicaments?|traitement|insuline
            |oxygene)(?= [\w' ]*(?:malade|urgence|diabet\w+|mere|pere|fille|fils|jours|risque|vital))""",
        unless="film|serie|horoscope|travaille"),
    Sign("hand faut inva aveu sour auti alzh para tetr mobi rqth", rf"""
        (?:je suis|{MY} est|{MY} a) (?:\w+ )?(?:handicapee?|en situation de handicap|malvoyante?|aveugle|sourde?
            |malentendante?|invalide|autiste|paraplegique|tetraplegique|a mobilite reduite|alzheimer|parkinson)
        |(?:en|mon|son|un) fauteuil roulant|mon handicap|je suis en invalidite|personne a mobilite reduite""",
        unless="offre d'emploi|mois du|accessible"),
    Sign("loye mang nour elec chau eau expu empl chom froi faim lume", r"""
        (?:ne )?(?:peux|pouvons|peut|arrive|arrivons) (?:plus|pas|meme pas
            |pas a) (?:a )?(?:payer (?:mon |le |notre )?(?:loyer|electricite|l'electricite|factures|mes factures
            |chauffage|a manger)|manger|nourrir (?:mes|mon|nos|les) (?:enfants|bebe|fils)|acheter a manger
            |chauffer|joindre les deux bouts)
        |sans (?:chauffage|eau chaude|electricite|eau|gaz|nourriture)(?= (?:[\w']+ ){0,8}(?:enfants?|bebe
            |nourrisson|fils|fille|mere|grand|agees?|jours|semaines?|froid))
        |avec (?:\w+ )?(?:enfants?|bebe|nourrisson)(?: [\w']+){0,5} sans (?:chauffage|eau|electricite|gaz)
        |j'ai perdu mon (?:emploi|travail|boulot)|je suis au (?:chomage|rsa)
        |(?:risque|menace|menacee?) (?:d'|de l')expulsion
        |mes enfants (?:ont|vont avoir|sont) (?:\w+ )?(?:froid|faim)|je n'ai (?:plus )?rien a manger"""),
    Sign("dese depr pani ango anxi tena bout pleu viol deto", rf"""
        (?:je suis|nous sommes|me sens) (?:\w+ )?(?:desesperee?s?|en detresse|au bout du rouleau|depressi(?:f|ve)
            |deprimee?)
        |(?:je fais|j'ai|je souffre de|en pleine|sous) (?:une |des |la |d')?(?:depression|crises? d'angoisse
            |crises? de panique|attaques? de panique|burn ?out)
        |je (?:n'en peux plus|craque|ne tiens plus)(?= (?:psychologiquement|moralement|nerveusement
            |de cette situation|je suis (?:seule?|malade)))
        |je (?:n'arrete pas|ne fais que|passe mes (?:journees|nuits)) (?:de|a)? ?pleurer
        |(?:victime de|violences?) (?:violence|violences|conjugales?)
        |{MY} de (?:[789]\d|1\d\d) ans(?= (?:[\w']+ ){{0,10}}(?:seule?|sans|attend|bloquee?|coincee?|ne peut))
        |(?:bloquee?s?|coincee?s?) (?:[\w']+ ){{0,4}}avec (?:un bebe|mon bebe|mes enfants|deux enfants
            |trois enfants|ma fille|mon fils|un nourrisson)""", unless=r"mdr|ptdr|lol|haha\w*|film|serie|chanson"),
)  # fmt: skip
THANKS = """
    (?:merci (?:beaucoup|infiniment|bien|mille fois|enormement)|mille mercis?|un grand merci|grand merci|merci
        |je vous remercie|nous vous remercions|je te remercie|mercii*)"""
SOLVED = (
    Sign("merc reme", rf"""
        {THANKS} (?:(?:\w+|,) ){{0,2}}?(?:pour|de|d') ?(?:(?:l'|la|le|les|votre|vos|ton|ta|tes|cette|ce|tout|toute
            |tous|m'avoir|nous avoir|avoir|d'avoir|si|tres|aussi|excellent|excellente|super|bonne|precieuse
            |prompte|rapide|me|m') ?){{0,4}}(?:aide|aidee?|reponse|reponses|repondu|reponde|assistance|attention
            |rapidite|reactivite|disponibilite|information\w*|infos?|renseign\w+|explications?|precisions?
            |solution|resolu|support|gentillesse|patience|service|travail|efficacite|remboursement|rembourse
            |accueil|professionnalisme|intervention|suivi|temps|conseils?)
        |(?<=^ )(?:[\w@:/.]+ |[.,?] ){{0,4}}(?:(?:ok|d'accord|parfait|super|genial|top|bien recu|recu|fait|tres bien
            |c'est bon|compris|excellent|nickel|oui|cool|ah) [.,]? ?){{0,3}}(?P<said>{THANKS})(?: (?:a (?:vous|toi
            |tous|toute l'equipe|bientot)|encore|pour tout|bonne (?:journee|soiree|continuation)|cordialement
            |l'equipe|bien a vous|beaucoup|[.,]|@\S+)){{0,6}} $""",
        unless=r"merci d'avance|merci (?:de|d') (?:me|nous|bien|votre retour|\w+(?:er|ir|re))\b"),
    Sign("marc fonc reso regl", """
        (?:ca|cela|tout|c'est|maintenant ca|l'appli|le site
            |internet) (?:y est )?(?:maintenant |enfin |bien |a nouveau |re)?(?:marche|fonctionne|remarche
            |refonctionne|resolu|regle|est resolu|est regle|rentre dans l'ordre
            |est rentre dans l'ordre)(?: (?:maintenant|parfaitement|nickel|de nouveau|a nouveau|tres bien|bien
            |enfin))?(?= (?:[.,]|$|merci|et))
        |(?:probleme|souci|tout|incident
            |question) (?:est |a ete |desormais |maintenant )?(?:bien |enfin )?(?:resolu|regle|solutionne)
        |vous avez (?:resolu|regle) (?:mon|le|tout)""", unless=r"""
        pas|n'est|quand|si|jusqu'a|espere\w*|sans|toujours|mais|jamais|sera|comment|dit|disent|plus|soit|une fois"""),
)  # fmt: skip
UNTHANKFUL = r"""
    mais|cependant|toutefois|toujours|encore (?:une|pas|un)|pas|rien|personne|jamais|aucune?|sans|d'avance
    |par avance|svp|s'il vous plait|stp|\?|pouvez|pourriez|peut on|voudrais|besoin|quand|comment|pourquoi|honte
    |honteux|pire|nul|nulle|mauvais\w*|retard\w*|annul\w+|perdue?s?|gach\w+|vol|voler|merde|putain|inutiles?
    |heures|attend\w*|attente|desastre|lamentable|scandal\w+|arnaque\w*|problemes|erreurs?|decue?s?|deception
    |quand meme|dommage|bordel|dieu|helas|malheureusement|sinon|foutre?|ironie|non merci|grace|gouvernement
    |president|connards?|moins|trop tard|\d{3,}"""
TIMES = r"""
    (?:deux|trois|quatre|cinq|six|dix|plusieurs|maintes|mille|de nombreuses|\d+|x|nombreuses|moult) (?:fois
        |reprises)"""
WROTE = """
    (?:ecrit|appele|contactee?s?|envoye|signale|dit|explique|demande|reclame|telephone|relancee?s?|sollicite
        |rappele|laisse (?:un|des) messages?)"""
REPEATS = (
    Sign("fois mess mail rela appe tent dema cour", r"""
        (?:deuxieme|seconde|troisieme|quatrieme|cinquieme|sixieme|dixieme|enieme|n ieme|2e|3e|4e|5e|2eme|3eme|4eme
            |5eme|\d+ ?eme) fois que (?:je|j'|nous|on) ?(?:(?:vous|t'|te|le|la) ?){0,2}(?:ecri\w+|contact\w+
            |appel\w+|envo\w+|signal\w+|di[st]|deman\w+|expli\w+|ai ecrit|ai appele|relanc\w+|reclam\w+
            |telephon\w+|avons|ai)
        |(?:deuxieme|second|troisieme|quatrieme|enieme|2e|3e|2eme|3eme|4eme) (?:message|mail|email|appel|courrier
            |courriel|ticket|signalement)(?: que| sans| et| pour| a| reste)
        |(?:deuxieme|seconde|troisieme|quatrieme|enieme|2eme|3eme) (?:relance|demande|tentative
            |reclamation)(?: que| sans| et| pour| a| de| d'|[.,])
        |combien de fois (?:encore )?(?:dois je|faut il|il faut|je dois|vais je|devrai je|faudra)"""),
    Sign("fois repr", rf"""
        (?:je )?(?:vous |t'|l')?(?:ai|avons|j'ai) (?:deja )?{WROTE}(?: (?!ma |mon )[\w']+){{0,4}} (?:a )?{TIMES}
        |(?:j'ai|je vous ai|nous avons
            |nous vous avons) (?:deja )?{WROTE} (?:(?!ma |mon )[\w']+ ){{0,3}}(?:a )?{TIMES}
        |(?:a )?{TIMES} (?:deja )?(?:que )?(?:je vous ai|j'ai|nous avons) {WROTE}|deja {WROTE} {TIMES}"""),
    Sign("deja", f"""
        (?:je vous ai|j'ai|nous avons|nous vous avons|je l'ai|vous ai) deja {WROTE}(?= .{{0,150}}(?:sans|pas|rien
            |aucune?|personne|jamais|toujours|semaines?|jours|mois))
        |comme (?:je (?:vous )?l'ai|je vous ai|j'ai|deja) (?:deja )?(?:dit|ecrit|explique|signale|precise)""",
        unless="merci"),
    Sign("repo reto nouv pers igno rela", r"""
        (?:toujours|semaines?|jours|mois|heures|encore|je suis|reste|restee?s?) (?:\w+ )?(?:sans (?:reponse|retour
            |nouvelles?)|pas (?:de |eu de |recu de |obtenu de |d')(?:reponse|retour|nouvelles?)|aucune? (?:reponse
            |retour|nouvelle)|(?:en attente|j'attends|attends|attend|a attendre|dans l'attente) (?:d'
            |de |toujours )?(?:une |un |votre |de votre )?(?:reponse|retour))
        |(?:je )?(?:n'|n )?(?:ai|avons
            |a) (?:toujours |jamais |encore )?(?:pas |recu |eu |obtenu |jamais ){1,3}
            (?:aucune? |de |une? |d'une )?(?:reponse|retour|rappel)
        |(?:personne|vous) (?:ne |n')?(?:me |m'
            |nous |a |avez |ma )?(?:a |avez )?(?:jamais |toujours pas |pas )?(?:repond|repondu|rappelle|rappele
            |repondez pas|repondez jamais)(?= (?:pas|a mes|a mon|a ma|aux|au|a nos|malgre|depuis|[.,]|$))
        |sans (?:aucune |recevoir de |avoir de |la moindre )?(?:reponse|retour)(?: de votre part| de vous
            |a ce jour)
        |(?:vous m'ignorez|arretez de m'ignorer|vous ignorez mes)
        |(?:mails?|messages?|appels?|courriers?|demandes?) (?:\w+ )?(?:restee?s? )?sans reponse
        |(?:je vous relance|nous vous relancons|je me permets de (?:vous )?relancer)
        |aucune? (?:reponse|retour) (?:de votre|de vous|depuis|a ce jour|a mes|malgre)""",
        unless=r"sarkozy|macron|hollande|ministre|chanteu\w+|idole"),
)  # fmt: skip
FRENCH = Language(
    signs={
        "asks_human": ASKS_HUMAN,
        "threatens": THREATENS,
        "urgent": URGENT,
        "vulnerable": VULNERABLE,
        "solved": SOLVED,
        "repeats": REPEATS,
    },
    denies="""
        (?:ne|n'|pas|jamais|sans|rien|aucune?|non|ni|n'est pas|pas besoin)(?: (?:est|pas|veux|voudrais|besoin de
            |si|tres|me|vous|le|la|compte|vais|suis|envie|de|vraiment|forcement|d'|une|un|trop|que)){0,4}
        |(?:si|quand|lorsque) (?:vous|on|tu) (?:voulez|veut|veux|souhaitez|desirez)
        |(?:dit que|dites que|disent que)""",
    spoils={"solved": UNTHANKFUL},
)  # fmt: skip
