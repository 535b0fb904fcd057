"""Sentences as customers write them in Portuguese, by the signals that they show."""

from office.hearing import enough, misheard, missed, plain, shouted, unshown

SAID = {
    "asks_human": (
        "Quero um atendente de verdade, não um robô",
        "Quero falar com um atendente",
        "quero falar com uma pessoa de verdade",
        "Posso falar com o gerente?",
        "Preciso falar com um supervisor",
        "Não quero falar com robô",
        "Atendente humano por favor",
        "Me transfere para um atendente",
        "Como faço para falar com alguém da empresa?",
        "Gostaria de falar com um responsável",
        "Alguém pode me ligar?",
        "Esse robô não entende, me passa para uma pessoa",
    ),
    "threatens": (
        "Se não resolverem vou ao Procon",
        "Vou processar vocês",
        "Vou fazer uma reclamação no Procon",
        "Meu advogado vai entrar em contato com vocês",
        "Nunca mais compro com vocês",
        "Vou cancelar o meu contrato",
        "Acabaram de perder um cliente",
        "Vou expor isso em todas as redes sociais",
        "Vamos resolver isto em tribunal",
        "Vou deixar uma avaliação negativa",
        "Quero o livro de reclamações",
        "Ou devolvem meu dinheiro ou entro na justiça",
    ),
    "urgent": (
        "Preciso do cartão ainda hoje, viajo à noite",
        "É urgente, preciso do certificado",
        "Preciso disso para amanhã de manhã",
        "Por favor respondam o mais rápido possível",
        "Meu voo sai em 40 minutos e o bilhete não abre",
        "É uma emergência médica",
        "Preciso de ajuda agora, roubaram meu cartão",
        "Estou com muita pressa",
        "É muito urgente, minha viagem é hoje à noite",
    ),
    "vulnerable": (
        "Meu marido morreu e continuam chegando faturas no nome dele",
        "Minha mãe faleceu semana passada e preciso encerrar a conta",
        "Estou internada no hospital e não posso buscar o pacote",
        "Estamos há três dias sem luz com um bebê",
        "Perdi o emprego e não consigo pagar o aluguel",
        "Sou cego e o site não funciona com meu leitor",
        "Estou desesperada, não sei o que fazer",
        "não quero mais viver",
        "Tenho depressão e isto piora tudo",
        "Meu pai está com câncer",
        "Meu filho está internado na UTI",
    ),
    "solved": (
        "Tudo certo agora, muito obrigada pelo atendimento",
        "Muito obrigada pela ajuda!",
        "Agora funciona, obrigado",
        "Perfeito, muito obrigado!",
        "Obrigado pela resposta rápida",
        "Problema resolvido",
        "ok obrigada 😊",
        "Chegou tudo certinho, muito obrigado pela atenção",
    ),
    "repeats": (
        "Já liguei três vezes e ninguém resolve",
        "Já escrevi duas vezes",
        "É a terceira vez que entro em contato pelo mesmo motivo",
        "Continuo sem resposta",
        "Ninguém me responde",
        "Liguei várias vezes",
        "Há duas semanas esperando resposta",
        "Quantas vezes tenho que mandar os documentos?",
        "Ainda não recebi nenhuma resposta",
        "Mandei email na segunda e até agora nada de resposta",
    ),
    "": (
        "Meu gerente quer comprar mais dez cadeiras",
        "Meu advogado gostou muito da cadeira",
        "Quanto custa a entrega urgente?",
        "A planta que comprei morreu",
        "Obrigada. Quando chega?",
        "Liguei duas vezes para minha irmã para indicar a loja",
        "Não quero falar com ninguém, só mandem a fatura",
        "O atendente foi muito simpático",
        "Ontem falei com o gerente e ele explicou tudo",
        "A pessoa que mora lá recebe o pacote",
        "Trabalho em recursos humanos e procuro um orçamento",
        "Quantas pessoas cabem na mesa?",
        "Sou responsável pelas compras de um hotel",
        "Meu corretor vai buscar as chaves",
        "Vocês têm livros sobre direitos humanos?",
        "O quarto é para duas pessoas",
        "Minha amiga advogada também comprou esta bolsa",
        "Onde posso deixar uma avaliação? Adorei a chaleira",
        "O consumo de energia da geladeira é baixo",
        "Tem algum tribunal perto do hotel?",
        "O pagamento ainda vai processar?",
        "Não vou processar ninguém, fiquem tranquilos",
        "Como faço para cancelar a newsletter?",
        "Gostaria de cancelar meu pedido",
        "Vi o anúncio nas redes sociais",
        "Quero dar minha opinião sobre o aplicativo",
        "Nunca mais tive problemas, parabéns",
        "A última vez que comprei o tamanho 38 serviu bem",
        "Sempre compro com vocês",
        "Procon é o nome do meu cachorro",
        "A justiça eleitoral pede este documento",
        "Não é urgente, quando puderem",
        "Sem pressa, semana que vem está bom",
        "Não tenho pressa",
        "A que horas abrem amanhã?",
        "Amanhã mando a foto",
        "Onde fica a saída de emergência?",
        "Vocês estão abertos agora?",
        "Hoje está um dia lindo",
        "O voo é dia 3 de maio, posso escolher o assento?",
        "O hospital tem pronto socorro",
        "Até amanhã!",
        "Meu celular morreu e perdi o código",
        "Estou cansada de esperar",
        "Estou morrendo de vontade de provar",
        "O cinema é acessível para cadeira de rodas?",
        "O hospital compra quarenta cadeiras por ano aqui",
        "Perdi a mala da minha mãe",
        "Está frio na loja de vocês",
        "Sem luz não dá para ver a tela",
        "Estou chorando de rir com o anúncio",
        "Procuro um presente para minha avó",
        "Este bolo é de morrer",
        "Desde já obrigada",
        "Obrigado por nada",
        "Obrigado, mas continua sem funcionar",
        "Obrigada por estragar minhas férias",
        "Podem mandar a fatura? Obrigado",
        "Sou obrigado a pagar a taxa?",
        "Espero que seja resolvido logo",
        "Quando vai estar resolvido?",
        "É obrigatório ter conta?",
        "Qual a resposta da pergunta 3 do manual?",
        "Comprei duas vezes porque gosto muito",
        "É a terceira vez que visito o hotel de vocês e adoro",
        "A campainha toca duas vezes e para",
        "Já tenho conta",
        "Não recebi o boletim deste mês",
        "Segunda vez que compro, que tamanho recomendam?",
        "Olá, têm esta camiseta em vermelho?",
        'O site diz "falar com uma pessoa" e não há botão nenhum',
        'Ele disse "vou processar vocês" no filme',
        "Meu advogado precisa de uma cópia do contrato",
        "Minha avó de 82 anos adora seus biscoitos",
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
