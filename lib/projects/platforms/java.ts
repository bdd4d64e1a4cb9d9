import type { Platform } from "#lib/projects/platforms/platform.ts";

const VERSION = "8.62.0";

export const java: Platform = {
  id: "java",
  name: "Java",
  keywords: ["jvm", "kotlin", "spring", "server", "backend"],
  install: [
    {
      manager: "Gradle",
      snippet: {
        file: "build.gradle.kts",
        lang: "kotlin",
        code: `implementation("io.sentry:sentry:${VERSION}")`,
      },
    },
    {
      manager: "Maven",
      snippet: {
        file: "pom.xml",
        lang: "xml",
        code: `<dependency>
  <groupId>io.sentry</groupId>
  <artifactId>sentry</artifactId>
  <version>${VERSION}</version>
</dependency>`,
      },
    },
  ],
  configure: (dsn) => [
    {
      title: "Start it first thing in main",
      snippets: [
        {
          file: "Main.java",
          lang: "java",
          code: `import io.sentry.Sentry;

public class Main {
  public static void main(String[] args) {
    Sentry.init(options -> {
      options.setDsn("${dsn}");
    });
  }
}`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "At the end of main, add:",
    snippets: [
      {
        file: "Main.java",
        lang: "java",
        code: `Sentry.captureException(new RuntimeException("Debrief test error"));`,
      },
    ],
  },
};
