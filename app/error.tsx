"use client";

import { PublicHeader } from "#components/frame/public-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { errorDigest } from "#components/ui/error-digest.ts";
import { Problem } from "#components/ui/problem.tsx";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const id = errorDigest(error);
  return (
    <>
      <PublicHeader />
      <main id="main" tabIndex={-1} className="outline-none">
        <Problem
          title="This page could not be shown"
          id={id}
          actions={
            <>
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
              <ButtonLink href="/">Go to the start page</ButtonLink>
            </>
          }
        >
          <p>
            Something failed on our side while it was made. Nothing that you saved before is lost. Try again
            {id
              ? "; if it fails again, give this id to whoever runs this installation: the log names the cause under it."
              : "."}
          </p>
        </Problem>
      </main>
    </>
  );
}
