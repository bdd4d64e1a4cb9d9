"use client";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { Button } from "#components/ui/button.tsx";
import { errorDigest } from "#components/ui/error-digest.ts";
import { Problem } from "#components/ui/problem.tsx";
import "./globals.css";

export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>Debrief could not start this page</title>
        <main>
          <Problem
            title="Debrief could not start this page"
            id={errorDigest(error)}
            actions={
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
            }
          >
            <p>
              The server failed before the page began. Events that are being sent are still accepted. Try
              again in a minute; if it fails again, look into the log of this installation for the id below.
            </p>
          </Problem>
        </main>
      </body>
    </html>
  );
}
