"""How a reply hurts whoever reads it: words that are aimed at them. Firm is not harsh, and neither is an apology.

Patterns meet plain text (`router.mood.signals.reading`). Better unheard than wrong: an agent is stopped by it.
"""

from router.mood.signals.shape import Language, Sign
from router.phrases.shape import any_of

HARSH = "harsh"
OPENS = r"(?:(?<=^ )|(?<=[.,?] ))"
"""An order stands first in its clause: the message will "go away" by itself."""

INSULT = any_of(
    "idiots? morons? imbeciles? fools? liars? whiners? cretins? clowns? stupid dumb dense clueless pathetic ridiculous "
    "childish delusional insane lazy"
)
SORRY = r"sorry|apolog\w+|forgive|regret|feel|felt|my own|our own|anyone who|whoever"
ENGLISH = Language(
    signs={
        HARSH: (
            Sign("", rf"""
                (?:you are|you're|you were|you must be|you sound|how can you be)(?: (?:an?|such|so|too|just|really
                    |simply|clearly|obviously|completely|being|acting|all|the)){{0,4}} {INSULT}
                |are you(?: (?:an?|so|too|really|just|completely|that)){{0,3}} (?:{INSULT}|out of your mind)
                |how (?:dumb|stupid|dense) (?:are|can) you|what(?:'s| is) wrong with you""", unless=SORRY),
            Sign("", rf"""
                {OPENS}(?:please )?(?:stop|quit) (?:wasting (?:my|our|everyone's|everybody's) time|whining|moaning
                    |complaining|bothering (?:me|us)|being (?:so )?{INSULT})
                |you(?:'re| are|'ve been| have been)?(?: just| only| simply)? wast(?:e|ed|ing) (?:my|our) time
                |{OPENS}(?:don't|do not) be(?: so)? {INSULT}""", unless=SORRY),
            Sign("", rf"""
                shut up|get lost|go to hell|drop dead|piss off|get a life|screw you|shame on you|use your brain
                |you should be ashamed|leave (?:me|us) alone|{OPENS}(?:go away|grow up|calm down)""",
                unless=SORRY),
            Sign("", r"""
                learn(?: how)? to read|can't you(?: even)? read|can you (?:even|not) read
                |(?:had|have) you (?:even )?bothered to read
                |if you (?:had )?(?:ever |even )?bothered to|had half a brain|you (?:clearly|obviously) (?:can't
                    |cannot|don't|didn't|never) (?:read|think|understand|listen)""", unless=SORRY),
            Sign("", rf"""
                (?:i|we)(?: really| honestly| just| simply)? (?:don't|do not|couldn't|could not) care(?: less)? (?:about
                    |what|how|if|whether) (?:you|your)
                |(?:is|was|it's|that's)(?: all| entirely| only| simply)? your (?:own )?(?:damn |stupid )?fault
                |your own (?:damn |stupid )?fault|not (?:my|our) problem|your problem ,? ?not (?:mine|ours)
                |(?:i'm|i am|we're|we are)(?: so| really| just)? (?:sick|tired|fed up)(?: and tired)? (?:of
                    |with) (?:you|your|people like you|customers like you)
                |your {INSULT} \w+|your \w+ (?:is|are)(?: just| so| completely| simply| really){{0,2}} {INSULT}""",
                unless=SORRY + "|if|whether"),
            Sign("", r"fuck\w*|assholes?|arseholes?|bullshit|bitch\w*|bastards?|dickheads?|wankers?|pricks?"),
        )
    },
    denies=r"(?:not|never|\w+n't|nobody|no one|cannot|without)(?: \w+){0,3}",
    spoils={},
)  # fmt: skip

TONTO = any_of(
    "idiotas? imbecil(?:es)? estupid[oa]s? tont[oa]s? inutil(?:es)? ridicul[oa]s? mentiros[oa]s? pesad[oa]s? "
    "ignorantes? maleducad[oa]s? pendej[oa]s? gilipollas burr[oa]s?"
)
LO_SIENTO = r"siento|lament\w+|disculp\w+|perdon\w*|sentid[oa]"
SPANISH = Language(
    signs={
        HARSH: (
            Sign("", rf"""
                (?:eres|es usted|usted es|sois|son ustedes|ustedes son|esta usted|estas)(?: (?:un|una|unos|unas|tan|muy
                    |bien|realmente|completamente|simplemente)){{0,2}} {TONTO}
                |no (?:sea|seas|sean|seais)(?: tan| un| una)? {TONTO}|que {TONTO} (?:eres|es usted|sois)""",
                unless=LO_SIENTO),
            Sign("", rf"""
                {OPENS}(?:deje|deja|dejen|dejad) de (?:quejarse|quejarte|quejaros|molestar(?:me|nos)?|hacer(?:me
                    |nos) perder el tiempo|llorar|lloriquear)
                |(?:me|nos) (?:haces?|hace usted|esta|estas|esta usted)(?: haciendo)? perder el tiempo
                |callese|callate|calla la boca|larguese|largate|dejeme en paz|dejenos en paz
                |dejame en paz|dejanos en paz""", unless=LO_SIENTO),
            Sign("", r"""
                (?:aprenda|aprende|aprendan) a leer|no sabe(?:s| usted)? leer (?=[?])
                |(?:es|fue|la) (?:toda )?(?:su|tu) culpa|(?:es|fue|la) (?:toda )?culpa (?:es )?(?:suya|tuya|de usted)
                |no es (?:mi|nuestro) problema|(?:me|nos) (?:da|dan) igual (?:su|sus|tu|tus|lo que)
                |no (?:me|nos) importan? (?:sus?|tus?|lo que (?:usted|tu)|nada de lo que)
                |(?:estoy|estamos)(?: ya| muy)? (?:hart[oa]s?|cansad[oa]s?) de (?:usted|ti|ustedes|sus|su|tus|tu
                    |gente como|clientes como)""",
                unless=LO_SIENTO),
            Sign("", r"""
                mierdas?|joder|jodase|jodete|put[oa]s?|cabron(?:es)?|chinga\w*|carajo"""),
        )
    },
    denies=r"(?:nunca|jamas|nadie|ni|tampoco|que no|para nada|no)(?: \w+){0,3}",
    spoils={},
)  # fmt: skip

BURRO = any_of("idiotas? imbecil imbecis estupid[oa]s? burr[oa]s? ridicul[oa]s? mentiros[oa]s? ignorantes? tol[oa]s?")
DESCULPE = r"desculp\w+|lament\w+|sinto|perdao|pedimos"
PORTUGUESE = Language(
    signs={
        HARSH: (
            Sign("", rf"""
                (?:voce e|tu es|e voce|o senhor e|a senhora e|voces sao)(?: (?:um|uma|tao|muito|mesmo)){{0,2}} {BURRO}
                |(?:nao|deixe de|deixa de) (?:seja|sejas|ser)(?: tao| um| uma)? {BURRO}
                |deixe de ser(?: tao)? {BURRO}""", unless=DESCULPE),
            Sign("", rf"""
                {OPENS}(?:pare|para|parem) de (?:(?:me|nos) (?:fazer perder tempo|incomodar|chatear)|reclamar
                    |chorar|fazer perder (?:o )?(?:meu|nosso) tempo|desperdicar (?:o )?(?:meu|nosso) tempo)
                |cale a boca|cala a boca|cala te|deixe me em paz|me deixe em paz|nos deixe em paz
                |aprenda a ler|use a cabeca""", unless=DESCULPE),
            Sign("", r"""
                a culpa e (?:toda )?(?:sua|tua)|e (?:toda )?culpa (?:sua|tua)
                |(?:o|isso e) problema (?:e )?(?:seu|teu)(?= [.,?])
                |nao (?:me|nos) (?:importa|interessa)m? (?:as? )?(?:suas?|seus?|o que voce)
                |(?:estou|estamos) (?:fart[oa]s?|cansad[oa]s?) (?:de voces?|das? suas?|dos? seus?
                    |de clientes como)""", unless=DESCULPE),
            Sign("", r"merda|caralho|porra|foda se|fodase|filh[oa] da puta|cuzao"),
        )
    },
    denies=r"(?:nao|nunca|jamais|ninguem|nem)(?: \w+){0,3}",
    spoils={},
)  # fmt: skip

BETE = any_of("idiote?s? imbeciles? stupides? cretine?s? debiles? ridicules? menteurs? menteuses? betes?")
PARDON = r"desole\w*|excus\w+|pardon|regrett\w+|navre\w*"
FRENCH = Language(
    signs={
        HARSH: (
            Sign("", rf"""
                (?:vous etes|tu es|t'es|etes vous|es tu)(?: (?:un|une|des|trop|vraiment|tellement|si|tres
                    |completement)){{0,2}} {BETE}
                |ne (?:soyez|sois) pas(?: si| aussi)? {BETE}|{BETE} ou quoi""", unless=PARDON),
            Sign("", rf"""
                {OPENS}(?:arretez|arrete|cessez) de (?:vous plaindre|te plaindre|pleurnicher|raler
                    |(?:me|nous) (?:faire perdre|deranger|embeter|harceler)
                    |faire perdre)
                |vous (?:me|nous) faites perdre (?:mon|notre) temps
                |taisez vous|tais toi|fermez la|ferme la|ta gueule|vos gueules|fichez (?:moi|nous) la paix
                |foutez (?:moi|nous) la paix|laissez (?:moi|nous) tranquilles?""", unless=PARDON),
            Sign("", r"""
                (?:apprenez|apprends) a lire|savez vous (?:seulement )?lire (?=[?])
                |c'est (?:entierement )?(?:votre|ta) (?:propre )?faute|c'est (?:votre|ton) probleme(?= [.,?])
                |(?:je me|on se|nous nous) (?:fiche|fichons|fous|fout|moque|moquons) de (?:vos?|votre|tes|ce que vous)
                |(?:j'en ai|on en a|nous en avons) (?:marre|assez) de (?:vous|vos|votre|tes
                    |clients comme)""", unless=PARDON),
            Sign("", r"merde|putain|connards?|connasses?|salauds?|encule\w*|foutre"),
        )
    },
    denies=r"(?:pas|jamais|personne|aucunement|ni|rien)(?: \w+){0,3}",
    spoils={},
)  # fmt: skip

DUMM = any_of(
    "idiot(?:en|in)? dumm\\w* bloed\\w* blod\\w* laecherlich lacherlich kindisch luegner lugner verrueckt verruckt"
)
LEID = r"leid|entschuldig\w+|verzeih\w+|bedauer\w+"
GERMAN = Language(
    signs={
        HARSH: (
            Sign("", rf"""
                (?:sie sind|sind sie|du bist|bist du|seid ihr)(?: (?:ein|eine|einfach|wirklich|doch|so|zu|ja|nur
                    |eigentlich|wohl|total)){{0,3}} {DUMM}
                |(?:seien sie|sei) (?:doch )?nicht(?: so)? {DUMM}|wie {DUMM} (?:sind sie|bist du|kann man)""",
                unless=LEID),
            Sign("", r"""
                (?:hoeren sie|horen sie|hor|hoer) (?:endlich )?auf ,? ?(?:meine|unsere|uns die|mir die|zu
                    |sich|mich|uns)(?: zeit)?(?: zu)? (?:verschwenden|jammern|beschweren|nerven|meckern|stehlen)
                |sie verschwenden (?:nur )?(?:meine|unsere) zeit
                |halten sie (?:den|ihren) mund|halt (?:den|deinen) mund|halt die klappe|lassen sie (?:mich|uns) in ruhe
                |lass (?:mich|uns) in ruhe|verschwinden sie|hau ab|schaemen sie sich|schamen sie sich""", unless=LEID),
            Sign("", r"""
                lernen sie (?:erst(?: mal)? |endlich )?lesen|lern lesen|koennen sie nicht lesen|konnen sie nicht lesen
                |(?:das ist|es ist|ist|sind sie) (?:doch |ganz |allein )?(?:ihre|deine) (?:eigene )?schuld
                |(?:das ist|ist) (?:ihr|dein) (?:eigenes )?problem(?= [.,?])|selber schuld|selbst schuld
                |(?:ist|sind) (?:mir|uns) (?:voellig |vollig |total )?egal
                |(?:ich habe|wir haben) (?:wirklich )?(?:genug|die nase voll) von (?:ihnen|ihren|dir|deinen)""",
                unless=LEID + "|ob|welche\\w*"),
            Sign("", r"scheiss\w*|arschloch|arschlocher|verpiss\w*|fick\w*|wichser|verdammt\w*"),
        )
    },
    denies=r"(?:nicht|nie|niemals|niemand|kein\w*|ohne)(?: \w+){0,3}",
    spoils={},
)  # fmt: skip

SCEMO = any_of("idiot[ai] stupid[oaie] scem[oaie] cretin[oaie] imbecill[ei] ridicol[oaie] bugiard[oaie]")
SCUSI = r"scus\w+|spiac\w+|dispiac\w+|perdon\w*|rammaric\w*"
ITALIAN = Language(
    signs={
        HARSH: (
            Sign("", rf"""
                (?:lei e|sei|siete|voi siete|tu sei)(?: (?:un|una|un'|proprio|davvero|cosi|troppo|solo)){{0,2}} {SCEMO}
                |e (?:proprio |davvero )?{SCEMO} o cosa
                |non (?:sia|essere|siate) (?:cosi |un |una )?{SCEMO}""", unless=SCUSI),
            Sign("", rf"""
                {OPENS}(?:smetta|smetti|smettete|smettila|la smetta)(?: di (?:far(?:mi|ci) perdere (?:il )?(?:mio
                    |nostro )?tempo|lamentar(?:si|ti|vi)|disturbar(?:e|mi|ci)|piangere))
                |(?:mi|ci) (?:fa|fai|sta facendo|stai facendo) perdere tempo
                |stia zitt[oa]|stai zitt[oa]|sta' zitt[oa]|chiuda la bocca|chiudi la bocca
                |(?:mi|ci) lasci in pace|lasciami in pace|vada al diavolo""", unless=SCUSI),
            Sign("", r"""
                (?:impari|impara|imparate) a leggere
                |e (?:solo |tutta )?colpa (?:sua|tua|vostra)|la colpa e (?:solo |tutta )?(?:sua|tua|vostra)
                |e un problema (?:suo|tuo|vostro)(?= [.,?])|non (?:me|ce) ne (?:frega|importa)
                |(?:sono|siamo) (?:stuf[oaie]|stanc(?:o|a|hi|he)) (?:di (?:lei|te|voi)|de(?:i|lle|l|lla) (?:suoi|sue|sua
                    |suo|vostre|vostri|tue|tuoi))""", unless=SCUSI),
            Sign("", r"cazzo|merda|stronz[oaie]|vaffanculo|coglion[ei]|puttana"),
        )
    },
    denies=r"(?:mai|nessuno|neanche|nemmeno|non)(?: \w+){0,3}",
    spoils={},
)  # fmt: skip

LANGUAGES = ENGLISH, SPANISH, PORTUGUESE, FRENCH, GERMAN, ITALIAN
