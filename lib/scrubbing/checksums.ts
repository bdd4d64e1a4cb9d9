// Numbers that prove themselves: what only looks like a card or an account is left alone.

/** Whether digits end in their Luhn check digit. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, twice = false; at >= 0; at--, twice = !twice) {
    const digit = digits.charCodeAt(at) - 48;
    sum += twice ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
  }
  return sum % 10 === 0;
}

// Characters of an account number, by country.
const IBAN_LENGTHS = new Map(
  "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

function mod97(compact: string): number {
  let rest = 0;
  for (const char of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** How much of a text that begins like an IBAN is one; 0: it is none. */
export function ibanLength(text: string): number {
  const wanted = IBAN_LENGTHS.get(text.slice(0, 2));
  if (wanted === undefined) return 0;
  let compact = "";
  for (let at = 0; at < text.length; at++) {
    if (text[at] === " ") continue;
    compact += text.charAt(at);
    if (compact.length < wanted) continue;
    return mod97(compact) === 1 ? at + 1 : 0;
  }
  return 0;
}

/** How much of a text of digits, spaces and dashes is a card number: 13 to 19 digits; 0: none. */
export function cardLength(text: string): number {
  for (let end = text.length; end > 12; end--) {
    const next = text[end];
    if (next !== undefined && /\d/.test(next)) continue;
    const digits = text.slice(0, end).replaceAll(/\D/g, "");
    if (digits.length < 13) return 0;
    if (digits.length <= 19 && /\d/.test(text.charAt(end - 1)) && passesLuhn(digits)) return end;
  }
  return 0;
}
