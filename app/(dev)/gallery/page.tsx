import { Inbox, Plus } from "lucide-react";
import { AppFrame } from "#components/frame/app-frame.tsx";
import { BarChart } from "#components/charts/bar-chart.tsx";
import { Sparkline } from "#components/charts/sparkline.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyText } from "#components/ui/copy-text.tsx";
import { Count } from "#components/ui/count.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { LevelMark } from "#components/ui/level-mark.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Section } from "#components/ui/section.tsx";
import { SegmentedLinks } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusChip } from "#components/ui/status-chip.tsx";
import { Table, TableCell, TableHead, TableHeadCell, TableRow } from "#components/ui/table.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { Time } from "#components/ui/time.tsx";
import { Avatar } from "#components/ui/avatar.tsx";

import { Interactive } from "#components/frame/gallery-interactive.tsx";
async function out() {
  "use server";
}
const levels = ["fatal", "error", "warning", "info", "debug"] as const;
const stats = ["new", "ongoing", "escalating", "regressed", "resolved", "archived"] as const;

export default function Gallery() {
  const now = Date.now();
  return (
    <AppFrame
      organization={{ slug: "acme", name: "Acme Outdoor" }}
      organizations={[{ slug: "acme", name: "Acme Outdoor" }, { slug: "beta", name: "Beta Labs" }]}
      projects={[{ slug: "web", name: "Web shop", platform: "react" }, { slug: "api", name: "API", platform: "node" }]}
      environments={["production", "staging"]}
      user={{ name: "Alice Owner", email: "alice@example.com" }}
      signOutAction={out}
    >
      <PageHeader title="Issues" description="What failed, grouped by cause." breadcrumbs={[{ href: "/gallery", label: "Acme" }]} actions={<><Button><Plus aria-hidden />New project</Button><Button variant="primary">Resolve</Button></>} />
      <Tabs label="State" tabs={[{ href: "/gallery", label: "Unresolved", count: 23, current: true }, { href: "/gallery?a", label: "Resolved", count: 12810, current: false }, { href: "/gallery?b", label: "Archived", current: false }]} />
      <Table label="Issues" className="min-w-[52rem]">
        <TableHead>
          <TableHeadCell className="w-10 px-2"><Checkbox aria-label="All" indeterminate readOnly checked={false} /></TableHeadCell>
          <TableHeadCell>Issue</TableHeadCell><TableHeadCell>Trend</TableHeadCell>
          <TableHeadCell numeric sort={{ href: "?s", direction: "descending" }}>Events</TableHeadCell>
          <TableHeadCell numeric sort={{ href: "?u" }}>Users</TableHeadCell>
          <TableHeadCell>Last seen</TableHeadCell><TableHeadCell>Assignee</TableHeadCell>
        </TableHead>
        <tbody>
          {stats.map((s, i) => (
            <TableRow key={s} aria-selected={i === 1}>
              <TableCell className="px-2"><Checkbox aria-label="Select" defaultChecked={i === 1} /></TableCell>
              <TableCell className="max-w-0 w-full">
                <div className="flex items-center gap-2"><LevelMark compact level={levels[i % 5] ?? "error"} /><span className="truncate font-medium">TypeError: Cannot read properties of undefined (reading &apos;vat&apos;)</span></div>
                <div className="flex items-center gap-2 text-xs text-muted"><span className="truncate">src/checkout/total.ts in orderTotal</span><span className="font-mono">WEB-{i}A</span></div>
              </TableCell>
              <TableCell><Sparkline values={[1, 2, 0, 0, 5, i * 3, 8, 2, 1, 0, 0, 9, 12, 4, 2, 1, 3, 20, 14, 9]} max={20} label="events in 24 h" /></TableCell>
              <TableCell numeric><Count value={123456 / (i + 1) ** 4 | 0} unit="events" /></TableCell>
              <TableCell numeric><Count value={317 * i} /></TableCell>
              <TableCell className="whitespace-nowrap"><Time at={now - 10 ** (i + 3)} /></TableCell>
              <TableCell><div className="flex items-center gap-2"><Avatar name="Bob Member" /><StatusChip status={s} /></div></TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <Pagination next="?c" summary="1–6 of 23 issues" />
      <Section title="Events over time" description="By hour" actions={<SegmentedLinks label="Kind" options={[{ href: "?e", label: "Events", current: true }, { href: "?u", label: "Users", current: false }]} />}>
        <BarChart zoom label="Events" start={now - 14 * 86400000} interval={6 * 3600000} series={[{ name: "Handled", tone: "neutral", values: Array.from({ length: 56 }, (_, i) => Math.round(40 + 30 * Math.sin(i / 4))) }, { name: "Unhandled", tone: "error", values: Array.from({ length: 56 }, (_, i) => (i > 40 ? 60 - i : 0)) }]} markers={[{ at: now - 4 * 86400000, label: "web@2.4.1" }, { at: now - 9 * 86400000, label: "web@2.4.0" }]} />
      </Section>
      <Section title="Chips and levels">
        <div className="flex flex-wrap gap-3">{stats.map((s) => <StatusChip key={s} status={s} />)}{levels.map((l) => <LevelMark key={l} level={l} />)}<Badge>production</Badge><Badge tone="accent">Owner</Badge><Kbd>⌘K</Kbd></div>
      </Section>
      <Section title="Buttons"><div className="flex flex-wrap gap-3"><Button variant="primary">Primary</Button><Button>Secondary</Button><Button variant="ghost">Ghost</Button><Button variant="danger">Delete</Button><Button loading variant="primary">Saving</Button><Button disabled>Disabled</Button><Button size="sm">Small</Button><Button size="sm" variant="primary">Small</Button></div>
        <div className="mt-3"><Interactive /></div></Section>
      <Section title="Form">
        <div className="grid max-w-md gap-4">
          <Field label="E-mail" hint="We never mail you unasked.">{(c) => <Input {...c} type="email" placeholder="you@example.com" />}</Field>
          <Field label="Name" error="A name needs at least two characters." optional>{(c) => <Input {...c} defaultValue="A" />}</Field>
          <Field label="Platform">{(c) => <Select {...c}><option>Node</option><option>Python</option></Select>}</Field>
          <Field label="Note">{(c) => <Textarea {...c} defaultValue="Text" />}</Field>
          <Checkbox label="Remember me" hint="For 30 days" defaultChecked />
          <Notice tone="error" title="Wrong e-mail or password">Check both and try again.</Notice>
          <Notice tone="info">Waiting for the first event.</Notice>
          <Notice tone="ok">Saved.</Notice>
          <Notice tone="warning" title="This key is revoked" />
        </div>
      </Section>
      <Section title="Values">
        <DescriptionList items={[{ term: "Event id", value: <CopyText label="event id" value="9a6d2f8b1c3e4f5a6b7c8d9e0f1a2b3c" /> }, { term: "Browser", value: "Chrome 156.0" }, { term: "Long", value: <CopyText label="url" value="https://shop.example.com/a/very/long/path/that/does/not/fit/into/the/column/at/all/because/it/never/ends?query=1234567890abcdefghijklmnop&more=true&token=xyz" /> }]} />
        <Disclosure summary="4 frames of express folded" aside={<Badge>Library</Badge>}><p className="py-2">Inside.</p></Disclosure>
        <CodeBlock title="src/instrument.ts" lang="typescript" code={`// Sends errors to Debrief.\nimport * as Sentry from "@sentry/node";\n\nexport async function start(count = 3): Promise<void> {\n  Sentry.init({ dsn: \`http://\${key}@localhost:3000/1\`, debug: true });\n  if (count > 2) throw new Error("no");\n}`} />
        <CodeBlock lang="python" code={`import sentry_sdk\n\nsentry_sdk.init(dsn="http://key@localhost:3000/1", traces_sample_rate=1.0)  # all`} className="mt-3" />
        <CodeBlock lang="bash" code={`curl -X POST "$URL" -H 'Content-Type: application/json' | jq .`} className="mt-3" />
      </Section>
      <Section title="States">
        <div className="grid gap-2"><Skeleton className="w-64" /><Skeleton className="w-40" /></div>
        <EmptyState icon={Inbox} title="No issues in this range" action={<Button variant="primary">Send a test event</Button>} snippet={<CodeBlock lang="bash" code="npm install @sentry/node" />}>Issues appear here as soon as an SDK reports an error.</EmptyState>
      </Section>
    </AppFrame>
  );
}
