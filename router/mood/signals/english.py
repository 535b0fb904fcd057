"""Signals in English. A bare "urgent" is listened for here for French as well."""

from router.mood.signals.shape import Language, Sign, alone
from router.phrases.shape import any_of

NOT = """
    (?:don'?t|do not|doesn'?t|does not|didn'?t|did not|won'?t|will not|isn'?t|not|never|no|nothing|without|nor)"""
WE = "(?:i|we)"
WILL = f"""
    {WE}(?:'ll| ll| will|'m going to|'re going to| am going to| are going to| shall| may have to| might have to
        | will be| have to|'ll be|'ll have to| will have to| plan to| intend to)(?: now| also| just| definitely
        | certainly)?"""
RELATIVE = any_of(
    "mother mom mum mam mama father dad husband wife son daughter child kid baby brother sister grandmother "
    "grandma grandfather grandpa nan parents partner boyfriend girlfriend fiance fiancee"
)
FRIENDLY = "hi hello hey please pls plz just now thanks asap sir madam the a an i want need to"
BOSS = """
    (?:supervisor|manager|human being|human|operator|representative|(?:real|actual|live|human) (?:person|agent
        |rep))"""
ANYBODY = f"(?:{BOSS}|person|agent|rep|advisor|adviser|somebody|someone|some1|anyone|any1|anybody|people)"
KIND = """
    (?:(?:a|an|any|the|your|some|another|actual|real|live|human|customer|service|services|support|care|duty|senior
        |proper) ){0,5}"""
REACH = """
    (?:speak|talk|chat|get through|be connected|be transferred|be put through)(?: directly)? (?:to|with)|reach
    |get (?:a )?hold of"""
ASK = f"""
    {WE}(?: really| just| still| now| also)?(?:'d| would| want| need| wish| demand| wanna| have got| have)(?: to
        | like to | like| rather| prefer to){{0,3}}
    |(?:can|could|may) (?:i|we)(?: please| just| at least){{0,3}}|let (?:me|us)(?: please)?
    |(?:trying|tried|impossible|waiting|unable|not able|no way|attempting)(?: desperately)? to
    |how (?:do|can|could) (?:i|we)|(?:can'?t|cannot|couldn'?t)(?: even)?"""
DONE = "finally|eventually|managed to|yesterday .{0,150} told me|thanks to|lovely|great|helpful"
ASKS_HUMAN = (
    Sign("spea talk chat reac hold conn tran thro", f"(?:{ASK}) (?:{REACH}) {KIND}{ANYBODY}", unless=f"{DONE}"),
    Sign("agen huma pers repr rep oper supe mana", alone(f'{KIND}(?:{BOSS}|agent|person|rep)', FRIENDLY)),
    Sign("supe mana huma oper pers agen rep repr", rf"""
        (?:{WE} (?:want|need|demand)|get me|give me|put me through to|connect me (?:to|with)|is there (?:any
            |a) way to (?:get|reach|speak to|talk to)|transfer me to|pass me to|pass me on to|escalate (?:this|it
            |me|my \w+) to) {KIND}{BOSS}(?! (?:for|who can give me a job|position|job))"""),
    Sign("call phon ring cont", f"""
        (?:can|could|have|need|want|get|please have) (?:{KIND}{ANYBODY}|your (?:supervisor
            |manager)) (?:please |to |actually ){{0,3}}(?:call|phone|ring|contact) (?:me|us)"""),
    Sign("bot bots robo mach chat auto", """
        (?:don'?t|do not) want (?:to (?:talk|speak|chat|write) (?:to|with) )?(?:a|an|your|this|another
            |any)(?: stupid| damn)? (?:bot|robot|machine|chatbot)
        |(?:tired|sick) of (?:talking to |speaking to )?(?:your |these |this )?(?:bots?|robots?|chatbots?
            |automated (?:replies|answers|responses|messages))
        |stop (?:sending me |with )?(?:the |these |your )?automated (?:replies|answers|responses|messages)"""),
    Sign("huma pers", f"""
        (?:is there|are there|can|could) (?:{KIND})?(?:human|(?:real|actual|live) (?:person|people
            |human))s? (?:there|here|please|help|answer|look|(?:{WE} can |to )?(?:speak|talk))"""),
)  # fmt: skip
WATCHDOG = r"""
    (?:(?:the |your |an? )?(?:\w+ )?(?:ombudsman|regulator|attorney general|consumer (?:protection|affairs|office
        |rights|court)\w*)|trading standards|(?:the )?(?:bbb|better business bureau|ftc|fcc|faa|dot|ofcom|ofgem
        |cfpb|department of transportation)|(?:the )?police|citizens advice|small claims(?: court)?)"""
LAWYER = "(?:lawyers?|attorneys?|solicitors?)"
PRESS = """
    (?:(?:the )?(?:press|media|newspapers?|tv|news)|social media|facebook|twitter|instagram|tiktok|youtube|reddit
        |trustpilot|google|yelp|everywhere|online)"""
LEAVING = r"""
    (?:(?:leav|quitt|cancel(?:l)?|clos)ing|cancel|close|leave|quit|end) (?:my|our|the|this) (?:\w+ )?(?:account
        |subscription|contract|membership|policy|plan)"""
THREATENS = (
    Sign("lawy atto soli", rf"""
        {WILL} (?:be )?(?:\w+ ){{0,3}}(?:my|our|an?|the)? ?{LAWYER}
        |(?:you(?:'ll| will) )?(?:be )?(?:hear(?:ing)?|letter) from (?:my|our) {LAWYER}
        |(?:my|our) {LAWYER} (?:will|is going to|are going to|has been|have been|is already|knows)
        |calling (?:my|our|a) {LAWYER}|(?:or|get(?:ting)?|hiring|hire) (?:my |our |a )?{LAWYER} involved
        |(?:i'?m|we'?re|i am|we are) (?:getting|hiring|consulting|calling|contacting) (?:my|our|an?) {LAWYER}
        |our {LAWYER} have been (?:told|informed|contacted)""", unless="divorce|friend"),
    Sign("sue suin", f"{WILL} (?:sue|suing)|(?:i'?m|we'?re|i am|we are) suing (?:you|your|this)"),
    Sign("cour lega clai", f"""
        (?:{WILL} |i'?m |i am |we'?re |we are )(?:tak(?:e|ing) (?:you|this|it|them|the matter) to
            |go(?:ing)? to) (?:small claims )?court
        |see you in (?:small claims )?court
        |(?:tak(?:e|ing)|start(?:ing)?|pursue|pursuing|seek(?:ing)?|initiat(?:e|ing)
            |consider(?:ing)?) legal (?:action|proceedings|advice|steps)
        |small claims (?:court|it is)""", unless="news|article"),
    Sign("ombu regu atto cons trad bbb bett ftc fcc faa dot ofco ofge cfpb poli citi smal depa", rf"""
        {WILL} (?:be )?(?:\w+ ){{0,6}}(?:to|with|call|calling|contact|contacting) {WATCHDOG}
        |(?:report|reporting|reported) (?:you|this|your \w+) to {WATCHDOG}
        |(?:the |your )?(?:ombudsman|regulator) (?:will|would) (?:be|like|love|hear)
        |(?:complain|complaining|complaint|complaints|claim)(?: against you)? (?:to|with) {WATCHDOG}""",
        unless=r"(?:you|your \w+) (?:should|can|could|may)|no complaint"),
    Sign("char disp bank", rf"""
        {WILL} (?:\w+ ){{0,4}}(?:charge ?back|chargeback)
        |(?:do|file|filing|request|start|initiate|raise|requested|started|filed) a (?:charge ?back)
        |my bank for a charge ?back
        |{WILL} (?:\w+ )?disput(?:e|ing) (?:the|this|your|these) (?:charges?|payment|transaction)
        |(?:charge ?back|dispute) with my (?:bank|card|credit card)"""),
    Sign("revi star", rf"""
        {WILL} (?:\w+ ){{0,3}}(?:leav|writ|post|giv)(?:e|ing) (?:you )?(?:an? |the )?(?:\w+ ){{0,2}}(?:bad
            |negative|terrible|awful|horrible|scathing|honest|nasty|one star|1 star|worst
            |damning) (?:\w+ )?reviews?
        |you(?:'ll| will) (?:be )?get(?:ting)? (?:an? )?(?:bad|negative|one star|1 star|terrible|awful) reviews?""",
        unless="hate to|don'?t want to"),
    Sign("pres medi news tv soci face twit inst tikt yout redd trus goog yelp ever onli post shar", rf"""
        {WILL} (?:\w+ )?(?:go|going|post|posting|share|sharing|tell|telling|report|expose|contact|put
            |publish)(?: \w+){{0,5}} (?:to|on|all over|in|with|the) {PRESS}
        |(?:going to|contacting) the (?:press|media|newspapers)
        |{WILL} (?:tell|warn|make sure) (?:\w+ )?everyone (?:\w+ ){{0,3}}(?:about|not|how|knows|to (?:avoid
            |stay away))""", unless="happy|love|great|amazing|recommend(?:ing)? you|helped"),
    Sign("neve last", rf"""
        (?:{WE}(?:'ll| ll| will| shall| would)|i'?m|we'?re|i am|we are) (?:never|not ever
            |nvr) (?:ever )?(?:again )?(?:be )?(?:fly|flying|use|using|buy|buying|order|ordering|book|booking|shop
            |shopping|come|coming|return|returning|do business|doing business|travel|travelling|traveling|deal
            |dealing|go|going|give|choose) (?:\w+ ){{0,5}}(?:again|ever|anymore)
        |(?:this|that) (?:is|was|will be|may be|might be) (?:\w+ )?the last time (?:that )?(?:i|we)(?:'ll
            | will)? (?:ever )?(?:fly|use|buy|order|book|shop|do|travel|deal|choose)
        |(?:never|not) (?:flying|ordering|buying|booking|shopping) (?:\w+ ){{0,3}}again""",
        unless="do it again|forget|miss (?:a|an)|without"),
    Sign("lost losi busi", rf"""
        you(?:'ve| have| just|'ve just| have just|'re about to| are about to| are going to| will
            |'ll)(?: just)? (?:lost|lose|losing) (?:a |me as a |another |my |our |this )(?:\w+ )?(?:customer
            |business|client|passenger|subscriber)
        |(?:tak(?:e|ing)|mov(?:e|ing)) (?:my|our) (?:business|money|custom)(?: \w+)? (?:elsewhere|to a|somewhere)
        |{WILL} (?:\w+ ){{0,2}}(?:take|taking) (?:my|our) business elsewhere"""),
    Sign("canc leav clos swit quit", rf"""
        (?:{WILL}|or|then|i'?m|i am|we'?re|we are|(?:thinking|considering|think) (?:of|about)
            |considering) (?:\w+ )?{LEAVING}
        |{WILL} (?:\w+ )?(?:switch(?:ing)?|chang(?:e|ing)|mov(?:e|ing)|go(?:ing)?) to (?:another|a different
            |a competitor|your competitors?|a competing|one of your competitors)
        |(?:i'?m|i am|we'?re|we are|thinking (?:of|about)|time to|considering|consider|or i(?:'ll
            | will)) (?:switch(?:ing)?|chang(?:e|ing)) (?:to (?:another|a different|your competitor)|airlines?
            |providers?|carriers?|banks?|companies|suppliers?)""", unless="house|country|moving to|gym"),
)  # fmt: skip
NEED = "(?:need|needs|must have|must get|require|have to have|gotta have|have to get|got to get)"
SOON = r"""
    (?:today|tonight|tomorrow(?: morning| night| afternoon| evening)?|noon|midnight|(?:the )?end of (?:the )?day
        |eod|\d{1,2} ?(?:am|pm))"""
LEAVES = "(?:leaves?|departs?|departing|leaving|boards?|boarding|takes? off|starts?|begins?|is|closes?)"
URGENT = (
    Sign("urge", """
        (?:very |really |extremely |most |super |so |kinda |quite |rather )?urgent(?:ly)?
        |it'?s a matter of urgency|as a matter of urgency""", unless=r"""
        urgent (?:care|delivery|shipping|post|mail|orders?)|how (?:much|fast|does)|urgent .{0,30} costs?
        |non urgent|nothing urgent
        |(?:not|isn'?t|wasn'?t|no longer
            |less) (?:that |so |very |really |super |too |at all |anything |terribly |particularly |an ){0,3}urgen
            t
        |if (?:it'?s|it is|this is|you have (?:an?|anything)|something is) urgent
        |(?:for|in) urgent (?:cases|matters|issues|requests)|most urgent problem|was (?:very )?urgent
        |si c'est urgent|(?:livraison|envoi|colis) urgent|combien coute|gouvernement|politique|planete|climat\w*"""),
    Sign("asap poss", r"""
        asap|a\.s\.a\.p
        |(?:need|needs|must|solve|fix|refund|answer|reply|respond|resolve|contact|call
            |help)(?: \w+){0,6} as soon as possible""", unless=rf"""
        {WE}(?:'ll| will)|no rush|not asap|(?:hope|hoping) to|th(?:an|n)?[kx]\w*|does asap
        |for \w+ing .{(0, 30)}asap|give (?:that|this|him|her|them)|like to get|paycheck|somewhere"""),
    Sign("imme righ now inst", rf"""
        {NEED}(?: \w+){{0,6}} (?:immediately|right now|right away|now|straight away|this instant)(?= (?:[.,?]
            |please|or|because|as|before|$))
        |(?:immediate|instant) (?:help|assistance|attention|action|answer|response|reply|refund|solution
            |replacement)
        |(?:refund|fix|solve|answer|reply|respond|resolve|help|call|contact)(?: \w+){{0,3}} (?:immediately
            |right now|right away)""", unless=r"""
        th(?:an|n)?[kx]\w*|don'?t need|not need|(?:can'?t|cannot)(?: \w+){0,2} (?:right now|call)|action
        |you (?:might|may|will) need|all (?:i|we|you) need"""),
    Sign("emer", r"""
        (?:it'?s|this is|it is|have|having) an? (?:\w+ )?emergency(?! (?:exit|row|contact|landing|room|kit|number
            |brake|slide|services?|door|light|fund|vet))
        |(?:real|medical|family|dire|total) emergency|(?<=^ )emergency""",
        unless=r"exit|in case of|(?:not|isn'?t|no) (?:\w+ )?(?:an? )?(?:\w+ )?emergency|(?:if|when) there|if it"),
    Sign("need must toda toni tomo noon midn eod", rf"""
        (?:{WE}|my \w+)(?: really| absolutely| desperately| still| only
            | urgently)? {NEED}(?: [\w']+){{1,7}} (?:(?:by|before|until
            |no later than) )?(?:the )?{SOON}(?! \w+ (?:ago))
        |(?:by|before) {SOON} (?:at the latest|or)|deadline (?:is|was|ends) (?:by )?{SOON}""", unless="""
        don'?t need|not need|was|were|went|yesterday|want to (?:say|thank|share|let)|last (?:night|week)|everyone
        |someone to talk|get up|telling me"""),
    Sign("flig trai bus wedd surg inte even ferr cere oper fune birt part meet conc cour exam appo", rf"""
        (?:flight|train|bus|ferry|cruise|boat
            |plane)
            (?: \w+){{0,4}} {LEAVES} (?:scheduled to \w+ )?in (?:less than |about |only |just |an |under ){{0,3}}
            (?:\d+ ?|an |two |three |four |half an |one )?(?:minutes?|mins?|hours?|hrs?)(?! (?:late|delay\w*|ago
            |early|away from))
        |my (?:wedding|surgery|operation|funeral|exam|appointment|concert
            |interview) (?:is |starts |takes place )(?:already )?(?:today|tonight|tomorrow)""",
        unless="delayed|late|was|were|cancelled|long|over|more than|took|telling me|told"),
    Sign("hurr runn late mati time crit", """
        please hurry(?: up)?|running out of (?:time|medication|medicine|insulin|oxygen|milk|formula)
        |every (?:minute|hour) counts|(?:it'?s|is|are|this is) (?:very |extremely |highly )?time sensitive
        |time is running out|time critical|before it'?s too late""", unless="no hurry|not time"),
)  # fmt: skip
AM = "(?:i'?m|i am|i was|he is|she is|he'?s|she'?s)"
BE = """
    (?:is|was|got|has|has just|just|recently|suddenly|very|seriously|really|critically|gravely|terminally|severely
        |so|chronically|both|also|are|are both)"""
VULNERABLE = (
    Sign("kill suic die dead self harm end hurt live exis", r"""
        (?:kill|killing|hurt|hurting|harm|harming) myself|(?:end|ending|take|taking) my (?:own )?life
        |(?:i'?m|i am|i feel|feeling|feel|am) (?:\w+ )?suicidal|suicidal(?: thoughts)?|commit(?:ting)? suicide
        |(?:i|just|really) (?:want|wanna|wanted) (?:to )?die
        |(?:don'?t|do not|no longer) want to (?:live|be alive|be here)(?: any ?more| any longer)?|better off dead
        |self[ -]harm(?:ing|ed)?|no reason to (?:live|go on living)|wish i (?:was|were) dead|(?<!the )end it all
        |no point in living""", always=True),
    Sign("died pass deat dead fune bere lost wido", rf"""
        my (?:\w+ )?{RELATIVE}(?:'s)? (?:{BE} ){{0,3}}(?:died|passed(?: away)?|dead|dying)
        |(?:death of|lost) (?:my|our) (?:\w+ )?{RELATIVE}(?! (?:luggage|bags?|baggage|suitcases?|tickets?|phone
            |in the|at the))
        |death in (?:the|my|our) family|family death|(?:my|a|the) (?:\w+ )?(?:\w+'s )funeral
        |(?:to|for|after|his|her) (?:a |the )?funeral|bereave(?:d|ment)|i(?:'m| am) a (?:recent )?widow(?:er)?
        |recently widowed|my late {RELATIVE}""",
        unless="director|funeral for a friend|years ago|song|movie|episode|if my"),
    Sign("canc chem dial insu hosp inte icu stro hear surg meds medi oxyg leuk term inha", rf"""
        (?:i|my (?:\w+ )?{RELATIVE}|we|he|she|i'?ve|i'?m)(?: (?:have|has|had|was|is|am|been|being|got|just
            |recently|diagnosed|with|suffers?|suffering|from|a|an|battling|fighting|terminal|stage|in|on|the
            |undergoing|having|going|through|into|taken|rushed|to|admitted|currently|still|\d|breast|lung|severe
            |major|emergency)){{0,7}} (?:cancer|chemo(?:therapy)?|dialysis|hospital|hospice|intensive care|icu
            |heart attack|stroke|surgery|leukemia|terminally ill)
        |(?:out of|without|run out of|ran out of|need|needs) (?:my |his |her |extra |our |the )?(?:meds|medication
            |medicine|insulin|oxygen|inhaler)""", unless="""
        years ago|work(?:s|ed|ing)? (?:in|at|for)|deliver(?:y|ed)? to|visit(?:ed|ing) (?:the|a) hospital|doctor at
        |nurse at|job at|horoscope|season|episode"""),
    Sign("ill sick disa blin deaf hous bedr ampu para auti deme alzh epil diab whee", rf"""
        (?:{AM}|my (?:\w+ )?{RELATIVE}(?:'s)?) (?:{BE} ){{0,3}}(?:\w+ )?(?:ill|disabled|blind|deaf|housebound
            |bedridden|paraly[sz]ed|autistic|diabetic|epileptic)(?! (?:sided|folded|to|date|dates|spot))
        |my (?:\w+ )?{RELATIVE} (?:{BE} ){{0,3}}(?:sick|dementia|alzheimer'?s?)
        |my (?:very )?(?:sick|ill|disabled|autistic|blind|deaf|dying) (?:\w+ )?{RELATIVE}|my disability
        |i have a (?:\w+ )?disability
        |(?:i use|i'?m in|i am in|need|needs|use|uses|my|her
            |his) (?:a |my |his |her |functioning ){{0,3}}wheelchair
        |wheelchair (?:user|bound)""", unless="""
        ill (?:be|have|do|get|go|take|try|just|never|see|send|wait|call)|sick of|account|blind ?sided
        |colou?r blind"""),
    Sign("rent heat food hung cold free wate elec powe home evic job unem affo bill feed", rf"""
        (?:can'?t|cannot|couldn'?t|unable to|not able to) (?:even )?(?:afford|feed)(?: \w+){{0,3}} (?:rent|food
            |bills|eat|heating|mortgage|electricity|kids|children|family|medication|medicine)
        |(?:have|has|got|with|without|had|left us with|have had|there is|there's) ?(?:no |any )?(?:heating
            |hot water|running water|electricity|food to eat|food|power|heat) (?:for|since|and|in|with
            |at)(?= [\w ]*(?:child|children|kids?|baby|babies|infant|newborn|mother|days|weeks|freezing|winter
            |cold|elderly|toddler))
        |(?:i|we|i'?ve|{RELATIVE}) (?:have |just |has |recently ){{0,3}}lost (?:my|his|her|our) job
        |(?:i'?m|i am|we'?re|we are|be|become|end up|made) (?:now |currently |practically )?homeless
        |(?:being|get|getting|be|face|facing) evict(?:ed|ion)
        |(?:kids|children|baby|son|daughter) (?:is|are) (?:\w+ )?(?:freezing|hungry|starving|cold)|nothing to eat
        |no money (?:left )?(?:for|to (?:buy|pay|feed))(?: \w+){{0,2}} (?:food|rent|eat|kids|children|medicine)""",
        unless="would|like i'?m|for the night|tonight|food court|no heating element"),
    Sign("cope desp wits brea pani anxi depr tear bear suff scar over mana alon", r"""
        (?:can'?t|cannot|can not|not|struggling to|hard to) cope
        |(?:i'?m|i am|we'?re|we are|i feel) (?:\w+ )?(?:desperate(?! for (?:a |some |the |this |more |new ))
            |depressed|overwhelmed|in despair|having a (?:panic attack|breakdown)|at breaking point
            |suffering from (?:anxiety|depression))
        |at (?:my|our) wit'?s'? end
        |(?:i|my) (?:have|suffer from|had|having) (?:a )?(?:\w+ )?(?:panic attacks?|depression|anxiety(?: disorder
            | attacks?)?|ptsd|nervous breakdown)
        |(?:i am|i'?m|i was|been|was left|she is|wife is|daughter is) in tears
        |can'?t (?:take|bear) (?:it|this) any ?more|don'?t know what (?:else )?to do any ?more|been crying
        |crying (?:every|all) (?:day|night)|domestic (?:violence|abuse)|abusive (?:husband|partner|ex|boyfriend)""",
        unless=r"""
        (?:i'?m|i am) not (?:\w+ )?(?:desperate|depressed)|tears of (?:joy|laughter)|laugh\w*|tickets|lol|lmao
        |song|movie|episode|happy"""),
    Sign("elde year yo old newb disa", rf"""
        my (?:(?:[789]\d|1\d\d) ?(?:-|year|years|yr|yrs|y|yo)(?: (?:old|o))?|elderly|frail) (?:\w+ )?(?:{RELATIVE}
            |neighbou?r|aunt|uncle)(?= (?:[\w']+ ){{0,14}}(?:stranded|alone|without|cold|left|stuck|can'?t|cannot
            |scared|no|waiting|confused))
        |stranded(?: \w+){{0,4}} (?:my|our) (?:\w+ ){{0,3}}(?:elderly|newborn|baby|disabled)
        |stranded(?: \w+){{0,3}} with (?:a |my |our |\d |two |three )?(?:\w+ )?(?:kids|children|baby|babies
            |newborn|toddlers?|infants?)
        |leaving my (?:[789]\d) ?(?:year old|y o|yo|y/o) \w+ stranded"""),
)  # fmt: skip
THANKS = "(?:thank you|thank u|thanks|thankyou|thank|thx|thnx|tks|cheers|many thanks|ty)"
MUCH = """
    (?:so|very|much|a lot|again|really|kindly|guys|all|lots|a million|a bunch|heaps|once again|everyone|team
        |folks)"""
KINDNESS = r"""
    (?:help(?:ing|ed)?|assist(?:ance|ing)?|support|repl(?:y|ies|ying)|response|responses|responding|answer(?:ing)?
        |getting back|quick|prompt|fast|speedy|swift|rapid|kind|great|excellent|amazing|awesome|wonderful
        |fantastic|patience|kindness|sorting|fixing|resolving|solving|looking into|refund(?:ing)?|service
        |everything|taking care|effort|following up|reaching out|clarif\w+|explaining|explanation|info|information
        |update|your time|all you(?:'ve| have)? d(?:o|one)|going above|listening|being (?:so|great|amazing
        |awesome))"""
SOLVED = (
    Sign("than thx thnx tks chee ty", rf"""
        {THANKS}(?: {MUCH}){{0,4}} (?:for|on) (?:(?:all|your|the|that|this|such|a|an|being|so|very|really|my|me|of
            |always|you|it|\w+'s) ){{0,5}}{KINDNESS}"""),
    Sign("than thx thnx tks chee ty", rf"""
        (?<=^ )(?:\S+ ){{0,7}}?(?:(?:ok|okay|great|perfect|awesome|excellent|brilliant|lovely|wonderful|fantastic|super
            |cool|good|got it|will do|all good|amazing|that'?s great|that helps(?: a lot)?|yes|wow|aw+|received
            |done) [.,]? ?){{0,3}}(?P<said>{THANKS}(?: {MUCH}){{0,4}})(?! (?:god|goodness|heavens|to
            |for)) (?:\S+ ){{0,6}}$"""),
    Sign("work solv reso fixe sort", """
        (?:it|everything|that|this|all|now it|the (?:app|website|login|payment|link|code|internet|phone
            |device))(?:'s| is| has been| was|'s all
            | is all)? (?:now |all |finally |already |perfectly |been ){0,3}(?:works|working|work|solved|resolved
            |fixed|sorted)(?: (?:out|perfectly|fine|great|well|again)){0,3}(?: now| again)?(?= (?:[.,]|$|thanks
            |thank|and|so|now|cheers|for me))
        |(?:problem|issue|matter) (?:is |has been |was |now |is now |got |been ){0,3}(?:solved|resolved|fixed
            |sorted)
        |(?:you|that|this|it) (?:guys |has |have |really |just ){0,3}(?:solved|fixed|resolved|sorted) (?:it
            |my (?:problem|issue)|the (?:problem|issue)|everything)""", unless=r"""
        if|when|until|unless|before|not|n'?t|never|hope\w*|once|will|needs?|want|should|can|could|says?|said
        |get (?:it|this)|how|why|how it|after"""),
)  # fmt: skip
UNTHANKFUL = r"""
    but|however|still|yet|not|\w+n't|dont|cant|wont|didnt|never|nothing|no|nobody|wh(?:en|y|ere)|unfortunately
    |ruin\w*|wast\w*|worst|terrible|awful|useless|pathetic|disappoint\w*|rude|horrible|unhelpful|ridiculous|joke
    |suck\w*|fuck\w*|shit\w*|crap\w*|screw\w*|delay\w*|cancel\w*|lost|losing|lied|broken|damag\w*|stuck|strand\w*
    |late|hours|hrs|hold|hung|overcharg\w*|fail\w*|wrong|sad\w*|in advance|anyway|though|could you|can you|can i
    |would you|will you|please|pls|plz|is there|do you|are you|how|need|needs|wish|advice|bad\w*|again and again
    |\?|so called|without|instead|except|annoy\w*|frustrat\w*|forward to|hopefully|hope|hoping|wait\w*|poor
    |unaccept\w*|shame|sarcas\w*|nowhere|less|ignor\w*|no thanks|tho|odd|seems|\d{3,}|tried"""
TIMES = r"""
    (?:twice|thrice|(?:two|three|four|five|six|ten|several|many|multiple|countless|numerous|\d+)(?: \w+)? times
        |(?:a few|a couple of|a dozen) times|repeatedly|over and over|time and again|again and again)"""
WROTE = """
    (?:written|wrote|emailed|e mailed|mailed|called|phoned|rung|rang|contacted|messaged|texted|reported|asked|told
        |complained|tweeted|dm'?d|dmed|explained|reached out|requested|tried (?:calling|to call|emailing
        |contacting))"""
REPLY = "(?:reply|response|answer|callback|call back|word back)"
REPEATS = (
    Sign("time emai mess call atte tick requ cont", r"""
        (?:second|third|fourth|fifth|sixth|seventh|tenth|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|umpteenth|nth
            |hundredth) (?:time (?:that )?(?:i|we|i'?m|i'?ve|we'?ve|i am|i have)(?: \w+){0,3} (?:writ\w*|wrote
            |contact\w*|call\w*|email\w*|messag\w*|ask\w*|report\w*|complain\w*|explain\w*|tell\w*|told|reach\w*
            |tweet\w*)|(?:time (?:writ|contact|call|email|messag|ask|report)ing)|(?:email|e mail|message|ticket
            |request|complaint|letter|inquiry|enquiry)(?= (?:[\w']+ ){0,6}(?:i|i'?ve|i'?m|to you|about|without|on
            |regarding|and|with))|attempt (?:at|to) (?:contact|reach|get)\w*)""",
        unless=r"been called|you(?:'ve| have)? (?:email|messag|call|text)\w*"),
    Sign("repl resp answ back reac word", rf"""
        (?:still (?:have |had |got |getting |with |haven'?t (?:had |received |got |gotten )
            |not (?:received |had |gotten |got ))?(?:no|any|an|a|waiting (?:for|on) (?:a|an|your|any|the)
            |without (?:a|an|any)|awaiting (?:a|an|your))) (?:\w+ )?{REPLY}
        |(?:have|has|had|got|received|get|gotten|getting) (?:yet )?no {REPLY}
        |with no (?:reply|response|call ?back)
        |no {REPLY} (?:yet|so far|from (?:you|your|anyone|anybody|support|customer)|to (?:my|our|any)|since|after
            |in (?:\d+|two|three|over))
        |(?:haven'?t|have not|not|never|hasn'?t|didn'?t|did not) (?:yet )?(?:had|received|get|got|gotten
            |receive) (?:a|an|any) (?:\w+ )?{REPLY}
        |without (?:a|an|any|receiving (?:a|an|any)) (?:\w+ )?(?:reply|response)""",
        unless="phone (?:rings|is|was)|alarm|until|single answer|on hold"),
    Sign("nobo one repl answ resp call got hear igno", r"""
        (?:nobody|no one|noone)(?: \w+)? (?:has |have |is |ever |even ){0,3}(?:replied|answered|responded
            |called (?:me|us) back|got(?:ten)? back|gets back|replies|responds|answers (?:my|our|emails|the))
        |(?:never|not|haven'?t|have not|hasn'?t) (?:yet )?(?:heard|hear|hearing) (?:anything )?back
        |you (?:keep|are|'re|have been|'ve been) (?:\w+ )?ignor(?:ing|ed) (?:me|us|my|our)
        |(?:stop|keep|keeps) ignoring (?:me|us|my|our)
        |ignored (?:my|our|all my) (?:\w+ )?(?:emails?|messages?|calls?|requests?|dms?|tweets?)
        |(?:never|haven'?t|have not|not|didn'?t) (?:even )?(?:replied|answered|responded|reply|answer|respond
            |called (?:me|us) back)(?: yet)? (?:to )?(?:me|my|us|our)(?! question)"""),
    Sign("twic thri time repe over agai", rf"""
        (?:{WE}|i'?ve|we'?ve) (?:have |had |already |now |even ){{0,3}}{WROTE}(?: (?!my )\w+){{0,5}} {TIMES}
        |how many (?:more )?times (?:do|must|should|will|have) (?:i|we)
        |{TIMES} (?:now )?(?:{WE}|i'?ve|we'?ve) (?:have )?{WROTE}""", unless=r"th(?:an|n)?[kx]\w*|timely|always"),
    Sign("alre prev befo last agai ago week mont", rf"""
        (?:{WE} (?:have )?|i'?ve |we'?ve )(?:already|previously)(?: been)? {WROTE}
        |(?:{WE} (?:have )?|i'?ve |we'?ve )?already (?:sent|written|left)(?: \w+){{0,2}} (?:an|two|three|four
            |several|\d+|many|multiple) (?:\w+ )?(?:e?-?mails?|messages?|dms?|requests?|letters?|voicemails?)
        |as (?:{WE}|i'?ve) (?:have )?(?:already )?(?:said|mentioned|wrote|explained|stated|told you
            |written) (?:before|already|previously|in my (?:last|previous|earlier|first) (?:e?-?mail|message
            |letter)|several|many|multiple)
        |{WE} (?:{WROTE}|sent (?:you )?(?:an )?(?:e?-?mails?|messages?|letters?)) (?:\w+ ){{0,5}}(?:\d+|a|two
            |three|four|several|few|over a|more than a) (?:days|weeks?|months?) ago(?= .{{0,150}}(?:no|not|never
            |still|nothing|nobody|without|n't))""", unless=r"friend|my (?:doctor|bank|landlord)|th(?:an|n)?[kx]\w*"),
    Sign("foll chas", r"""
        (?:following|follow|chasing) up (?:again )?(?:on|about|regarding) (?:my|our
            |the) (?:\w+ )?(?:previous |last |earlier |unanswered )?(?:e?-?mails?|messages?|tickets?|requests?
            |complaints?|calls?|letters?|case|enquiry|inquiry)"""),
)  # fmt: skip
ENGLISH = Language(
    signs={
        "asks_human": ASKS_HUMAN,
        "threatens": THREATENS,
        "urgent": URGENT,
        "vulnerable": VULNERABLE,
        "solved": SOLVED,
        "repeats": REPEATS,
    },
    denies=rf"""
        {NOT}(?: (?:want|need|have|wish|like|going|really|actually|mean|to|that|so|very|too|it|a|an|any|be|even
            |planning|intend|trying|about|yet)){{0,4}}
        |do|should|what if|only to|(?:do|did|should|would|must) {WE}
        |(?:you|they|he|she|people|customers|who|says|said|if you|if people)(?: \w+)?""",
    spoils={"solved": UNTHANKFUL, "repeats": "(?:been|now|it's|got|is) (?:solved|resolved|sorted|fixed)"},
)  # fmt: skip
