"use client";

import { createContext, useContext, useMemo, useState, type ReactNode } from "react";

type Panel = "palette" | "shortcuts" | undefined;
type Commands = { panel: Panel; show: (panel: Panel) => void };

const CommandsContext = createContext<Commands>({ panel: undefined, show: () => {} });

/** Which of the frame's dialogs is open, and the way to open one. */
export function useFrameCommands(): Commands {
  return useContext(CommandsContext);
}

export function FrameCommands({ children }: { children: ReactNode }) {
  const [panel, show] = useState<Panel>();
  const commands = useMemo(() => ({ panel, show }), [panel]);
  return <CommandsContext value={commands}>{children}</CommandsContext>;
}
