// A part of Debrief ends when it is told to, and also when its supervisor is gone.

/** Calls `stop` once, on the first of SIGTERM, SIGINT, or the end of the parent; then exits. */
export function exitWithParent(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  if (process.channel) process.on("disconnect", end);
}

/** Tells the supervisor that this part serves now. */
export function reportReady(details: Record<string, unknown> = {}): void {
  if (process.channel) process.stdout.write(`${JSON.stringify({ ready: true, ...details })}\n`);
}
