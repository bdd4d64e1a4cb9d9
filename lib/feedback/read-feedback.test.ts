import { describe, expect, it } from "vitest";
import { readFeedback, readUserReport, reportIdOf } from "#lib/feedback/read-feedback.ts";

const ID = "4b1f0c2d9a7e4f0f8b5a6c7d8e9f0a1b";
const DASHED = "4B1F0C2D-9A7E-4F0F-8B5A-6C7D8E9F0A1B";
const feedback = (fields: unknown) => readFeedback({ contexts: { feedback: fields } });

describe("readFeedback", () => {
  it("reads what the widget sends", () => {
    expect(
      feedback({
        message: "  The button does nothing\n",
        contact_email: "ada@shop.example",
        name: "Ada",
        url: "https://shop.example/cart",
        source: "widget",
        associated_event_id: DASHED,
        replay_id: ID,
      }),
    ).toEqual({
      message: "The button does nothing",
      email: "ada@shop.example",
      name: "Ada",
      url: "https://shop.example/cart",
      source: "widget",
      associatedEventId: ID,
      replayId: ID,
    });
  });

  it.each(["", " \n\t ", null, undefined, 7, ["a"]])("says that %j is no message", (message) => {
    expect(feedback({ message })).toBe("empty_message");
  });

  it.each([null, undefined, "words", []])("says that contexts.feedback = %j is no message", (fields) => {
    expect(feedback(fields)).toBe("empty_message");
  });

  it.each(["abc", 7, {}, "0".repeat(32), null])("drops the id %j and keeps the words", (id) => {
    expect(feedback({ message: "hi", associated_event_id: id, replay_id: id })).toMatchObject({
      message: "hi",
      associatedEventId: null,
      replayId: null,
    });
  });

  it("cuts what is too long", () => {
    const read = feedback({ message: "m".repeat(5_000), name: "n".repeat(500), url: "u".repeat(5_000) });
    if (typeof read === "string") throw new Error(read);
    expect([read.message.length, read.name.length, read.url.length]).toEqual([4_096, 128, 2_048]);
  });
});

describe("readUserReport", () => {
  it.each([
    [
      { event_id: DASHED, name: "Ada", email: "a@b.example", comments: "It broke" },
      { associatedEventId: ID, name: "Ada", email: "a@b.example", message: "It broke" },
    ],
    [
      { event_id: ID, name: null, comments: "It broke" },
      { associatedEventId: ID, name: "", email: "", message: "It broke" },
    ],
    [{ event_id: ID, comments: " " }, "empty_message"],
    [{ comments: "It broke" }, "invalid_event_id"],
    [{ event_id: "last", comments: "It broke" }, "invalid_event_id"],
  ])("%j", (fields, expected) => {
    expect(readUserReport(fields)).toEqual(expected);
  });

  it("has one id for each event of a project", () => {
    expect(reportIdOf(1, ID)).toMatch(/^[0-9a-f]{32}$/);
    expect(reportIdOf(1, ID)).toBe(reportIdOf(1, ID));
    expect(reportIdOf(2, ID)).not.toBe(reportIdOf(1, ID));
  });
});
