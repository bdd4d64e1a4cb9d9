// Passwords are kept as scrypt hashes in PHC string format: $scrypt$ln=17,r=8,p=1$salt$hash.
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";
import { RequestError } from "#lib/errors.ts";

type Cost = { ln: number; r: number; p: number };
const COST: Cost = { ln: 17, r: 8, p: 1 };
const HASH_BYTES = 32;

// One hash takes 128 MiB and about 0.4 s: two at once keep a flood of sign-ins from filling the memory.
const AT_ONCE = 2;
const QUEUE = 40;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  else {
    if (waiting.length >= QUEUE)
      throw new RequestError(503, "Too many people are signing in. Try again in a minute.");
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on, so `running` stays as it is.
    if (next) next();
    else running--;
  }
}

function derive(password: string, salt: Buffer, length: number, cost: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** cost.ln, r: cost.r, p: cost.p, maxmem: 256 * 2 ** 20 };
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize("NFKC"), salt, length, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

const encode = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
const format = (salt: Buffer, hash: Buffer) =>
  `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${encode(salt)}$${encode(hash)}`;

const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A new hash with a new salt, as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return format(salt, await derive(password, salt, HASH_BYTES, COST));
}

const NOBODY = format(randomBytes(16), randomBytes(HASH_BYTES));

/**
 * Whether the password belongs to the PHC string. Without one (an unknown e-mail address) it does the same
 * work and says no, so that the time tells nothing.
 */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  const [, ln, r, p, salt, hash] = PHC.exec(phc ?? NOBODY) ?? [];
  if (!salt || !hash) throw new Error("A stored password hash is not in the scrypt PHC format.");
  const expected = Buffer.from(hash, "base64");
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, "base64"), expected.length, cost);
  return timingSafeEqual(actual, expected) && phc !== null;
}
