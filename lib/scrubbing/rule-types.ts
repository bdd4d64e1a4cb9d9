/** What an advanced rule can look for, in the order of the menu. */
export const RULE_TYPES = [
  { type: "anything", label: "Anything" },
  { type: "password", label: "Passwords and secrets" },
  { type: "creditcard", label: "Card numbers" },
  { type: "iban", label: "IBAN" },
  { type: "usssn", label: "US social security numbers" },
  { type: "email", label: "E-mail addresses" },
  { type: "ip", label: "IP addresses" },
  { type: "mac", label: "MAC addresses" },
  { type: "imei", label: "IMEI numbers" },
  { type: "uuid", label: "UUIDs" },
  { type: "pemkey", label: "PEM keys" },
  { type: "urlauth", label: "Credentials in URLs" },
  { type: "bearer", label: "Bearer tokens" },
  { type: "userpath", label: "User names in paths" },
  { type: "pattern", label: "Pattern (regular expression)" },
] as const;

export type RuleType = (typeof RULE_TYPES)[number]["type"];

const NAMES: ReadonlySet<string> = new Set(RULE_TYPES.map(({ type }) => type));

const isRuleType = (name: string): name is RuleType => NAMES.has(name);

/** The type of that name; a leading @ and case do not matter. */
export function readRuleType(name: string): RuleType | undefined {
  const plain = name.replace(/^@/, "").toLowerCase();
  return isRuleType(plain) ? plain : undefined;
}
