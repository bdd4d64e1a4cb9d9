// What the crash-report dialog says, unless the page says it otherwise.
import { ENGLISH_MESSAGES, type UserReportMessages } from "#lib/feedback/user-report-input.ts";

export type DialogTexts = {
  title: string;
  subtitle: string;
  subtitle2: string;
  labelName: string;
  labelEmail: string;
  labelComments: string;
  labelClose: string;
  labelSubmit: string;
  errorGeneric: string;
  errorFormEntry: string;
  successMessage: string;
};

type Language = { texts: DialogTexts; messages: UserReportMessages };

const english: Language = {
  texts: {
    title: "Something went wrong",
    subtitle: "The error has been reported.",
    subtitle2: "Tell us what you were doing, and we can fix it sooner.",
    labelName: "Name",
    labelEmail: "Email",
    labelComments: "What happened?",
    labelClose: "Close",
    labelSubmit: "Send report",
    errorGeneric: "The report could not be sent. Try again in a moment.",
    errorFormEntry: "Correct the marked fields and send the report again.",
    successMessage: "Your report was sent. Thank you.",
  },
  messages: ENGLISH_MESSAGES,
};

const german: Language = {
  texts: {
    title: "Etwas ist schiefgegangen",
    subtitle: "Der Fehler wurde gemeldet.",
    subtitle2: "Schreiben Sie uns, was Sie gerade getan haben, dann können wir ihn schneller beheben.",
    labelName: "Name",
    labelEmail: "E-Mail",
    labelComments: "Was ist passiert?",
    labelClose: "Schließen",
    labelSubmit: "Bericht senden",
    errorGeneric: "Der Bericht konnte nicht gesendet werden. Versuchen Sie es gleich noch einmal.",
    errorFormEntry: "Korrigieren Sie die markierten Felder und senden Sie den Bericht noch einmal.",
    successMessage: "Ihr Bericht wurde gesendet. Vielen Dank.",
  },
  messages: {
    required: "Dieses Feld wird benötigt.",
    invalidEmail: "Geben Sie eine gültige E-Mail-Adresse ein.",
    tooLong: "Das ist zu lang.",
  },
};

const french: Language = {
  texts: {
    title: "Une erreur s’est produite",
    subtitle: "L’erreur a été signalée.",
    subtitle2: "Dites-nous ce que vous faisiez : nous la corrigerons plus vite.",
    labelName: "Nom",
    labelEmail: "E-mail",
    labelComments: "Que s’est-il passé ?",
    labelClose: "Fermer",
    labelSubmit: "Envoyer le rapport",
    errorGeneric: "Le rapport n’a pas pu être envoyé. Réessayez dans un instant.",
    errorFormEntry: "Corrigez les champs signalés, puis renvoyez le rapport.",
    successMessage: "Votre rapport a été envoyé. Merci.",
  },
  messages: {
    required: "Ce champ est obligatoire.",
    invalidEmail: "Saisissez une adresse e-mail valide.",
    tooLong: "Ce texte est trop long.",
  },
};

const spanish: Language = {
  texts: {
    title: "Algo ha fallado",
    subtitle: "El error ya se ha notificado.",
    subtitle2: "Cuéntenos qué estaba haciendo y podremos corregirlo antes.",
    labelName: "Nombre",
    labelEmail: "Correo electrónico",
    labelComments: "¿Qué ha pasado?",
    labelClose: "Cerrar",
    labelSubmit: "Enviar informe",
    errorGeneric: "No se ha podido enviar el informe. Inténtelo de nuevo en un momento.",
    errorFormEntry: "Corrija los campos marcados y envíe el informe de nuevo.",
    successMessage: "Su informe se ha enviado. Gracias.",
  },
  messages: {
    required: "Este campo es obligatorio.",
    invalidEmail: "Escriba una dirección de correo válida.",
    tooLong: "El texto es demasiado largo.",
  },
};

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ["en", english],
  ["de", german],
  ["fr", french],
  ["es", spanish],
]);

/** The texts for a language tag such as "de-AT"; English for any that is unknown. */
export function languageOf(tag: string): Language & { lang: string } {
  const code = /^[a-z]+/.exec(tag.toLowerCase())?.[0] ?? "";
  const language = LANGUAGES.get(code);
  return language ? { ...language, lang: code } : { ...english, lang: "en" };
}
