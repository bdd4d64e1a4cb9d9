// One of several load generators: what to send as JSON in the arguments, what it saw as JSON on standard output.
import { z } from "zod";
import { collectSamples } from "#server/bench/load.ts";
import { bodiesOf, Profile } from "#server/bench/profile.ts";

export const LoadOrder = z.object({
  port: z.number(),
  path: z.string(),
  seconds: z.number(),
  connections: z.number(),
  rate: z.number(),
  profile: Profile,
  causes: z.number(),
});
export type LoadOrder = z.infer<typeof LoadOrder>;

const [order] = process.argv.slice(2);
if (order !== undefined && import.meta.main) {
  const { profile, causes, ...load } = LoadOrder.parse(JSON.parse(order));
  const samples = await collectSamples({ ...load, body: bodiesOf(profile, causes) });
  process.stdout.write(JSON.stringify(samples));
}
