const en = {
  close: "Close chat",
  greeting: "Hello! How can we help you?",
  online: "We are here",
  away: "We are away right now",
  leaveEmail: "Leave your e-mail address, and we can answer you there.",
  email: "Your e-mail address (optional)",
  emailWrong: "This does not look like an e-mail address.",
  answersTo: "We can also answer to {email}.",
  known: "Have we written to each other before?",
  sendCode: "Send me a code, to see our earlier conversation here",
  enterCode: "We have sent a code to {email}, to be sure that it is yours. Enter it to see our earlier conversation here.",
  code: "Code",
  showIt: "Show it",
  newCode: "Send a new code",
  notNow: "Not now",
  proven: "{email} is yours. What we wrote to each other there now stands above.",
  byMail: "by e-mail",
  wrong_code: "This is not the code that we sent. Look again, or ask for a new one.",
  no_code: "This code no longer works. Ask for a new one.",
  shared: "Several people use this address, so what was said there cannot be shown here.",
  too_many_codes: "Too many codes have been asked for. Try again in an hour.",
  no_sender: "We cannot send codes here. Ask us in the chat instead.",
  no_address: "We cannot write to this address. Check how it is written.",
  unsent: "The code could not be sent right now. Try again in a few minutes.",
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

export type Word = keyof typeof en;

const es: Record<Word, string> = {
  close: "Cerrar chat",
  greeting: "¡Hola! ¿En qué podemos ayudarte?",
  online: "Estamos aquí",
  away: "Ahora no estamos",
  leaveEmail: "Déjanos tu correo y podremos responderte allí.",
  email: "Tu correo electrónico (opcional)",
  emailWrong: "Esto no parece una dirección de correo.",
  answersTo: "También podemos responder a {email}.",
  known: "¿Nos hemos escrito antes?",
  sendCode: "Enviadme un código para ver aquí nuestra conversación anterior",
  enterCode: "Hemos enviado un código a {email} para saber que es tuyo. Escríbelo y verás aquí nuestra conversación anterior.",
  code: "Código",
  showIt: "Ver",
  newCode: "Enviar otro código",
  notNow: "Ahora no",
  proven: "{email} es tuyo. Lo que nos escribimos allí está ahora arriba.",
  byMail: "por correo",
  wrong_code: "Este no es el código que enviamos. Míralo otra vez o pide otro.",
  no_code: "Este código ya no sirve. Pide otro.",
  shared: "Varias personas usan esta dirección, así que aquí no se puede mostrar lo que se habló allí.",
  too_many_codes: "Se han pedido demasiados códigos. Inténtalo dentro de una hora.",
  no_sender: "Aquí no podemos enviar códigos. Pregúntanos en el chat.",
  no_address: "No podemos escribir a esta dirección. Comprueba cómo está escrita.",
  unsent: "Ahora no se ha podido enviar el código. Inténtalo dentro de unos minutos.",
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

export const isWord = (key: string): key is Word => key in en;

export function t(key: Word, values: Record<string, string | number> = {}): string {
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
