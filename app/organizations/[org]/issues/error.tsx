"use client";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function IssuesError({ error, reset }: Props) {
  return (
    <div className="py-10">
      <h1 className="mb-4 text-2xl font-semibold">Issues could not be loaded</h1>
      <Notice
        tone="error"
        title="One of the stores did not answer"
        action={<Button onClick={reset}>Try again</Button>}
      >
        Nothing was lost: events are still accepted. If it stays like this, look at /api/health/ready.
        {error.digest && <p className="mt-1 font-mono">Error id {error.digest}</p>}
      </Notice>
    </div>
  );
}
