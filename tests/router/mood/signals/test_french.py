"""Sentences as customers write them in French, by the signals that they show."""

from office.hearing import enough, misheard, missed, plain, shouted, unshown

SAID = {
    "asks_human": (
        "Je souhaite être mis en relation avec un responsable",
        "Je veux parler à un conseiller",
        "je voudrais parler à une vraie personne",
        "Puis-je parler à votre responsable ?",
        "Passez-moi un superviseur",
        "Je ne veux pas parler à un robot",
        "Conseiller humain s'il vous plaît",
        "Quelqu'un peut-il me rappeler ?",
        "Comment puis-je joindre un conseiller ?",
        "J'aimerais parler avec le directeur du magasin",
        "Impossible de parler à quelqu'un chez vous",
        "Votre robot ne comprend rien, je veux un vrai conseiller",
    ),
    "threatens": (
        "Si rien ne bouge je vais saisir le médiateur",
        "Je vais porter plainte",
        "Mon avocat vous contactera",
        "Je vais saisir la DGCCRF",
        "On se retrouvera au tribunal",
        "Je résilie mon abonnement",
        "Vous venez de perdre un client",
        "Je ne commanderai plus jamais chez vous",
        "C'est la dernière fois que je voyage avec vous",
        "Je vais publier tout cela sur les réseaux sociaux",
        "Je laisserai un avis négatif",
        "Je vais faire opposition au paiement",
        "Soit vous me remboursez, soit je saisis la justice",
    ),
    "urgent": (
        "Il me faut la carte aujourd'hui, je pars ce soir",
        "C'est urgent, il me faut le certificat",
        "J'ai besoin du colis pour demain matin",
        "Répondez-moi au plus vite",
        "Mon train part dans 30 minutes et le billet ne s'ouvre pas",
        "C'est une urgence médicale",
        "Merci de me rappeler d'urgence",
        "Il me faut une solution aujourd'hui",
        "J'ai absolument besoin des documents avant demain",
    ),
    "vulnerable": (
        "Mon mari est mort et les factures continuent d'arriver",
        "Ma mère est décédée la semaine dernière et je dois fermer son compte",
        "Je suis à l'hôpital et ne peux pas aller chercher le colis",
        "Nous sommes sans chauffage depuis trois jours avec un bébé",
        "J'ai perdu mon emploi et je ne peux plus payer mon loyer",
        "Je suis aveugle et votre site ne marche pas avec mon lecteur",
        "Je suis désespérée",
        "j'ai envie de mourir",
        "Je fais une dépression et ça n'aide pas",
        "Mon père a un cancer",
        "Mon fils est hospitalisé depuis mardi",
    ),
    "solved": (
        "Tout est réglé maintenant, merci beaucoup",
        "Merci beaucoup pour votre aide",
        "Ça marche maintenant, merci",
        "Parfait, merci beaucoup !",
        "Merci pour votre réponse rapide",
        "Le problème est résolu",
        "ok merci 😊",
        "Bien reçu ce matin, merci pour votre réactivité",
    ),
    "repeats": (
        "Je vous relance pour la troisième fois",
        "C'est la troisième fois que je vous écris",
        "Je vous ai déjà écrit deux fois",
        "Toujours pas de réponse à mon mail",
        "Personne ne me répond",
        "J'ai appelé plusieurs fois",
        "J'attends une réponse depuis deux semaines, toujours sans réponse",
        "Combien de fois dois-je envoyer les papiers ?",
        "Je n'ai jamais eu de réponse",
        "Je vous ai écrit lundi et je n'ai pas eu de réponse",
    ),
    "": (
        "Mon responsable veut dix chaises de plus",
        "Mon avocat adore cette chaise",
        "Combien coûte la livraison urgente ?",
        "La plante que j'ai achetée est morte",
        "Merci. Quand arrive-t-il ?",
        "J'ai appelé ma sœur deux fois pour lui conseiller la boutique",
        "Je ne veux parler à personne, envoyez juste la facture",
        "Le conseiller était très aimable",
        "Hier j'ai parlé à un responsable et il m'a tout expliqué",
        "La personne qui habite là prendra le colis",
        "Je travaille aux ressources humaines et cherche un devis",
        "Combien de personnes tiennent à table ?",
        "La chambre est pour deux personnes",
        "Je suis responsable des achats d'un hôtel",
        "Mon agent immobilier prendra les clés",
        "Avez-vous des livres sur les droits humains ?",
        "Mon ami avocat a aussi acheté ce sac",
        "Je voudrais un avocat bien mûr et deux tomates",
        "Où puis-je laisser un avis ? J'adore la bouilloire",
        "Le tribunal est-il près de l'hôtel ?",
        "Je ne vais pas porter plainte, rassurez-vous",
        "Comment résilier mon abonnement ?",
        "Je voudrais annuler ma commande",
        "J'ai vu votre publicité sur les réseaux sociaux",
        "Je voudrais donner mon avis sur l'application",
        "Je n'ai jamais eu de problème chez vous",
        "La dernière fois que j'ai commandé la taille 38 allait bien",
        "Il y a une justice, le colis est arrivé",
        "La police d'assurance couvre-t-elle le vol ?",
        "La police du texte est trop petite",
        "Je commande toujours chez vous",
        "Ce n'est pas urgent, quand vous pourrez",
        "Rien d'urgent",
        "Ça ne presse pas",
        "À quelle heure ouvrez-vous demain ?",
        "Je vous envoie la photo demain",
        "Où est la sortie de secours ?",
        "Quel est le numéro d'urgence ?",
        "Êtes-vous ouverts maintenant ?",
        "Il fait beau aujourd'hui",
        "Mon vol est le 3 mai, puis-je choisir le siège ?",
        "À demain !",
        "Mon téléphone est mort et j'ai perdu le code",
        "J'en ai marre d'attendre",
        "Je meurs d'envie de goûter",
        "Le cinéma est-il accessible en fauteuil roulant ?",
        "L'hôpital achète quarante chaises par an chez vous",
        "J'ai perdu la valise de ma mère",
        "Il fait froid dans votre magasin",
        "Sans électricité, la lampe marche-t-elle ?",
        "Je pleure de rire devant votre pub",
        "Je cherche un cadeau pour ma grand-mère",
        "Ce gâteau est à mourir",
        "Merci d'avance",
        "Merci pour rien",
        "Merci mais ça ne marche toujours pas",
        "Merci d'avoir gâché mes vacances",
        "Pouvez-vous m'envoyer la facture ? Merci",
        "Merci de me répondre",
        "Merci de bien vouloir confirmer",
        "J'espère que ce sera bientôt résolu",
        "Quand sera-ce réparé ?",
        "Une fois que ça marche, dites-le moi",
        "Quelle est la réponse à la question 3 du manuel ?",
        "J'en ai acheté deux fois car je l'aime beaucoup",
        "C'est la troisième fois que je viens dans votre hôtel et j'adore",
        "La sonnette sonne deux fois et s'arrête",
        "J'ai déjà un compte",
        "Je n'ai pas reçu la lettre d'information ce mois-ci",
        "Pas de problème",
        "Bonjour, avez-vous ce t-shirt en rouge ?",
        "Le site dit « parler à un conseiller » mais il n'y a aucun bouton",
        "Mon avocat a besoin d'une copie du contrat",
        "Ma grand-mère de 82 ans adore vos biscuits",
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
