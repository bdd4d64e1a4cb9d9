import type { Platform } from "#lib/projects/platforms/platform.ts";

export const dotnet: Platform = {
  id: "dotnet",
  name: ".NET",
  keywords: ["csharp", "c#", "asp.net", "server", "backend", "maui", "wpf"],
  install: [{ manager: "dotnet", snippet: { lang: "bash", code: "dotnet add package Sentry" } }],
  configure: (dsn) => [
    {
      title: "Start it at the top of your program",
      snippets: [
        {
          file: "Program.cs",
          lang: "csharp",
          code: `using var sentry = SentrySdk.Init(options =>
{
    options.Dsn = "${dsn}";
    options.AutoSessionTracking = true;
});`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "After the lines above, add:",
    snippets: [
      {
        file: "Program.cs",
        lang: "csharp",
        code: `SentrySdk.CaptureException(new InvalidOperationException("Debrief test error"));`,
      },
    ],
  },
};
