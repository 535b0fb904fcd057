"""Signals in Portuguese, as written in Brazil and in Portugal. "Urgente" is heard in spanish.py."""

from router.mood.signals.shape import Language, Sign, alone

COURTESIES = (
    "oi ola bom boa dia tarde noite por favor pf pfv obrigado obrigada ja agora quero preciso um uma o a falar com de"
)
PERSON = """
    (?:(?:uma?|o|a|algum|alguma|outr[oa]|seu|sua|vosso) ){0,2}(?:pessoa|human[oa]|ser humano|atendente|agente
        |operador(?:a)?|supervisor(?:a)?|gerente|responsavel|encarregad[oa]|chefe|superior|alguem|representante
        |assistente human[oa])"""
HUMAN = r"""
    (?:(?:uma?|algum|alguma|outr[oa]) )?(?:human[oa]|ser humano|supervisor(?:a)?|gerente|(?:pessoa|atendente
        |agente|operador)(?: \w+)? (?:real|human[oa]|de verdade))"""
ASK = """
    (?:(?:eu )?(?:quero|queria|gostaria de|preciso|precisava|desejo|exijo|prefiro|necessito|solicito|queremos
        |precisamos)(?: de)?|(?:posso|podia|poderia|podemos|consigo)|deixe(?:m)?(?: me)?|(?:tento|tentando|tentar
        |a tentar|impossivel|esperando para|aguardando para|ha como|tem como)|nao (?:consigo|posso|ha como
        |tem como|da para|da pra)|como (?:faco para|faco pra|posso|consigo))"""
TALK = """
    (?:falar|conversar|contactar|contatar|entrar em contato|entrar em contacto|ser atendid[oa])(?: directamente
        | diretamente)? (?:com|por)"""
ASKS_HUMAN = (
    Sign("fala conv cont entr ser", rf"{ASK} (?:\w+ )?{TALK} {PERSON}|com quem (?:eu )?(?:posso|consigo) falar",
        unless="finalmente|ate que enfim"),
    Sign("huma aten agen oper supe gere pess resp", alone(PERSON.replace('|alguem', '') + '(?: real| human[oa])?',
        COURTESIES)),
    Sign("pass tran enca", f"""
        (?:me (?:passa|passe|passem|transfere|transfira|transfiram|encaminhe|encaminha)|(?:passe|transfira
            |encaminhe|passem|transfiram) me|quero ser transferid[oa]) (?:para|pra|pro|com|ao|a) {PERSON}"""),
    Sign("liga liqu aten cont resp tele", f"""
        que {PERSON} (?:me|nos) (?:ligue|atenda|contacte|contate|responda|telefone)
        |(?:pode|podia|poderia) {PERSON} (?:me )?(?:ligar|atender|contactar|telefonar)
        |{PERSON} (?:pode|poderia|podia) me (?:ligar|atender|responder|contatar)"""),
    Sign("huma supe gere pess aten agen oper", f"(?:quero|preciso de|exijo|queria|prefiro|desejo|tem|ha) {HUMAN}",
        unless="preciso de pessoa|quero um gerente que|quero ser|vaga"),
    Sign("bot robo maqu auto chat", r"""
        nao quero (?:falar|conversar) com (?:\w+ )?(?:bot|robo|maquina|chatbot)
        |(?:cansad[oa]|fart[oa]) de (?:falar com )?(?:\w+ )?(?:bots?|robos?|maquinas?|respostas automaticas)
        |(?:parem de enviar|chega de|nao quero) (?:\w+ )?respostas automaticas"""),
)  # fmt: skip
GOING = "(?:vou|vamos|irei|iremos|terei que|terei de|serei obrigad[oa] a|pretendo)"
WATCHDOG = r"""
    (?:procon|reclame aqui|consumidor\.gov|anatel|anac|deco|asae|anacom|banco central|ministerio publico
        |livro de reclamacoes|portal da queixa|defesa do consumidor|juizado especial|pequenas causas|policia
        |delegacia|provedor|regulador|bacen)"""
MEDIA = """
    (?:(?:as |nas |minhas )?redes(?: sociais)?|twitter|facebook|instagram|tiktok|google|internet|reclame aqui
        |imprensa|jornais|jornal|televisao|toda parte|todo lado|todo lugar)"""
THREATENS = (
    Sign("proc meto acao", rf"""
        {GOING} (?:\w+ )?(?:processar|meter(?:em)? (?:\w+ )?tribunal|mover (?:um |uma )?(?:processo|acao)
            |entrar com (?:um |uma )?(?:processo|acao)|abrir (?:um )?processo
            |acionar (?:a )?justica)(?! (?:o pedido|o pagamento|a compra|isso|dados|as informacoes))
        |processarei|processaremos|(?:vou|vamos) (?:vos |os |lhes )processar"""),
    Sign("trib just juiz adv advo judi lega", r"""
        ou (?:entro|vou) (?:na|a) justica
        |(?:vou|vamos|irei|iremos|recorrerei|acionarei|entrarei|levo|levarei|acabar|resolvemos|vemo nos|nos vemos
            |vejo vos) (?:\w+ ){0,4}(?:em|no|na|a|ao|para|pra|com|os) (?:tribunal|tribunais|justica|juizado
            |via judicial|vias judiciais|juiz)
        |(?:meu|minha|nosso) advogad[oa] (?:vai|ira|entrara|ja|esta|entra)
        |(?:falar|falarei|contactar|contatar|contactarei|consultar|consultarei|acionar|acionarei|procurar
            |procurarei|entregar ao?|contratar) (?:com )?(?:o |a )?(?:meu|minha|um|nosso)? ?advogad[oa]
        |(?:tomar(?:ei|emos)?|tomando) (?:as )?(?:medidas|providencias|acoes) (?:legais|judiciais|cabiveis)
        |(?:entrar|entrarei|mover|moverei) (?:com )?(?:uma )?acao judicial""",
        unless="amig[oa]|novela|conversa com um|procure|lula|presidente|governo|bolsonaro|voces? (?:deve|devia)"),
    Sign("proc recl anat anac deco asae banc mini livr port defe juiz pequ poli dele prov regu bace cons", rf"""
        (?:{GOING}|denunciarei|reclamarei|recorrerei|abrirei|farei|quero|vou ter de|exijo
            |peco) (?:\w+ ){{0,6}}{WATCHDOG}
        |(?:queixa|reclamacao|denuncia|denunciar|reclamar) (?:\w+ )?(?:no|na|ao|a|junto ao
            |ate ao) (?:\w+ )?{WATCHDOG}""", unless="deveria|novela"),
    Sign("nunc mais ulti", r"""
        nunca mais (?:eu )?(?:compro|viajo|voo|uso|peco|contrato|volto|comprarei|viajarei|usarei|voltarei
            |vou comprar|vou viajar|vou voar|vou usar|vou pedir)(?: (?:\w+ ){0,3}(?:com voces|convosco|aqui|nada
            |voces|nessa|nesta|desta|dessa|essa|esta|vossa|de voces|na|da))
        |nao (?:compro|viajo|volto a comprar|voltarei a comprar|volto a viajar|comprarei|viajarei) (?:nunca )?mais
        |(?:foi|e|sera) a ultima vez que (?:eu )?(?:compro|viajo|voo|uso|contrato|peco|confio)"""),
    Sign("canc clie conc outr troc muda rein", rf"""
        (?:{GOING} cancelar|cancelarei|ou cancelo
            |ou cancelamos) (?:\w+ )?(?:o meu |a minha |meu |minha |o |a )(?:\w+ )?(?:contrato|conta|assinatura
            |plano|cartao|servico|subscricao|linha)
        |(?:acabaram de|vao|ja|acabam de|estao a|voces) (?:perder|perderam) (?:um|uma|mais um|este|esta) cliente
        |(?:perderam|perdem) (?:um|uma|mais um) cliente
        |(?:{GOING}|vou me) (?:mudar|trocar|passar|migrar) (?:para|pra|de|a) (?:a concorrencia|outra|operadora
            |banco|companhia|o concorrente)"""),
    Sign("rede twit face inst tikt goog inte recl impr jorn tele toda todo aval", rf"""
        {GOING} (?:expor|publicar|postar|divulgar|contar|denunciar|colocar|por|partilhar|espalhar
            |botar) (?:\w+ ){{0,5}}{MEDIA}
        |{GOING} (?:a|para a|pra|procurar a|contactar a|chamar a) (?:imprensa|televisao|os jornais)
        |{GOING} (?:deixar|dar|escrever|postar|fazer) (?:\w+ )?(?:uma |a )?(?:pior|pessima|ma
            |negativa)? ?avaliacao (?:negativa|pessima|ma|de uma estrela)""", unless="recomend|feliz|ador"),
    Sign("carg cont esto", rf"""
        {GOING} (?:contestar|estornar|pedir o estorno) (?:\w+ ){{0,4}}(?:cartao|banco|compra|cobranca)
        |(?:fazer|abrir|pedir) (?:um )?chargeback|vou contestar (?:a compra|a cobranca)"""),
)  # fmt: skip
DAY = r"""
    (?:hoje|hoje mesmo|ainda hoje|amanha|esta noite|agora|agora mesmo|ja|para ontem|pra ontem|imediatamente
        |ate (?:amanha|hoje|as \d+\w*))"""
URGENT = (
    Sign("prec nece exij tenh", rf"""
        (?:preciso|precisamos|necessito|exijo|tenho que
            |tenho de) (?:[\w']+ ){{1,6}}(?:para |pra |ate )?{DAY}(?= (?:[.,?]|$|por|para|pra|porque|pois|mesmo|ou
            |e|sem|de manha|cedo))
        |(?:preciso|precisamos|necessito) (?:[\w']+ ){{1,7}}(?:o mais rapido possivel|o quanto antes|quanto antes
            |com urgencia)""",
        unless="nao preciso|praia|dormir|de ferias|agradecer|acordar|estudar|sair|um amor|carinho|comer"),
    Sign("rapi quan imed", r"""
        (?:resolv\w+|respond\w+|ajud\w+|solucion\w+|devolv\w+|lig\w+)(?: \w+){0,4} (?:o mais rapido possivel
            |o quanto antes|imediatamente|agora mesmo)
        |(?:solucao|resposta|ajuda) imediata""", unless=r"obrigad\w+|vou|ligo|pais|governo"),
    Sign("urge emer vida", """
        (?:e|tenho|temos) uma emergencia|emergencia (?:medica|familiar)|caso de vida ou morte
        |questao de vida ou morte|preciso urgente(?:mente)? (?:de|que|falar|resolver)""",
        unless="saida|em caso de|nao e|se for|praia"),
    Sign("voo avia comb trem onib barc casa ciru exam viaj emba part", r"""
        (?:voo|aviao|comboio|trem|onibus|barco|autocarro) (?:\w+ ){0,3}(?:sai|parte|embarca|decola|descola
            |fecha) (?:daqui a|em|dentro de) (?:\w+ )?(?:\d+ ?|uma |duas |tres |meia )?(?:minutos?|min|horas?|h)
        |(?:meu casamento|minha cirurgia|meu exame|minha consulta) e (?:hoje|amanha)
        |(?:viajo|embarco|parto|viajamos) (?:hoje|amanha)(?: \w+){0,8} (?:ajuda|preciso|nao consigo|sem|urgente
            |ajudem)""", unless=r"atras\w+|duracao"),
    Sign("pres", "(?:tenho|estou com) (?:muita )?pressa|(?:apressem se|despachem se)(?: por favor)?",
        unless="nao|sem pressa"),
)  # fmt: skip
RELATIVE = """
    (?:mae|pai|marido|mulher|esposa|esposo|filho|filha|irma|irmao|avo|bebe|mamae|papai|noivo|noiva|namorado
        |namorada|sogra|sogro|filhos|neto|neta)"""
MY = f"(?:(?:o |a )?(?:meu|minha|nosso|nossa) {RELATIVE})"
VULNERABLE = (
    Sign("suic mata morr vive vida cort", r"""
        (?:(?:vou|quero|queria|vontade de|pensando em|pensei em|penso em) me matar|matar me|me suicidar
            |suicidar me|tirar (?:a )?minha (?:propria )?vida|acabar com (?:a )?minha vida|me cortar de novo
            |automutil\w+)
        |(?:pensamentos|ideias) suicidas?|(?:pensando|pensei|penso|pensar) em (?:suicidio|me matar)
        |nao (?:quero|aguento|consigo) mais viver|(?:nao tenho|sem) vontade de viver|nao vale a pena viver""",
        always=True),
    Sign("morr fale perd ente fune viuv luto fina", rf"""
        {MY} (?:\w+ )?(?:morreu|faleceu|acabou de (?:morrer|falecer)|esta morrendo|esta a morrer|partiu ontem)
        |(?:morreu|faleceu) (?:ontem |hoje |recentemente )?{MY}|(?:perdi|perdemos|acabei de perder) {MY}
        |(?:morte|falecimento|perda|enterro|funeral|velorio) (?:do|da) (?:meu|minha) {RELATIVE}
        |(?:estou|estamos) de luto|(?:sou|fiquei) viuv[oa]|(?:ao|ir a um|para o) (?:funeral|enterro|velorio)""",
        unless="filme|serie|novela|ha (?:anos|muitos anos)|faz (?:anos|muitos anos)|bonsai|jogo|ator"),
    Sign("canc quim dial insu hosp inte infa avc ciru uti doen reme medi oper", rf"""
        (?:tenho|{MY} (?:tem|esta com)|diagnosticad[oa] com|lutando contra o|tratamento de
            |a lutar contra o) (?:um |\w+ )?(?:cancer|cancro|leucemia)
        |(?:fazendo|a fazer|faz|faco|em) (?:tratamento de )?(?:quimioterapia|quimio|hemodialise|dialise)
        |(?:estou|{MY} esta|fiquei|{MY} ficou|{MY} foi) (?:\w+ )?(?:internad[oa]|hospitalizad[oa]|no hospital
            |na uti|nos cuidados intensivos|gravemente doente|muito doente|muito mal de saude)
        |{MY} (?:teve|sofreu) um (?:infarto|enfarte|avc|acidente)|doenca (?:terminal|grave|cronica)
        |(?:sem|preciso d[oa]|precisa d[oa]) (?:meu |minha |seu |sua |os |os meus )?(?:remedios?|medicamentos?
            |medicacao|insulina|oxigenio)""", unless="novela|filme|horoscopo|trabalho n|jogador|signo"),
    Sign("defi cade ceg cega cego surd auti alzh tetr para aca acam", rf"""
        (?:sou|tenho|{MY} (?:e|tem)) (?:um |uma |\w+ )?(?:deficiencia|deficiente|ceg[oa]|surd[oa]|autista|autismo
            |cadeirante|tetraplegic[oa]|paraplegic[oa]|alzheimer|parkinson|demencia)
        |(?:ando|estou|uso|usa|em|na|preciso de) (?:uma |numa |na )?cadeira de rodas|minha cadeira de rodas
        |{MY} (?:esta )?acamad[oa]""", unless="vaga|ceg[oa] de (?:amor|raiva)"),
    Sign("alug comi come luz agua aque desp dese fome frio cont empr", r"""
        nao (?:consigo|tenho (?:dinheiro )?(?:para|pra|como)|posso) (?:pagar )?(?:o |a |as )?(?:aluguel|renda
            |comida|comer|luz|remedios|medicamentos|alimentar|contas)
        |sem (?:luz|agua|aquecimento|gas|comida|energia)(?= (?:\w+ ){0,8}(?:crianca|criancas|bebe|filhos?|filhas?
            |idos[oa]s?|mae|avo|dias|frio|semanas?))
        |com (?:\w+ )?(?:crianca|criancas|bebe|filhos?|idos[oa])(?: \w+){0,5} sem (?:luz|agua|aquecimento|comida
            |gas|energia)
        |(?:perdi|fiquei sem) (?:o |meu |o meu )?emprego|(?:estou|fiquei) desempregad[oa]
        |(?:vou ser|fui|sendo) despejad[oa]
        |(?:meus|os meus) filhos (?:\w+ )?(?:com |a passar |passando )(?:fome|frio)|passando (?:fome|necessidade)"""),
    Sign("dese ansi depr pani ague chor agu viol", rf"""
        (?:estou|estamos|me sinto|sinto me) (?:\w+ )?desesperad[oa]s?(?! (?:por|pra|para) (?:ver|o show|chegar))
        |(?:tenho|sofro de|sofro com|estou com|tendo|tive) (?:uma? )?(?:depressao|crises? de (?:ansiedade|panico)
            |ataques? de panico|ansiedade grave|sindrome do panico)
        |(?:estou|ando) (?:muito |tao )?deprimid[oa]|nao aguento mais essa situacao|nao consigo lidar
        |(?:nao paro|nao consigo parar) de chorar|vitima de violencia
        |{MY} de (?:[789]\d|1\d\d) anos(?= (?:\w+ ){{0,10}}(?:sozinh[oa]|sem|esperando|presa|preso|nao consegue))
        |(?:pres[oa]s?|sozinh[oa]) (?:\w+ ){{0,4}}com (?:um bebe|minhas? filhas?|meus? filhos?|duas criancas
            |criancas)""", unless=r"k{3,}|rs+|haha\w*|novela|filme|serie|bbb|masterchef"),
)  # fmt: skip
THANKS = "(?:muit[oa] obrigad[oa]|obrigad[oa]|obrigadinh[oa]|obg|brigad[oa]|agradeco|valeu|grat[oa])"
SOLVED = (
    Sign("obri obg brig agra vale grat", rf"""
        {THANKS} (?:(?:\w+|,) ){{0,2}}?(?:pel[oa]s?|por) (?:(?:a|o|as|os|sua|seu|suas|vossa|vosso|toda|todo|tua
            |teu|me|nos|ter|terem|tao|uma|um|boa|bom|otim[oa]|excelente) ){{0,3}}(?:ajuda\w*|resposta|respostas
            |responder\w*|atencao|atendimento|rapidez|rapida|rapido|informac\w+|esclarec\w+|solucion\w+|solucao
            |resolver\w*|resolvido|apoio|disponibilidade|simpatia|paciencia|servico|tudo|gentileza|devolucao
            |reembolso|retorno|suporte)
        |(?<=^ )(?:[\w@:/.]+ |[.,?] ){{0,4}}(?:(?:ok|otimo|perfeito|certo|excelente|recebido|combinado|maravilha|beleza
            |esta bem|ta bom|entendi|legal|bom) [.,]? ?){{0,3}}(?P<said>{THANKS})(?: (?:a (?:voces|todos|vos)
            |mesmo|demais|por tudo|de novo|novamente|pessoal|gente|equipe|equipa|um abraco|abracos?|abs
            |cumprimentos|voces|[.,]|@\S+)){{0,6}} $"""),
    Sign("func reso resu cert", r"""
        (?:ja|agora|finalmente|enfim) (?:esta |estao |foi |ta )?(?:a )?(?:funciona|funcionando|funcionar|funcionou
            |resolvido|resolvida|solucionado|consegui|deu certo|chegou)(?: [.,]| $| (?:obrigad\w+|bem|tudo))
        |(?:problema|questao|assunto|situacao|tudo) (?:ja )?(?:foi |esta |ficou |ta )?(?:ja )?(?:resolvid[oa]
            |solucionad[oa])
        |(?:voces |ja )(?:resolveram|solucionaram)(?: (?:tudo|o problema|o meu problema|meu problema))?""",
        unless=r"nao|quando|se|ate|espero|sem|ainda|mas|nunca|sera\w*|dizem|dizendo|disseram|nem|se nao"),
)  # fmt: skip
UNTHANKFUL = r"""
    mas|porem|no entanto|ainda|continuo|continua|nao|nada|ninguem|nunca|nem|sem|desde ja|por nada|por favor|pf|pfv
    |\?|poderiam?|podem|pode|gostaria|preciso|quando|como|vergonha|pior|pessim\w+|mal|mau|horrivel|atras\w+
    |cancel\w+|perd\w+|estrag\w+|arruin\w+|roub\w+|merda|porra|lixo|inutil|horas|esper\w+|desastre|lamentavel
    |reclam\w+|problemas|erro\w*|decep\w+|deus|senhor|jesus|zumb\w+|so que|adiantad\w+|antecipad\w+|fome|raiva
    |foder|caralho|odio|ironia|ser obrigad\w+|(?:sou|foi|era|e|fui|sao|somos|sendo) obrigad\w+|obrigad[oa] a
    |\d{3,}"""
TIMES = r"""
    (?:duas|dois|tres|quatro|cinco|seis|dez|varias|muitas|mil|mais de \w+|\d+|inumeras|repetidas|diversas
        |tantas) vezes"""
WROTE = r"""
    (?:escrevi|liguei|contactei|contatei|enviei|mandei|reclamei|expliquei|perguntei|pedi|solicitei|avisei|reportei
        |telefonei|escrito|ligado|enviado|mandado|reclamado|explicado|entrei em contato|entrei em contacto
        |abri (?:\w+ )?(?:chamado|reclamacao|protocolo))"""
REPEATS = (
    Sign("vez veze mens emai cont lig tent cham", r"""
        (?:segunda|terceira|quarta|quinta|sexta|setima|decima|enesima|2a|3a|4a|5a|2ª|3ª
            |4ª) vez (?:\w+ )?que (?:(?:eu|vos|lhes|te|voces|os) ){0,2}(?:escrevo|contacto|contato|ligo|envio
            |mando|reclamo|digo|peco|pergunto|explico|entro|estou (?:a )?\w+|falo|tento|venho|solicito|telefono)
        |(?:segundo|terceiro|quarto|quinto|enesimo) (?:email|e mail|contato|contacto|chamado|aviso|pedido|ticket
            |protocolo)(?: que| sem| e| para| sobre| a)
        |(?:segunda|terceira|quarta|quinta|enesima) (?:mensagem|tentativa|reclamacao|ligacao)(?: que| sem| e| para
            | sobre| a)
        |quantas vezes (?:mais )?(?:eu )?(?:tenho|preciso|devo|vou|e preciso)"""),
    Sign("veze", rf"""
        (?:ja )?(?:vos |lhes |voces )?{WROTE}(?: \w+){{0,4}} {TIMES}(?! (?:para|pra|a|ao) (?:o |a )?(?:meu|minha))
        |{TIMES} (?:que )?(?:eu )?(?:ja )?(?:vos )?{WROTE}"""),
    Sign("ja repi", rf"""
        (?:eu )?ja (?:vos |lhes |te |tinha |tinhamos )?{WROTE}(?: \w+){{0,6}}(?= .{{0,150}}(?:sem resposta|nao
            |ninguem|nada|nunca|ainda|semanas?|dias|meses))
        |(?:como|conforme) (?:eu )?ja (?:vos |lhes )?(?:disse|escrevi|expliquei|falei|informei|referi)""",
        unless=r"de nada|obrigad\w+"),
    Sign("resp reto nin ning igno", r"""
        (?:ainda|continuo|continuamos|estou|sigo|ate agora|semanas?|dias|meses|mes
            |horas) (?:\w+ )?(?:sem (?:ter |receber |obter |nenhuma |qualquer |uma |vossa )?(?:resposta|retorno
            |noticias)|(?:esperando|aguardando|a espera de|a aguardar|espero
            |aguardo) (?:uma |a |por uma |vossa |pela )?(?:resposta|retorno))
        |(?:nao|nunca) (?:recebi|recebemos|obtive|obtivemos|tive|tivemos|houve|me deram
            |deram) (?:ainda )?(?:nenhuma |qualquer |uma |nenhum |a |um )?(?:resposta|retorno)
        |(?:ninguem|nao) (?:me |nos )(?:respond(?:e|em|eu|eram)|retorn(?:a|ou|aram)|atend(?:e|em|eu))
        |ninguem (?:me )?(?:responde|respondeu|retornou)
        |sem (?:receber |obter |nenhuma |qualquer )(?:resposta|retorno)|ate agora nada(?: de resposta)?
        |nada de resposta|(?:nenhuma|zero) resposta|(?:estao|continuam) (?:a |me )?ignorar?(?:ando)?(?: me)?
        |voces nao respondem""", unless=r"te amo|crush|telefone fixo|idol\w*"),
)  # fmt: skip
PORTUGUESE = Language(
    signs={
        "asks_human": ASKS_HUMAN,
        "threatens": THREATENS,
        "urgent": URGENT,
        "vulnerable": VULNERABLE,
        "solved": SOLVED,
        "repeats": REPEATS,
    },
    denies="""
        (?:nao|nunca|jamais|nem|sem|nada|tampouco)(?: (?:e|era|seja|quero|preciso|ha|tenho|tao|muito|me|o|vos
            |pretendo|vou|vamos|estou|sou|de|que)){0,4}
        |(?:se|quando|caso) (?:voce |alguem )?(?:quer|quiser|quiserem|precisa|precisar|deseja|desejar)
        |(?:diz que|disse que|dizem que)""",
    spoils={"solved": UNTHANKFUL},
)  # fmt: skip
