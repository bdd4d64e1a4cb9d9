import type { Platform } from "#lib/projects/platforms/platform.ts";

export const go: Platform = {
  id: "go",
  name: "Go",
  keywords: ["golang", "server", "backend", "gin", "echo"],
  install: [{ manager: "go", snippet: { lang: "bash", code: "go get github.com/getsentry/sentry-go" } }],
  configure: (dsn) => [
    {
      title: "Start it in main",
      text: "Flush waits until everything is sent before the program ends.",
      snippets: [
        {
          file: "main.go",
          lang: "go",
          code: `package main

import (
	"log"
	"time"

	"github.com/getsentry/sentry-go"
)

func main() {
	err := sentry.Init(sentry.ClientOptions{
		Dsn: "${dsn}",
	})
	if err != nil {
		log.Fatalf("sentry.Init: %s", err)
	}
	defer sentry.Flush(2 * time.Second)
}`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: `At the end of main, with "errors" imported:`,
    snippets: [
      { file: "main.go", lang: "go", code: `sentry.CaptureException(errors.New("Debrief test error"))` },
    ],
  },
};
