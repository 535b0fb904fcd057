const en = {
  close: "Close chat",
  greeting: "Hello! How can we help you?",
  online: "We are here",
  away: "We are away right now",
  leaveEmail: "Leave your e-mail address, and we can answer you there.",
  email: "Your e-mail address (optional)",
  emailWrong: "This does not look like an e-mail address.",
  answersTo: "We can also answer to {email}.",
  change: "Change",
  write: "Write a message…",
  send: "Send",
  waiting: "Waiting for the connection…",
  failed: "Not sent.",
  again: "Send again",
  discard: "Discard",
  lost: "No connection. We keep trying, and nothing is lost.",
  opening: "One moment…",
  typing: "{who} is typing",
  us: "Support",
  you: "You",
  log: "Conversation",
  today: "Today",
  yesterday: "Yesterday",
  tooLong: "{count} characters too many",
};

const es: Record<keyof typeof en, string> = {
  close: "Cerrar chat",
  greeting: "¡Hola! ¿En qué podemos ayudarte?",
  online: "Estamos aquí",
  away: "Ahora no estamos",
  leaveEmail: "Déjanos tu correo y podremos responderte allí.",
  email: "Tu correo electrónico (opcional)",
  emailWrong: "Esto no parece una dirección de correo.",
  answersTo: "También podemos responder a {email}.",
  change: "Cambiar",
  write: "Escribe un mensaje…",
  send: "Enviar",
  waiting: "Esperando la conexión…",
  failed: "No se ha enviado.",
  again: "Enviar de nuevo",
  discard: "Descartar",
  lost: "Sin conexión. Seguimos intentándolo y no se pierde nada.",
  opening: "Un momento…",
  typing: "{who} está escribiendo",
  us: "Atención al cliente",
  you: "Tú",
  log: "Conversación",
  today: "Hoy",
  yesterday: "Ayer",
  tooLong: "Sobran {count} caracteres",
};

export const language = document.documentElement.lang === "es" ? "es" : "en";

export function t(key: keyof typeof en, values: Record<string, string | number> = {}): string {
  return (language === "es" ? es : en)[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

const clock = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const date = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });

export const hour = (at: string): string => clock.format(new Date(at));

export function day(at: string): string {
  const that = new Date(at).toDateString();
  if (that === new Date().toDateString()) return t("today");
  if (that === new Date(Date.now() - 86_400_000).toDateString()) return t("yesterday");
  return date.format(new Date(at));
}
