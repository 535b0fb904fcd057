// The sentences of the first screens, in English.

export const book = {
  "login.title": "Welcome back",
  "login.lead": "Log in to see who is waiting.",
  "login.demo": "This is a demonstration with invented customers.",
  "login.expired": "Your session has ended. Log in again; your drafts are still here.",
  "login.enter": "Log in",
  "setup.title": "Welcome to Hilo",
  "setup.lead": "Create your administrator. You can add colleagues later.",
  "setup.create": "Create and go on",
} as const;
