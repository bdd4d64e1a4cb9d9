// What the benchmark sends.
import { z } from "zod";
import { newEventId, sampleEnvelope } from "#server/bench/sample-event.ts";
import { mixedEnvelope } from "#server/bench/sample-mixed.ts";

export const Profile = z.enum(["errors", "mixed"]);
export type Profile = z.infer<typeof Profile>;

const TEMPLATES = 64;
const PLACEHOLDER = "f".repeat(32);

/** Error events made once and sent under new ids: making each anew would take a core of the machine that is measured. */
function errorBodies(causes: number): () => Buffer {
  const templates = Array.from({ length: TEMPLATES }, () => sampleEnvelope(causes, PLACEHOLDER).toString());
  return () => {
    const template = templates[Math.floor(Math.random() * TEMPLATES)] ?? "";
    return Buffer.from(template.replaceAll(PLACEHOLDER, newEventId()));
  };
}

/** @param causes how many different issues the errors are of. */
export const bodiesOf = (profile: Profile, causes: number): (() => Buffer) =>
  profile === "errors" ? errorBodies(causes) : () => mixedEnvelope(causes);
