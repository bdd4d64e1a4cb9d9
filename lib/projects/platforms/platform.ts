/** Code to copy. `file` says where it goes. */
export type Snippet = { lang: string; code: string; file?: string };

/** One step of the set-up. */
export type Step = {
  title: string;
  text?: string;
  snippets: Snippet[];
  /** Replaces all steps before it. */
  alternative?: true;
};

/** One way to install; the first is shown unless another is chosen. */
export type Installation = { manager: string; snippet: Snippet };

/** How a kind of program is set up to send its errors here. */
export type Platform = {
  id: string;
  name: string;
  /** What else people type to find it. */
  keywords: readonly string[];
  install: readonly Installation[];
  configure: (dsn: string) => Step[];
  /** A line or two that cause an error on purpose. */
  verify: Step;
};

/** One snippet per package manager of npm's registry. */
export function npmInstallations(packageName: string): Installation[] {
  const of = (manager: string, command: string): Installation => ({
    manager,
    snippet: { lang: "bash", code: `${command} ${packageName}` },
  });
  return [of("npm", "npm install"), of("pnpm", "pnpm add"), of("yarn", "yarn add"), of("bun", "bun add")];
}
