// Secrets that can be told by their form, as parts of a text. Every pattern here is bounded, so its time is linear.
import { isIP } from "node:net";
import { cardLength, ibanLength, passesLuhn } from "#lib/scrubbing/checksums.ts";

/** Replaces what it finds in `text`, each part with what `replace` makes of it. */
export type FindAndReplace = (text: string, replace: (part: string) => string) => string;

/**
 * @param lengthOf says how much of a match is meant, 0: nothing.
 */
const found =
  (pattern: RegExp, lengthOf: (match: string) => number = (match) => match.length): FindAndReplace =>
  (text, replace) =>
    text.replace(pattern, (match: string) => {
      const length = lengthOf(match);
      return length === 0 ? match : replace(match.slice(0, length)) + match.slice(length);
    });

/** As `found`, but what stands before the secret (group 1) stays; the secret is group 2. */
const after =
  (pattern: RegExp): FindAndReplace =>
  (text, replace) =>
    text.replace(pattern, (_match: string, before: string, secret: string) => before + replace(secret));

const allOrNone = (passes: (match: string) => boolean) => (match: string) =>
  passes(match) ? match.length : 0;

const CARD =
  /(?<!\w)(?<!\d\.)(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d{2}|4[4-9]\d)|3[47]\d{2}|3(?:0[0-5]|[68]\d)\d|35\d{2})(?:[ -]?\d){9,15}(?!\w)/g;
const IBAN = /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]){11,30}(?!\w)/g;
const SSN = /(?<![\w-])(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\w-])/g;
const EMAIL =
  /(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,6}[a-z]{2,24}(?![\w-])/gi;
const IP =
  /(?<![\w.:])(?:(?:\d{1,3}\.){3}\d{1,3}|(?:[\da-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[\da-f]{0,4}))(?![\w:]|\.\d)/gi;
const IMEI = /(?<!\w)\d{2}[- ]?\d{6}[- ]?\d{6}[- ]?\d(?!\w)/g;
const MAC = /(?<![\w:-])[\da-f]{2}(?:[:-][\da-f]{2}){5}(?![\w:-])/gi;
const UUID = /(?<![\w-])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\w-])/gi;
const PEM = /(-----BEGIN [A-Z\d ]{1,64}-----\s?)([\s\S]+?)(?=-----END |$)/g;
const URL_CREDENTIALS = /(:\/\/)([^/?#\s@]{1,256})(?=@)/g;
const BEARER = /(\bbearer\s{1,8})([\w.~+/=-]{6,})/gi;
const USER_PATH = /((?:\/home\/|\/users\/|[a-z]:\\(?:users|documents and settings)\\))([^/\\\s"']{1,64})/gi;

const onlyDigits = (text: string) => text.replaceAll(/\D/g, "");

/** Everything that can be told by its form; the names are those of rules, without their @. */
export const VALUE_TYPES = {
  creditcard: found(CARD, cardLength),
  iban: found(IBAN, ibanLength),
  usssn: found(SSN),
  email: found(EMAIL),
  ip: found(
    IP,
    allOrNone((match) => isIP(match) > 0 && match !== "::"),
  ),
  imei: found(
    IMEI,
    allOrNone((match) => passesLuhn(onlyDigits(match))),
  ),
  mac: found(MAC),
  uuid: found(UUID),
  pemkey: after(PEM),
  urlauth: after(URL_CREDENTIALS),
  bearer: after(BEARER),
  userpath: after(USER_PATH),
} as const satisfies Record<string, FindAndReplace>;

export type ValueType = keyof typeof VALUE_TYPES;
