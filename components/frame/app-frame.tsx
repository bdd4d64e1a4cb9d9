import type { ReactNode } from "react";
import { ToastProvider } from "#components/ui/toast.tsx";
import { BottomBar } from "#components/frame/bottom-bar.tsx";
import { CommandPalette } from "#components/frame/command-palette.tsx";
import { FrameCommands } from "#components/frame/frame-commands.tsx";
import type { FrameData } from "#components/frame/frame-data.ts";
import { KeyboardShortcuts } from "#components/frame/keyboard-shortcuts.tsx";
import { Rail } from "#components/frame/rail.tsx";
import { SkipLink } from "#components/frame/skip-link.tsx";
import { TopBar } from "#components/frame/top-bar.tsx";

type Props = FrameData & {
  /** Ends the session; a server action. */
  signOutAction: () => Promise<void>;
  children: ReactNode;
};

/**
 * Everything around a page of an organization. Goes into the organization's layout; holds the page's
 * <main>, so pages bring none. Filters are read from the URL.
 */
export function AppFrame({ signOutAction, children, ...data }: Props) {
  return (
    <ToastProvider>
      <FrameCommands>
        <SkipLink />
        <div className="flex min-h-dvh">
          <Rail organization={data.organization} user={data.user} signOutAction={signOutAction} />
          <div className="flex min-w-0 flex-1 flex-col">
            <TopBar {...data} />
            <main
              id="main"
              tabIndex={-1}
              className="mx-auto w-full max-w-[1600px] flex-1 px-4 pb-24 outline-none sm:px-6 md:pb-10"
            >
              {children}
            </main>
          </div>
        </div>
        <BottomBar {...data} signOutAction={signOutAction} />
        <CommandPalette {...data} />
        <KeyboardShortcuts organization={data.organization} />
      </FrameCommands>
    </ToastProvider>
  );
}
