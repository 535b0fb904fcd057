"""Signals in Spanish. Words that Portuguese and Italian share ("urgente") are listened for here, for all three."""

from router.mood.signals.shape import Language, Sign, alone
from router.phrases.shape import any_of

COURTESIES = (
    "hola buenas buenos dias tardes noches por favor porfa gracias ya ahora quiero necesito un una el la hablar con"
)
PERSON = """
    (?:(?:una?|el|la|algun|alguna|su|vuestr[oa]|otr[oa]|cualquier) ){0,2}(?:persona|human[oa]|ser humano|agente
        |asesora?|operadora?|supervisora?|encargad[oa]|responsable|gerente|jef[ea]|superior|representante
        |ejecutiv[oa]|alguien|teleoperadora?)"""
HUMAN = r"""
    (?:una?|algun|alguna|otr[oa]) (?:human[oa]|ser humano|supervisora?|encargad[oa]|(?:persona|agente
        |operadora?)(?: \w+)? (?:real|human[oa]|de verdad))"""
ASK = r"""
    (?:(?:quiero|quisiera|querria|queremos|necesito|necesitamos|exijo|exigimos|deseo|prefiero|pido|solicito
        |insisto en)|(?:me|nos) gustaria|(?:puedo|podria|podemos|podriamos|dej[ae]n?me|dejadme)|(?:intento
        |intentando|tratando de|llevo \w+ \w+ intentando|esperando para|imposible|incapaz de)|no (?:puedo|consigo
        |logro|hay (?:manera|forma|modo) de|me dejan)|(?:como|donde) (?:puedo|hago para|consigo|podria))"""
TALK = """
    (?:hablar|contactar(?:me)?|comunicar(?:me|nos)?|chatear|conversar|poner(?:me|nos) en contacto)(?: directamente
        | por telefono)? con"""
ASKS_HUMAN = (
    Sign("habl cont comu chat conv pone", rf"{ASK} (?:\w+ )?{TALK} {PERSON}|con quien (?:puedo|podria) hablar",
        unless="al final|por fin"),
    Sign("huma agen oper supe enca pers repr ases", alone(PERSON.replace('|alguien', '') + '(?: real| human[oa])?',
        COURTESIES)),
    Sign("pasa pase pone ponm pong comu tran deri", f"""
        (?:pas[ae]n?me|pasadme|p[oó]ngan?me|ponme|ponedme|comuni(?:ca|que|quen)me|transf(?:iere|iera|ieran)me
            |deriv[ae]n?me) (?:en contacto )?(?:con|a) {PERSON}"""),
    Sign("llam atie cont resp", f"""
        que {PERSON} (?:me|nos) (?:llamen?|atiendan?|contacten?|responda)
        |que (?:me|nos) (?:llamen?|atiendan?|contacten?|responda|conteste) (?:ya )?{PERSON}
        |(?:me|nos) (?:puede|podria) (?:llamar|atender|contactar|responder|contestar) {PERSON}
        |(?:puede|podria) (?:llamarme|atenderme|contactarme|llamarnos|atendernos) {PERSON}"""),
    Sign("huma supe enca pers agen oper", f"""
        (?:quiero|necesito|exijo|quisiera|prefiero|dame|deme|denme|hay|atiende) (?:a )?{HUMAN}""", unless="quiero a"),
    Sign("bot robo maqu auto", r"""
        no quiero (?:hablar|chatear|tratar) con (?:\w+ )?(?:bot|robot|maquina|contestador|chatbot)
        |(?:hart[oa]|cansad[oa]) de (?:hablar con )?(?:\w+ )?(?:bots?|robots?|maquinas?|respuestas automaticas)
        |(?:basta de|dejen de enviar(?:me)?|dejad de enviar(?:me)?|no mas) (?:\w+ )?respuestas automaticas"""),
)  # fmt: skip
GOING = """
    (?:(?:os|les|los|le|lo|las) )?(?:voy|vamos|ire|iremos|procedere|procederemos|me vere obligad[oa]|tendre que ir
        |empezare) (?:directamente |ahora mismo )?a"""
THEM = "(?:os|les|los|las|le|lo|la|vosotros)"
WATCHDOG = """
    (?:consumo|facua|la ocu|ocu|omic|profeco|indecopi|sernac|(?:la )?oficina (?:municipal )?del? consumidor
        |defensa (?:del|al) consumidor|(?:el )?defensor del (?:pueblo|cliente|consumidor)
        |(?:la )?agencia (?:espanola )?de proteccion de datos|aesa|la aepd|la policia|(?:la )?guardia civil
        |arbitraje|(?:la )?condusef|(?:el )?banco de espana|la comision nacional)"""
MEDIA = """
    (?:(?:las |mis |todas las )?redes(?: sociales)?|twitter|facebook|instagram|tiktok|google|internet|trustpilot
        |todas partes|todos lados|(?:la )?prensa|(?:los )?(?:medios|periodicos)|(?:la )?(?:tele|television))"""
AGAIN = """
    (?:volar|comprar(?:os|les|aqui|nada)?|viajar|contratar(?:os)?|pedir(?:os)?|usar(?:os)?|confiar|reservar
        |utilizar|encargar|elegir)"""
THREATENS = (
    Sign("dema denu", rf"""
        {GOING} (?:demandar|denunciar)(?:{THEM})?(?! el (?:robo|hurto)| la (?:perdida|estafa de otro))
        |(?:{THEM} )?(?:demandare|denunciare|demandaremos|denunciaremos)(?: esto| a la empresa)?
        |(?:pondre|pondremos|interpondre|presentare|presentaremos|(?:voy a|pienso) (?:poner|presentar|interponer)
            |vamos a (?:poner|presentar|interponer))(?:os|les)? una (?:denuncia|demanda)
        |(?:o|si no) (?:\w+ ){{0,4}}(?:os|les|los) (?:demando|denuncio)""",
        unless="perdida del (?:dni|pasaporte)|robo de mi"),
    Sign("juic trib juzg abog lega mana", f"""
        (?:(?:os|les|los) (?:llevare|llevaremos|llevo)|{GOING} (?:llevar(?:os|los|les)|ir|acudir|acabar)|ire
            |iremos|acudire|acudiremos|acabaremos|terminaremos|llegare|llevare esto) (?:a|ante|en|hasta) (?:juicio
            |los? tribunal(?:es)?|los? juzgados?|un? juez|la justicia)
        |nos (?:vemos|veremos|vamos a ver) en (?:los? )?(?:tribunal(?:es)?|juzgados?|juicio)
        |mi(?:s)? abogad[oa]s? (?:os|les|se|va a|ya lo saben?|van a|contactaran?|ya|esta|estan|iniciara)
        |(?:hablare|hablaremos|contactare|consultare|me pondre en contacto|lo (?:dejare|dejo|pondre|pongo)
            |lo hablare|voy a (?:hablar|llamar|contactar|consultar(?:lo)?)) (?:con|a|en manos de
            |en las manos de) (?:mi|un|mis|nuestro) abogad[oa]s?
        |(?:tomar(?:e|emos)?|emprender(?:e|emos)?|iniciar(?:e|emos)?|ejercer(?:e|emos)?) (?:las )?(?:acciones
            |medidas) (?:legales|judiciales)
        |(?:por|a) (?:la )?via (?:legal|judicial)""", unless="amig[oa]|divorcio"),
    Sign("cons facu ocu omic prof inde sern ofic defe agen aesa aepd poli guar arbi cond banc recl comi", rf"""
        (?:voy a|vamos a|ire a|iremos a|acudire a|acudiremos a|lo (?:llevo|llevare) a|me ire a|recurrire a
            |llamare a|reclamare (?:a|ante|en)|denuncia(?:re|r|remos)? (?:\w+ )?(?:a|ante|en)
            |pondre (?:una )?(?:queja|reclamacion|denuncia) (?:a|ante|en)|(?:reclamacion|queja|denuncia|reclamar
            |quejarme) (?:a|ante|en)) (?:\w+ ){{0,6}}?{WATCHDOG}
        |(?:quiero|quisiera|pido|exijo|solicito|pedire|necesito|pondre|rellenare|deme|denme|dadme|voy a (?:pedir
            |poner|rellenar)) (?:\w+ )?(?:el |la |las |una |los )?(?:hojas? de reclamaci(?:on|ones)
            |libro de (?:quejas|reclamaciones))""", unless="para consumo|consumo (?:de|del|propio)|el consumo"),
    Sign("nunc volv vuel ulti jama", rf"""
        (?:no|nunca|jamas) (?:mas )?(?:(?:os|les|me) )?(?:vuelvo|volvere|volveremos|pienso volver
            |volvemos) (?:mas |jamas |nunca )?a {AGAIN}
        |nunca mas (?:en mi vida |en la vida )?(?:vuelo|viajo|compro|contrato|pido|reservo|uso|volare|viajare
            |comprare|contratare|pedire|reservare|usare|volvere)
        |(?:es|sera|fue|ha sido) la ultima vez (?:\w+ )?(?:que )?(?:os |les )?(?:vuelo|viajo|compro|contrato|pido
            |reservo|uso|utilizo|confio)
        |(?:no|nunca|jamas) (?:\w+ )?(?:volare|viajare|comprare|contratare|reservare) (?:nunca |jamas )?(?:mas
            |nunca|jamas)""", unless="sin|hasta (?:que|el|la|dentro)|extranar|otra persona"),
    Sign("baja comp otra canc perd", r"""
        (?:me (?:doy|dare)|nos (?:damos|daremos)|voy a dar(?:me)?|vamos a dar(?:nos)?|dare|daremos) de baja
        |(?:me (?:cambio|voy|ire|pasare|paso|cambiare)|nos (?:cambiamos|vamos|iremos|pasamos)|voy a (?:cambiarme
            |irme|pasarme|cambiar)) (?:a|de|con) (?:otra (?:compania|empresa|operadora|aerolinea|tienda)
            |la competencia|compania|operador)
        |(?:pensando en|pienso) (?:cambiarme|irme|darme de baja)(?! de (?:casa|ropa|ciudad|vacaciones))
        |(?:voy a cancelar|cancelare|cancelaremos|o cancelo|o cancelamos) (?:mi|el|la|nuestro
            |nuestra) (?:\w+ )?(?:contrato|suscripcion|cuenta|linea|servicio|membresia|poliza|tarjeta)
        |(?:habeis|han|vais a|van a|acabais de|acaban de|estais a punto de) (?:perdido|perder) (?:a )?(?:un|una
            |otro|este|esta|su|mas) (?:\w+ )?client[ea]
        |(?:perdereis|perderan|perdeis|pierden) (?:a )?(?:un|una|otro|este|esta) (?:\w+ )?client[ea]""",
        unless="me han dado de baja"),
    Sign("rede twit face inst tikt goog inte trus toda todo pren medi peri tele rese crit opin valo", rf"""
        (?:(?:lo|esto|os|les|todo) ){{0,3}}(?:publicare|compartire|contare|subire|difundire|expondre|denunciare
            |pondre|voy a (?:publicar|compartir|contar|subir|difundir|exponer|denunciar|poner)(?:lo|los
            |os)?) (?:\w+ ){{0,4}}?(?:en|por|a) {MEDIA}
        |(?:ire|iremos|voy a ir|acudire|llamare|voy a llamar|escribire|voy) a (?:la )?(?:prensa|los medios
            |la tele(?:vision)?|los periodicos)
        |(?:pondre|dejare|escribire|publicare|voy a (?:poner|dejar|escribir|publicar))(?:os
            |les)? (?:\w+ )?(?:una |la )?(?:(?:mala|pesima|peor) (?:resena|critica|opinion|valoracion)|(?:resena
            |critica|opinion|valoracion) (?:negativa|pesima|mala|de una estrella))""",
        unless="recomend|content|encantad"),
    Sign("carg reci cont banc", """
        (?:devolvere|retrocedere|anulare|reclamare|voy a (?:devolver|retroceder|anular|reclamar)) (?:el|los|este
            |vuestro|su) (?:recibos?|cargos?|pagos?)(?: (?:a|en|con|por) (?:el |mi |la )?(?:banco|tarjeta))?
        |(?:hare|solicitare|pedire|iniciare|voy a (?:hacer|pedir|solicitar|iniciar)) (?:un )?(?:contracargo
            |chargeback)"""),
)  # fmt: skip
DAY = r"""
    (?:hoy|hoy mismo|(?<!media )(?<!la )(?<!esta )manana|manana mismo|esta noche|esta tarde|esta misma (?:tarde
        |noche|manana)|ya|ya mismo|ahora|ahora mismo|(?:antes de )?las \d+|inmediatamente|de inmediato
        |antes de (?:manana|esta noche|esta tarde|las \d+))"""
NEED = "(?:necesito|necesitamos|me hace falta|nos hace falta|tengo que|tenemos que|exijo|exigimos)"
URGENT = (
    Sign("urge", """
        (?:es |muy |super |sumamente |bastante )?(?:urgente(?:mente)?|urgentissim[oa]|urgentisim[oa])
        |(?:me|nos) urge
        |(?:con|es de|de|com) (?:suma |mucha |maxima |la maxima |carattere di )?(?:urgencia|urgenza)|con urgenza""",
        unless=r"""
        (?:no|nada|tan|menos|sin|nao|non|nem|ni|neanche|nessuna) (?:\w+ ){0,3}urgent\w*
        |(?:no|sin) (?:\w+ ){0,2}(?:urge|urgencia)|nao (?:\w+ ){0,2}urgencia|si es urgente|se for urgente
        |se e urgente
        |(?:servicio|sala|medico|medica|atencion|centro|transporte|comunicado|ultimo|ultima
            |noticia) (?:\w+ )?(?:de )?urgen\w+
        |(?:curso|envio|livraison|entrega|correo|pedidos?|spedizione|consegna|tarifa|frete) urgente|cuanto cuesta
        |quanto cust\w+|quanto costa|(?:era|fue|foi) (?:\w+ )?urgente|vendo|venta|kk+|compartilh\w+|populacao|lula
        |toffoli|praia|clim\w+|venezuela|#\w+|calentamiento|riscaldamento|gobierno|governo|pais|mundo|planeta
        |brasil|espana|italia|stato"""),
    Sign("nece falt teng tene exij exig", rf"""
        {NEED} (?:[\w']+ ){{1,6}}(?:para )?(?!ya ){DAY}(?= (?:[.,?]|$|por|para|o|a|porque|que|mismo|y|antes))
        |{NEED} (?:\w+ ){{0,3}}{DAY}|{NEED} (?:\w+ ){{1,7}}(?:cuanto antes|lo antes posible|con (?:mucha )?prisa)""",
        unless="""
        no (?:lo )?necesito|saber si .{0,150} manana|sobre|no me hace falta|no tengo que|agradecer
        |contar(?:os|les)|madrugar"""),
    Sign("cuan ante inme ahor ya", r"""
        (?:respond\w*|contest\w*|soluci\w*|arregl\w*|resuelv\w*|devuelv\w*|ayud\w*
            |llam\w*)(?: \w+){0,4} (?:cuanto antes|lo antes posible|inmediatamente|de inmediato|ahora mismo
            |ya mismo)
        |(?:solucion|respuesta|ayuda|devolucion) (?:inmediata|ya)""", unless=r"""
        gracias por|muy buen|consegui\w+|ayudar(?:te|le|os|les)|os llamare|les llamare
        |(?:respondieron|contestaron|solucionaron|ayudaron|resolvieron)\w*|no puedo|ahora mismo no"""),
    Sign("emer vida cues", r"""
        (?:es|tengo|tenemos|tuve) una (?:\w+ )?emergencia|emergencia (?:medica|familiar)|cuestion de vida o muerte""",
        unless="no es|salida|en caso de|si es"),
    Sign("vuel tren auto barc ferr cruc boda oper ciru exam cita viaj salg", r"""
        (?:vuelo|tren|autobus|barco|ferry|crucero|avion) (?:\w+ ){0,3}(?:sale|despega|parte|embarca|es
            |cierra) (?:en|dentro de) (?:\w+ )?(?:\d+ ?|una |dos |tres |pocas |media )?(?:minutos?|min|horas?
            |h)(?! de (?:retraso|demora|duracion))
        |(?:mi|nuestra|la) (?:boda|operacion|cirugia|cita|examen) es (?:hoy|manana|esta (?:tarde|noche))
        |(?:vuelo|viajo|salgo|volamos|viajamos|salimos) (?:hoy|manana|esta (?:tarde|noche))(?: \w+){0,8} (?:ayuda
            |necesito|urge|no puedo|no me deja|ayudarme|ayudadme|ayudenme|sin (?:respuesta|billete|tarjeta
            |solucion))""", unless="retraso|retrasado|duracion|no vuelo"),
    Sign("pris apur", """
        (?:me|nos) corre (?:mucha )?prisa|(?:daos|dense|date|dese) prisa(?:,? por favor)?
        |tengo (?:mucha|muchisima) prisa|(?:por favor|porfa) (?:apurense|apuren|apurate)""", unless="no"),
)  # fmt: skip
RELATIVE = any_of(
    "madre padre marido mujer esposo esposa hijo hija hermano hermana abuelo abuela bebe mama papa novio novia "
    "pareja nino nina suegro suegra hijos padres"
)
VULNERABLE = (
    Sign("suic mata quit mori vivi dano auto acab exis vida", r"""
        (?:suicidarme|quitarme la vida|matarme|hacerme dano|autolesion\w*|cortarme las venas)
        |me (?:quiero|voy a|quisiera) (?:suicidar|matar|quitar la vida)
        |(?:pensamientos|ideas|tendencias) suicidas?
        |(?:ya no quiero (?:seguir )?(?:vivir|viviendo)|no quiero (?:seguir viviendo|vivir (?:mas|asi))
            |(?:no tengo|sin) ganas de vivir)(?! con| sin| en)
        |(?<!no )(?:quiero morirme|me quiero morir|solo quiero morir)(?! (?:de|si|cuando|con|sin|en|queria|quiero
            |para))
        |acabar con (?:mi vida|todo esto)|no (?:merece|vale) la pena (?:seguir )?vivir""", always=True),
    Sign("fall muri muer perd ente fune luto duel viud fina tana difu", rf"""
        (?:fallecio|murio|ha fallecido|ha muerto|acaba de (?:fallecer|morir)|se murio|falleciera|se (?:nos
            |me) (?:murio|ha muerto)) (?:ayer |hoy |recientemente )?mi {RELATIVE}
        |mi {RELATIVE} (?:\w+ )?(?:fallecio|murio|ha fallecido|ha muerto|acaba de (?:fallecer|morir)
            |se (?:esta )?(?:muere|muriendo|murio)|falleciera|esta muert[oa])
        |(?:he perdido|perdi|perdimos|hemos perdido) (?:a )?mi {RELATIVE}
        |(?:muerte|fallecimiento|perdida|entierro|funeral|velatorio|sepelio) de mi {RELATIVE}
        |(?:al|un|el) (?:funeral|entierro|velatorio) de (?:mi|un familiar|nuestr[oa])
        |por (?:el )?fallecimiento(?: de un familiar)?|estoy de (?:luto|duelo)
        |(?:soy|quede|me quede|he quedado) viud[oa]|mi difunt[oa] {RELATIVE}""",
        unless="pelicula|serie|cancion|hace (?:anos|muchos anos)|perdi(?:do)? .{0,150}(?:maleta|bolsa|mochila)"),
    Sign("canc quim dial insu hosp infa icto ingr oper urge leuc uci enfe medi term inge diag", rf"""
        (?:tengo|tiene|padezco|padece|sufro|sufre|han diagnosticado|diagnosticar(?:me|le|nos)|diagnosticaron
            |superando|luchando contra) (?:\w+ )?(?:un )?(?:cancer|leucemia|esclerosis)(?! de (?:piscis|leo))
        |(?:en|con|recibiendo|sesion de) (?:tratamiento de )?(?:quimio(?:terapia)?|dialisis|radioterapia)
        |(?:estoy|esta|estuve|mi {RELATIVE} (?:esta|estuvo|sigue)|sigo|tengo a mi {RELATIVE}
            |estamos) (?:muy )?(?:\w+ )?(?:en el hospital|hospitalizad[oa]|ingresad[oa]|en (?:la )?uci
            |en urgencias|gravemente enferm[oa]|muy enferm[oa]|recien operad[oa])
        |(?:hospitalizacion|ingreso hospitalario|operacion|enfermedad) de mi {RELATIVE}
        |por (?:ingreso hospitalario|hospitalizacion|enfermedad grave)
        |mi {RELATIVE} (?:\w+ )?(?:ha sufrido|sufrio|tuvo|ha tenido) un (?:infarto|ictus|accidente|derrame)
        |mi {RELATIVE} (?:esta|se encuentra|sigue) (?:\w+ )?enferm[oa]|enfermedad (?:terminal|grave|cronica)
        |(?:sin|necesito|necesita) (?:mi |su |la |sus |mis )?(?:medicacion|medicamentos?|medicinas?|insulina
            |oxigeno)
        |me (?:operan|operaron|han operado|van a operar)""", unless="horoscopo|trabajo en|serie|pelicula"),
    Sign("disc inva mino cieg sord sill rued auti tetr para depe", rf"""
        (?:soy|tengo|tiene|mi {RELATIVE} (?:es|tiene|esta)) (?:una |un |\w+ )?(?:discapacidad|discapacitad[oa]
            |minusvalia|minusvalid[oa]|ciego|ciega|invidente|sord[oa]|autista|autismo|tetraplejic[oa]
            |paraplejic[oa]|dependiente|alzheimer|parkinson|demencia)
        |(?:voy|viajo|va|estoy|esta|usuari[oa]|necesito|necesita|uso|usa) (?:\w+ )?(?:en|de|con
            |una)? ?silla de ruedas
        |mi silla de ruedas|mi discapacidad""", unless="oferta de empleo|vacante|premio|empleo|jornadas?"),
    Sign("alqu comi come luz cale agua desa paro hipo fact frio hamb lleg", r"""
        no (?:puedo|podemos|me alcanza para|nos alcanza para|tengo (?:dinero )?(?:para
            |con que)) (?:ni )?(?:pagar )?(?:el |la |los |las )?(?:alquiler|renta|comer|comida|hipoteca|luz
            |medicinas?|medicamentos?|calefaccion|dar de comer)
        |sin (?:calefaccion|luz|agua caliente|agua|gas|comida)(?= (?:\w+ ){0,8}(?:ninos?|ninas?|bebes?|hijos?
            |hijas?|ancian[oa]s?|mayores|madre|padre|abuel[oa]|frio|dias|semanas))
        |con (?:mis |dos |tres |los |un )?(?:ninos?|hijos?|bebe)(?: \w+){0,6} sin (?:calefaccion|luz|agua|comida
            |gas)
        |(?:he perdido|perdi|me quede sin|me he quedado sin) (?:el |mi )?(?:trabajo|empleo)
        |(?:me|nos) (?:van a |quieren )?desahuci(?:an|ar|aron)
        |(?:mis hijos|mi hijo|mi hija|mi bebe|los ninos) (?:\w+ )?(?:pasan?|pasando
            |tienen?) (?:mucho |mucha )?(?:frio|hambre)
        |no (?:llego|llegamos) a fin de mes|(?:no tengo|sin) (?:para|con que) comer"""),
    Sign("dese ansi depr pani llor pued ague malt anci mayo viol situ mal", rf"""
        (?:estoy|estamos|me siento|me encuentro) (?:\w+ )?desesperad[oa]s?(?! por (?:ver|que llegue|el concierto))
        |(?:tengo|sufro|padezco|sufriendo|estoy con|por|con) (?:de |una |un )?(?:ataques? de (?:panico|ansiedad)
            |crisis de ansiedad|depresion|mucha ansiedad)
        |(?:estoy|me siento) (?:muy |tan )?deprimid[oa]|(?:ya )?no puedo mas con (?:esta situacion|mi vida)
        |(?:ya )?no aguanto mas esta situacion|(?:llevo \w+ \w+ llorando|no paro de llorar|no dejo de llorar)
        |(?:victima de (?:violencia|malos tratos|maltrato)|mi maltratador)
        |mi (?:{RELATIVE} )?(?:de (?:[789]\d|1\d\d) anos|ancian[oa])(?= (?:\w+ ){{0,10}}(?:sol[oa]|sin|tirad[oa]
            |esperando|no puede|abandonad[oa]))
        |(?:tirad[oa]s?|atrapad[oa]s?|varad[oa]s?) (?:\w+ ){{0,4}}con (?:un bebe|mi bebe|mis hijos|ninos|(?:dos
            |tres) ninos|un nino|una nina|mi (?:madre|padre|abuel[oa]))""",
        unless=r"jaj\w*|risa|broma|cancion|serie|pelicula"),
)  # fmt: skip
THANKS = """
    (?:(?:muchas|muchisimas|mil|millones de|infinitas) gracias|gracias|grax|se agradece|(?:te|os|le
        |les) agradezco)"""
SOLVED = (
    Sign("grac grax agra", rf"""
        {THANKS} (?:(?:\w+|,) ){{0,2}}(?:por|x) (?:(?:la|el|lo|los|las|tu|su|vuestra|vuestro|toda|todo|tanta|tan
            |una|un|me|nos|haber|haberme|haberlo|mi|esa|esta|muy|tu|sus|vuestras|tus) ){{0,4}}(?:ayuda\w*
            |respuesta|respuestas|responder\w*|respondido|contestar\w*|contestacion|atencion|atender\w*|rapidez
            |rapida|rapido|info|informacion|informarme|solucion\w*|resolver\w*|resuelto|arreglar\w*|aclarar\w*
            |aclaracion|gestion\w*|amabilidad|paciencia|detalle|servicio|trato|interes|todo|tu tiempo|excelente
            |buen|buena|gran|confirmar\w*|devolver\w*|devolucion|avisar\w*|cuidar\w*|preocupar\w*|estar ahi)
        |(?<=^ )(?:[\w@:/.]+ |[.,?] ){{0,4}}(?:(?:ok|okay|vale|perfecto|genial|estupendo|fenomenal|recibido|hecho|listo
            |bien|muy bien|de acuerdo|entendido|excelente|buenisimo
            |si) [.,]? ?){{0,3}}(?P<said>{THANKS})(?: (?:a (?:ti|vosotros|ustedes)|de nuevo|otra vez|por todo
            |de verdad|chicos|equipo|un (?:saludo|abrazo)|saludos|iberia|muy amables?|[.,]|@\S+
            |https?:\S+)){{0,6}} $""", unless=r"gracias a (?!ti|vosotros|ustedes|usted|todos)\w+"),
    Sign("func solu resu arre", r"""
        (?:ya|ahora|por fin|al fin) (?:me |nos |todo )?(?:funciona|va bien|lo tengo|esta (?:solucionado|resuelto
            |arreglado)|he podido|ha llegado|llego)(?: (?:bien|perfecto|perfectamente|todo))?
        |(?:problema|incidencia|tema|asunto|todo
            |duda) (?:ya )?(?:esta |ha sido |quedo |queda )?(?:ya )?(?:solucionad[oa]|resuelt[oa]|arreglad[oa])
        |(?:ya )?(?:esta|ha quedado|quedo) (?:\w+ )?(?:solucionado|resuelto|arreglado)
        |(?:lo|me lo) (?:habeis|han|ha) (?:solucionado|resuelto|arreglado)""",
        unless=r"no|cuando|si|hasta que|espero|sin|aun|todavia|pero|ser[ai]\w*|sigue\w*|dicen|dijeron|pone"),
)  # fmt: skip
UNTHANKFUL = r"""
    pero|sin embargo|aun|todavia|sigo|sigue\w*|seguimos|no|nada|nadie|nunca|ni|sin|de antemano|por nada|por favor
    |porfa\w*|\?|podri\w+|podeis|pueden?|quisiera|necesito|cuando|como|verguenza|vergonzos\w+|peor\w*|pesim\w+|mal
    |mala|malo|fatal|retras\w+|cancel\w+|perd\w+|ruina|arruin\w+|estafa\w*|robo|robar\w*|mierda|asco|inutil\w*
    |horas|espera\w*|esperando|desastre|lamentable|deleznable|penos\w+|jod\w+|puta|ojala|intent\w+|parece que
    |seria|\d{3,}|reclam\w+|huelga|problemas|error\w*|queja\w*|decepci\w+|vuelva|caro|dejar\w*|tirad\w+|tirar
    |rot[oa]s?|destro\w+|ironia|hacerme|hacernos|hacer|querria|me gustaria|estafad\w+|avios"""
TIMES = r"""
    (?:dos|tres|cuatro|cinco|seis|diez|varias|muchas|mil|mas de \w+|\d+|infinidad de|incontables|repetidas
        |tantas) veces"""
WROTE = """
    (?:escrito|llamado|contactado|enviado|mandado|reclamado|dicho|explicado|preguntado|pedido|solicitado|avisado
        |comunicado|comentado|reportado|insistido|repetido)"""
WROTE_ONCE = "(?:escribi|llame|contacte|envie|mande|reclame|dije|explique|pregunte|pedi|solicite|avise|reporte)"
REPEATS = (
    Sign("vez vece mens corr mail inte llam cons tick soli", r"""
        (?:segunda|tercera|cuarta|quinta|sexta|septima|octava|decima|enesima|2a|3a|4a|5a|2ª|3ª|4ª
            |\d+ª) vez (?:\w+ )?que (?:(?:os|les|le|lo|me|la|te|nos) ){0,2}(?:escrib\w+|contact\w+|llam\w+|envi\w+
            |mand\w+|reclam\w+|dig\w+|pid\w+|pregunt\w+|explic\w+|dirij\w+|comunic\w+|ped\w+|consult\w+|report\w+
            |insist\w+)
        |(?:segundo|tercer|cuarto|quinto|enesimo) (?:mensaje|correo|mail|email|intento|aviso|ticket|tuit
            |dm) (?:que|sin|y|os|les|a|pidiendo|reclamando|al)
        |cuantas veces (?:mas )?(?:\w+ )?(?:tengo|hay|tenemos|debo|voy|he|hace)"""),
    Sign("vece", rf"""
        (?:(?:ya|os|les|le|lo|se|te|la|me) ){{0,3}}(?:(?:he|hemos) {WROTE}
            |{WROTE_ONCE})(?: (?!mi )\w+){{0,4}} {TIMES}(?! al? (?:timbre|la puerta|mi))
        |{TIMES} (?:ya )?(?:que )?(?:(?:os|les|le|lo|se|te|la|me) ){{0,2}}(?:(?:he|hemos) {WROTE}|{WROTE_ONCE})"""),
    Sign("ya repi vuel", rf"""
        ya (?:(?:os|les|le|se|te) ){{1,2}}(?:(?:lo|la) )?(?:(?:he|hemos) (?:\w+ )?{WROTE}
            |{WROTE_ONCE})(?: \w+){{0,8}}(?= .{{0,150}}(?:sin|no|ni|nada|nadie|semanas?|dias|mes|meses))
        |(?:se lo|os lo|les|le|os) (?:vuelvo a )?repito
        |ya (?:os |les |le )?(?:(?:he|hemos) )(?:escrito|reclamado|llamado|preguntado|explicado)""", unless="de nada"),
    Sign("resp cont nadi", r"""
        (?:sigo|seguimos|todavia|aun|continuo|llevo \w+ \w+|llevamos \w+ \w+|estoy|semanas?|dias|mes|meses
            |horas) (?:\w+ )?(?:sin (?:recibir |tener |obtener )?(?:una |ninguna |vuestra |su )?(?:respuesta
            |contestacion|noticias)|esperando (?:una |su |vuestra |la |alguna |que )?(?:respuesta|contestacion
            |respondan|contesten|me contesten|me respondan|contesteis|respondais))
        |(?:no|nunca|ni) (?:he |hemos )?(?:tenido|recibido|recibi|recibimos|obtenido|obtuve|tengo|tuve|hay|dan
            |me dan|me han dado|dieron) (?:aun |todavia )?(?:ninguna |una |ni una |la )?(?:respuesta|contestacion)
        |(?:nadie|no) (?:me |nos )(?:ha |han |habeis )?(?:respond(?:e|en|ido|io|ieron|eis)|contest(?:a|an|ado|o
            |aron|ais))
        |sin (?:recibir |obtener |tener )(?:ninguna |una )?(?:respuesta|contestacion)
        |(?:ninguna|cero|sin ninguna) respuesta
        |nadie (?:responde|contesta|ha (?:respondido|contestado))(?= (?:emails?|correos?|mis?|mensajes?|llamadas?
            |el|al|los|a|ni|ayuda|[.,]|$))
        |(?:seguis|siguen) sin (?:responder|contestar)(?:me|nos)?
        |(?:me|nos) (?:estais|estan|seguis|siguen) ignorando|(?:esperando|espero) respuesta (?:a|de|desde)""",
        unless="no hay respuesta (?:correcta|facil)|en la calle|a veces"),
)  # fmt: skip
SPANISH = Language(
    signs={
        "asks_human": ASKS_HUMAN,
        "threatens": THREATENS,
        "urgent": URGENT,
        "vulnerable": VULNERABLE,
        "solved": SOLVED,
        "repeats": REPEATS,
    },
    denies="""
        (?:no|nunca|jamas|tampoco|sin|ni|nada)(?: (?:es|era|sea|quiero|necesito|hace falta|hay que|tengo|tan|muy
            |me|lo|nos|te|pretendo|pienso|voy a|vamos a|estoy|corre|soy)){0,4}
        |(?:si|cuando|aunque) (?:usted |alguien |tu )?(?:quieres?|necesitas?|quisieras?|deseas?)
        |(?:dice que|dijo que|decia que|dicen que)""",
    spoils={"solved": UNTHANKFUL},
)  # fmt: skip
