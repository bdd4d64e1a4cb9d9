// How far a release has reached the users of an environment.

export type AdoptionStage = "adopted" | "low" | "replaced";

const ADOPTED_FROM = 0.1;

/** The release's share of all sessions, from 0 to 1; null when there were none. */
export const adoptionOf = (ofRelease: number, ofAll: number): number | null =>
  ofAll === 0 ? null : Math.min(1, ofRelease / ofAll);

/**
 * @param wasAdopted whether it ever reached the stage "adopted" before.
 * @public for the job that stages releases
 */
export function adoptionStage(adoption: number | null, wasAdopted: boolean): AdoptionStage {
  if (adoption !== null && adoption >= ADOPTED_FROM) return "adopted";
  return wasAdopted ? "replaced" : "low";
}
