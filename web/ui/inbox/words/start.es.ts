import type { book as en } from "./start.en";

export const book: Record<keyof typeof en, string> = {
  "login.title": "Te damos la bienvenida",
  "login.lead": "Inicia sesión para ver quién espera.",
  "login.demo": "Esto es una demostración con clientes inventados.",
  "login.expired": "Tu sesión ha terminado. Inicia sesión otra vez; tus borradores siguen aquí.",
  "login.enter": "Iniciar sesión",
  "setup.title": "Te damos la bienvenida a Hilo",
  "setup.lead": "Crea tu cuenta de administración. Después podrás añadir a tu equipo.",
  "setup.create": "Crear y continuar",
};
