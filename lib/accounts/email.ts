import { z } from "zod";

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function isAddress(email: string): boolean {
  const at = email.indexOf("@");
  const local = email.slice(0, at);
  const labels = email.slice(at + 1).split(".");
  return (
    at > 0 &&
    email.length <= 254 &&
    local.length <= 64 &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    /[a-z]/.test(labels.at(-1) ?? "")
  );
}

/**
 * One plain address in lower case. Quoted parts, lists, control and non-ASCII characters are refused:
 * every reader of an address must see the same one.
 */
export const Email = z
  .string()
  // ASCII is checked before lower-casing: the Kelvin sign, for one, becomes an ordinary k.
  .regex(/^[\x20-\x7e]*$/, "Enter a valid e-mail address.")
  .transform((raw) => raw.replace(/^ +| +$/g, "").toLowerCase())
  .refine(isAddress, "Enter a valid e-mail address.")
  .brand<"Email">();
export type Email = z.infer<typeof Email>;
