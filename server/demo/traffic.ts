// Two weeks of visits to the demo shop, the same at each run but for the present moment.

export type Visit = {
  /** Milliseconds since 1970. */
  at: number;
  user: { id: string; email: string; username: string } | null;
  plan: string;
  region: string;
  newCheckout: boolean;
};
export type ApiVisit = Visit & { method: "GET" | "POST"; path: string };
export type PageVisit = Visit & { clicks: string[] };

/** A version of the shop that ran somewhere for a while; times are days before now. */
export type Deployment = {
  release: string;
  environment: string;
  from: number;
  until: number;
  visits: number;
};

export const DEPLOYMENTS: readonly Deployment[] = [
  { release: "2.3.0", environment: "production", from: 14, until: 8, visits: 90 },
  { release: "2.3.1", environment: "production", from: 8, until: 3, visits: 90 },
  { release: "2.4.0", environment: "staging", from: 5, until: 0.2, visits: 40 },
  { release: "2.4.0", environment: "production", from: 3, until: 0, visits: 160 },
];

const DAY = 86_400_000;
const NAMES = ["ada", "ben", "chloe", "dev", "emma", "femi", "greta", "hugo", "ines", "jun", "kofi", "lena"];
const REGIONS = ["eu-west", "us-east", "ap-south"];
const PLANS = ["free", "team", "business"];

/** Park and Miller's generator: numbers from 0 to 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const pick = <T>(random: () => number, items: readonly [T, ...T[]]): T =>
  items[Math.floor(random() * items.length)] ?? items[0];

function visitOf(random: () => number, deployment: Deployment, now: number): Visit {
  // More happens late in a deployment than early, and more by day than by night.
  const place = Math.sqrt(random());
  const day = deployment.from - place * (deployment.from - deployment.until);
  const person = Math.floor(random() * random() * NAMES.length);
  const name = NAMES[person] ?? "ada";
  return {
    at: Math.round(now - day * DAY),
    user:
      random() < 0.15 ? null : { id: `${100 + person}`, email: `${name}@customer.example`, username: name },
    plan: PLANS[person % PLANS.length] ?? "free",
    region: REGIONS[person % REGIONS.length] ?? "eu-west",
    newCheckout: deployment.release === "2.4.0" && random() < 0.6,
  };
}

type Request = (random: () => number, visit: Visit) => [method: "GET" | "POST", path: string];
const number = (random: () => number) => String(10_000 + Math.floor(random() * 90_000));

// An entry stands as often as it is likely.
const REQUESTS: readonly [Request, ...Request[]] = [
  (random) => ["GET", `/orders/${number(random)}`],
  (random) => ["GET", `/orders/${number(random)}`],
  (random) => ["GET", `/orders/${number(random)}`],
  (random) => ["GET", `/cart/${number(random)}?coupon=SUMMER25`],
  (random) => ["GET", `/cart/${number(random)}?coupon=SUMMER25`],
  (random, { newCheckout }) => ["POST", `/checkout/${number(random)}${newCheckout ? "?new" : ""}`],
  (random, { newCheckout }) => ["POST", `/checkout/${number(random)}${newCheckout ? "?new" : ""}`],
  (random) => ["POST", `/checkout/${number(random)}?declined&card=${1_000 + Math.floor(random() * 9_000)}`],
  (random) => ["POST", `/webhooks/${number(random)}`],
  (random) => ["GET", `/search?q=${encodeURIComponent(pick(random, ["(", "mug[", "*tea", "cake\\"]))}`],
  (random) => ["GET", `/orders/${number(random)}/invoice`],
  (random) => ["POST", `/stock/${number(random)}`],
  (random) => ["POST", `/queue/${pick(random, [0, 640, 812, 1_930])}`],
  () => ["GET", "/reports/2026-10"],
];

/** Requests to the backend in the order in which they happened. */
export function apiVisits(deployment: Deployment, now: number): ApiVisit[] {
  const random = randomNumbers(deployment.visits * 7 + deployment.from);
  const visits = Array.from({ length: deployment.visits }, () => {
    const visit = visitOf(random, deployment, now);
    const [method, path] = pick(random, REQUESTS)(random, visit);
    return { ...visit, method, path };
  });
  return visits.sort((a, b) => a.at - b.at);
}

const BUTTONS = ["quantity", "coupon", "remember", "stock", "slow", "pay"];

/** Page views, each with the buttons that were pressed. */
export function pageVisits(deployment: Deployment, now: number): PageVisit[] {
  const random = randomNumbers(deployment.visits * 11 + deployment.from);
  return Array.from({ length: Math.round(deployment.visits / 14) }, () => {
    const visit = visitOf(random, deployment, now);
    return { ...visit, clicks: BUTTONS.filter(() => random() < 0.6) };
  });
}
