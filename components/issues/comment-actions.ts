// What the server answers to whoever writes; pages hand the actions down as props.
export type Answer = { ok: true } | { ok: false; message: string };
export type EditComment = (id: string, text: string) => Promise<Answer>;
export type DeleteComment = (id: string) => Promise<Answer>;

const UNREACHABLE = "The server could not be reached. Check the connection and try again.";

/** The answer, also when there is none. */
export async function answered<Given>(
  asked: Promise<Given>,
): Promise<Given | { ok: false; message: string }> {
  try {
    return await asked;
  } catch {
    return { ok: false, message: UNREACHABLE };
  }
}
