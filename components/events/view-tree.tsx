import { Untrusted } from "#components/events/untrusted.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { View, ViewHierarchy } from "#lib/attachments/view-hierarchy.ts";

// Windows and what they hold; the rest unfolds.
const OPEN_LEVELS = 2;

/** The views on the screen, each under the one that holds it. */
export function ViewTree({ hierarchy }: { hierarchy: ViewHierarchy }) {
  return (
    <Disclosure summary="View hierarchy" className="mt-3 text-sm">
      <div className="overflow-x-auto pb-2 pl-5.5">
        {hierarchy.windows.map((view, index) => (
          <ViewNode key={index} view={view} level={1} />
        ))}
        {hierarchy.windows.length === 0 && <p className="text-muted">It has no windows.</p>}
        {hierarchy.cut && <p className="text-muted">It has more views than can be shown.</p>}
      </div>
    </Disclosure>
  );
}

function ViewNode({ view, level }: { view: View; level: number }) {
  if (view.children.length === 0) return <p className="min-h-6 py-0.5 pl-5.5">{label(view)}</p>;
  return (
    <Disclosure summary={label(view)} open={level <= OPEN_LEVELS}>
      <div className="border-l pl-3">
        {view.children.map((child, index) => (
          <ViewNode key={index} view={child} level={level + 1} />
        ))}
      </div>
    </Disclosure>
  );
}

function label({ type, identifier, visible, place }: View) {
  return (
    <span className="font-mono whitespace-nowrap">
      <Untrusted text={type || "view"} />
      {identifier && (
        <>
          {" "}
          <Untrusted text={identifier} className="text-info" />
        </>
      )}
      <span className="text-muted">
        {place && ` ${place}`}
        {!visible && " hidden"}
      </span>
    </span>
  );
}
