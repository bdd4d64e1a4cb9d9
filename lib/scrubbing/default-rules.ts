// What is taken out without anybody asking: by the names of fields, and by what a text says or looks like.
import { VALUE_TYPES, type ValueType } from "#lib/scrubbing/value-types.ts";

const SECRET_KEY =
  /password|secret|passwd|api[-_]?key|auth(?!ors?(?:$|[^a-z]))|credentials|mysql_pwd|private[-_]?key|^otp$|^two[-_]?factor$/i;
const TOKEN_KEY = /token/i;
// Cookies by which servers know a session, also where a framework keeps them outside of the cookies.
const SESSION_KEY =
  /^(?:sessionid|csrftoken|csrfmiddlewaretoken|_?csrf|x-?csrf|xsrf|phpsessid|jsessionid|asp\.net_sessionid|connect\.sid|laravel_session|_session_id|symfony|wordpress_logged_in\w{0,64}|set-cookie2?|cookie)$/i;
const COOKIE_KEY = /sess|csrf|xsrf|(?:^|[._-])sid$|^sid|remember|^__(?:host|secure)-/i;
const ADDRESS_KEY =
  /^(?:(?:user|client|sdk|net|http|sentry)[._])?(?:ip|ip_?address|client_?ip|peer_?ip|remote_?(?:addr|address|ip))$|^client\.address$|^(?:x[-_])?forwarded(?:[-_]for)?$|^(?:http_)?x[-_]forwarded[-_]for$|^x[-_](?:real|client|cluster-client)[-_]ip$|^(?:cf[-_]connecting|true[-_]client|fastly[-_]client)[-_]ip$/i;

// In a sentence, "auth" and "token" say little: they count where a value follows.
const SECRET_TEXT =
  /password|secret|passwd|api[-_]?key|credentials|mysql_pwd|private[-_]?key|auth[\w-]{0,20}["']?\s{0,3}[:=]|token[\w-]{0,20}["']?\s{0,3}[:=]|^otp$|^two[-_]?factor$/i;

/** The rule that a field's name calls for; null: none. */
export function secretKeyRule(key: string): string | null {
  if (SECRET_KEY.test(key)) return "@password";
  if (SESSION_KEY.test(key)) return "@cookie";
  return TOKEN_KEY.test(key) ? "@token" : null;
}

export const isSessionCookie = (name: string): boolean => COOKIE_KEY.test(name);

export const isAddressKey = (key: string): boolean => ADDRESS_KEY.test(key);

export const isSecretText = (text: string): boolean => SECRET_TEXT.test(text);

/** Counts of a language model's tokens; the only numbers whose names look like secrets and are none. */
export const isTokenCount = (key: string): boolean => /tokens/i.test(key);

// One test before the details: most texts of an event hold none of this.
const SUSPECT =
  /\d(?:[ -]?\d){7}|-----BEGIN|:\/\/[^/?#\s@]{1,256}@|bearer\s|[a-z]{2}\d\d ?[a-z\d]{4} ?[a-z\d]{4}/i;

const PARTS: readonly ValueType[] = ["pemkey", "urlauth", "bearer", "creditcard", "iban", "usssn"];

/**
 * Replaces the parts of a text that look like a card, an account, a key …
 * @param onFound told of each kind that was found.
 */
export function replaceSecretParts(
  text: string,
  options: { emails: boolean; with: string },
  onFound: (type: ValueType) => void,
): string {
  const replacePart = (given: string, type: ValueType) => {
    const replaced = VALUE_TYPES[type](given, () => options.with);
    if (replaced !== given) onFound(type);
    return replaced;
  };
  const withoutEmails = options.emails && text.includes("@") ? replacePart(text, "email") : text;
  if (!SUSPECT.test(withoutEmails)) return withoutEmails;
  return PARTS.reduce(replacePart, withoutEmails);
}
