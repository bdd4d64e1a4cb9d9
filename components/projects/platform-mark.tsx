import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Look = { ground: string; ink: string; drawing: ReactNode };

const word = (text: string, size = 11) => (
  <text x="12" y="12" dy="0.36em" textAnchor="middle" fontSize={size} fontWeight="700" fill="currentColor">
    {text}
  </text>
);

const orbit = (turn: number) => (
  <ellipse
    cx="12"
    cy="12"
    rx="8.5"
    ry="3.3"
    transform={`rotate(${turn} 12 12)`}
    fill="none"
    strokeWidth="1.2"
  />
);

const react = (
  <g stroke="currentColor">
    {orbit(0)}
    {orbit(60)}
    {orbit(120)}
    <circle cx="12" cy="12" r="1.4" fill="currentColor" />
  </g>
);

const vue = (
  <g fill="none" stroke="currentColor" strokeWidth="2.2">
    <path d="M4 6.5 12 19l8-12.5" />
    <path d="M8.6 6.5 12 12l3.4-5.5" />
  </g>
);

const node = (
  <path
    d="M12 3.5 19.4 7.8v8.4L12 20.5l-7.4-4.3V7.8Z"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinejoin="round"
  />
);

const next = (
  <g fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round">
    <path d="M8 16V8l8.5 11" />
    <path d="M16 8v5" />
  </g>
);

const ruby = (
  <path
    d="M7 5h10l4 5-9 10L3 10Zm-4 5h18M7 5l5 15 5-15"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinejoin="round"
  />
);

const flask = (
  <path
    d="M9.5 4h5M10.5 4v6L6 18.2c-.5 1 .1 1.8 1.2 1.8h9.6c1.1 0 1.7-.8 1.2-1.8L13.5 10V4M8 15h8"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
  />
);

const bolt = <path d="M13.5 3 6 13.5h5L10 21l8-11h-5.2Z" fill="currentColor" />;

const cup = (
  <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round">
    <path d="M6 11h10v5a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3Zm10 1h1.5a2 2 0 0 1 0 4H16" />
    <path d="M9.5 8c-1-1.5 1-2 0-3.5M13 8c-1-1.5 1-2 0-3.5" />
  </g>
);

const gear = (
  <g fill="none" stroke="currentColor">
    <circle cx="12" cy="12" r="7.5" strokeWidth="2.6" strokeDasharray="2.9 1.812" />
    <circle cx="12" cy="12" r="5.6" strokeWidth="1.6" />
  </g>
);

const LOOKS: Record<string, Look> = {
  javascript: { ground: "#f0db4f", ink: "#1c1a17", drawing: word("JS", 12) },
  "javascript-react": { ground: "#20303a", ink: "#61dafb", drawing: react },
  "javascript-nextjs": { ground: "#111111", ink: "#ffffff", drawing: next },
  "javascript-vue": { ground: "#20342b", ink: "#42c488", drawing: vue },
  node: { ground: "#2f6a2c", ink: "#ffffff", drawing: node },
  "node-express": { ground: "#3c3c3c", ink: "#ffffff", drawing: word("ex") },
  python: { ground: "#2f5f8f", ink: "#ffdf5d", drawing: word("Py", 12) },
  "python-flask": { ground: "#27525c", ink: "#ffffff", drawing: flask },
  "python-django": { ground: "#0c3c2b", ink: "#ffffff", drawing: word("dj", 12) },
  "python-fastapi": { ground: "#05857a", ink: "#ffffff", drawing: bolt },
  go: { ground: "#00718f", ink: "#ffffff", drawing: word("Go", 12) },
  php: { ground: "#5a629c", ink: "#ffffff", drawing: word("php", 9.5) },
  ruby: { ground: "#a3181f", ink: "#ffffff", drawing: ruby },
  java: { ground: "#275f87", ink: "#ffffff", drawing: cup },
  dotnet: { ground: "#512bd4", ink: "#ffffff", drawing: word(".NET", 7.5) },
  rust: { ground: "#7d3b1c", ink: "#ffffff", drawing: gear },
};

const UNKNOWN: Look = { ground: "#645f56", ink: "#ffffff", drawing: word("{ }", 9) };

/** A platform's sign, drawn simply; the name stands beside it. */
export function PlatformMark({ platform, className }: { platform: string; className?: string }) {
  const look = LOOKS[platform] ?? LOOKS[platform.split("-")[0] ?? ""] ?? UNKNOWN;
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cn("size-6 shrink-0", className)} color={look.ink}>
      <rect width="24" height="24" rx="5" fill={look.ground} />
      {look.drawing}
    </svg>
  );
}
