import { describe, expect, it } from "vitest";
import { type CheckInState, foldCheckIns, type MonitorCheckIn } from "#lib/monitors/fold-check-ins.ts";

const A = "a".repeat(32);
const B = "b".repeat(32);

type Told = [status: MonitorCheckIn["status"], at: number, parts?: Partial<MonitorCheckIn>];

const checkIn = ([status, at, parts]: Told): MonitorCheckIn => ({
  projectId: 1,
  monitorId: 1,
  monitorSlug: "nightly",
  checkInId: A,
  status,
  durationMs: null,
  environment: "production",
  release: "",
  traceId: null,
  config: null,
  receivedAt: at,
  ...parts,
});
const stored = (startedAt: number, parts: Partial<CheckInState> = {}): CheckInState => ({
  monitorId: 1,
  checkInId: A,
  environment: "production",
  status: "IN_PROGRESS",
  durationMs: null,
  release: "",
  traceId: null,
  startedAt,
  updatedAt: startedAt,
  ...parts,
});
const nil = { checkInId: null };

const fold = (before: CheckInState[], told: Told[]) =>
  foldCheckIns(before, told.map(checkIn)).map(
    ({ checkInId, status, startedAt, updatedAt, durationMs }) =>
      `${checkInId === A ? "A" : checkInId === B ? "B" : "?"} ${status} ${startedAt}–${updatedAt} ${durationMs}`,
  );

describe("foldCheckIns", () => {
  it.each<[string, CheckInState[], Told[], string[]]>([
    ["a start", [], [["IN_PROGRESS", 100]], ["A IN_PROGRESS 100–100 null"]],
    ["a heartbeat without a start", [], [["OK", 100]], ["A OK 100–100 null"]],
    [
      "a start and an end",
      [],
      [
        ["IN_PROGRESS", 100],
        ["OK", 160],
      ],
      ["A OK 100–160 60"],
    ],
    [
      "an end that tells how long",
      [],
      [
        ["IN_PROGRESS", 100],
        ["ERROR", 160, { durationMs: 7 }],
      ],
      ["A ERROR 100–160 7"],
    ],
    ["an end of a stored start", [stored(100)], [["OK", 160]], ["A OK 100–160 60"]],
    [
      "an end before its start",
      [],
      [
        ["OK", 160],
        ["IN_PROGRESS", 100],
      ],
      ["A OK 100–160 60"],
    ],
    ["signs of life", [stored(100)], [["IN_PROGRESS", 130]], ["A IN_PROGRESS 100–130 null"]],
    [
      "a second end",
      [],
      [
        ["IN_PROGRESS", 100],
        ["OK", 160],
        ["ERROR", 170],
      ],
      ["A OK 100–160 60"],
    ],
    ["a second end of a stored one", [stored(100, { status: "OK" })], [["ERROR", 170]], []],
    [
      "two ids",
      [],
      [
        ["IN_PROGRESS", 100],
        ["OK", 120, { checkInId: B }],
      ],
      ["A IN_PROGRESS 100–100 null", "B OK 120–120 null"],
    ],
    [
      "no id: the latest that runs",
      [stored(90, { checkInId: B }), stored(100)],
      [["OK", 160, nil]],
      ["A OK 100–160 60"],
    ],
    [
      "no id, twice: then the one before",
      [stored(90, { checkInId: B }), stored(100)],
      [
        ["OK", 160, nil],
        ["OK", 170, nil],
      ],
      ["A OK 100–160 60", "B OK 90–170 80"],
    ],
    [
      "no id: one of the same batch",
      [],
      [
        ["IN_PROGRESS", 100],
        ["OK", 160, nil],
      ],
      ["A OK 100–160 60"],
    ],
    ["no id and nothing runs", [stored(100, { status: "OK" })], [["OK", 160, nil]], ["? OK 160–160 null"]],
    [
      "no id: another environment does not count",
      [stored(100, { environment: "staging" })],
      [["OK", 160, nil]],
      ["? OK 160–160 null"],
    ],
    [
      "no id: another monitor does not count",
      [stored(100, { monitorId: 2 })],
      [["OK", 160, nil]],
      ["? OK 160–160 null"],
    ],
    [
      "no id: a start is another run",
      [stored(100)],
      [["IN_PROGRESS", 160, nil]],
      ["? IN_PROGRESS 160–160 null"],
    ],
  ])("%s", (_, before, told, after) => {
    expect(fold(before, told)).toEqual(after);
  });

  it("keeps the first release and trace that it was told", () => {
    const told = [
      checkIn(["IN_PROGRESS", 100]),
      checkIn(["IN_PROGRESS", 110, { release: "web@1", traceId: B }]),
      checkIn(["OK", 120, { release: "web@2", traceId: A }]),
    ];
    expect(foldCheckIns([], told)).toMatchObject([
      { release: "web@1", traceId: B, environment: "production" },
    ]);
  });
});
