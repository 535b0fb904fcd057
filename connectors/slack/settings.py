"""What an account of Slack needs to know. https://docs.slack.dev/authentication/tokens"""

from dataclasses import dataclass

from connectors.contract import setting


@dataclass(frozen=True)
class Settings:
    bot_token: str = setting(
        {"en": "Bot token", "es": "Token del bot"},
        "secret",
        help={
            "en": "Begins with xoxb-. On your app's page, under OAuth & Permissions.",
            "es": "Empieza por xoxb-. En la página de su app, en OAuth & Permissions.",
        },
    )
    app_token: str = setting(
        {"en": "App token", "es": "Token de la app"},
        "secret",
        help={
            "en": "Begins with xapp-. For Socket Mode, without a public address. Basic Information, App-Level Tokens.",
            "es": "Empieza por xapp-. Para Socket Mode, sin dirección pública. Basic Information, App-Level Tokens.",
        },
        default="",
    )
    signing_secret: str = setting(
        {"en": "Signing secret", "es": "Secreto de firma"},
        "secret",
        help={
            "en": "If Slack is to call Hilo's public address instead. Basic Information, App Credentials.",
            "es": "Si Slack debe llamar a la dirección pública de Hilo. Basic Information, App Credentials.",
        },
        default="",
    )
    channels: tuple[str, ...] = setting(
        {"en": "Customers' channels", "es": "Canales de clientes"},
        "list",
        help={
            "en": "Ids of the channels shared with customers, such as C0123ABCD. Empty: every one that the app is in. "
            "Direct messages to the app always count.",
            "es": "Identificadores de los canales compartidos con clientes, como C0123ABCD. Vacío: todos aquellos en "
            "los que está la app. Los mensajes directos a la app cuentan siempre.",
        },
        default=(),
    )
    alert_channel: str = setting(
        {"en": "Channel for alerts", "es": "Canal de alertas"},
        help={
            "en": "Id of your team's own channel. Hilo says there who is furious, threatens or waits too long.",
            "es": "Identificador del canal de su equipo, donde Hilo avisa de quién está furioso, amenaza o espera.",
        },
        default="",
    )
