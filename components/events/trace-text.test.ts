import { describe, expect, it } from "vitest";
import { traceText } from "#components/events/trace-text.ts";
import type { ExceptionValue } from "#lib/events/event.ts";

const exceptions: ExceptionValue[] = [
  {
    type: "KeyError",
    value: "'id'",
    stacktrace: {
      frames: [
        {
          function: "load",
          filename: "db.py",
          module: "db",
          line: 7,
          contextLine: "  row['id']",
          inApp: true,
        },
      ],
    },
  },
  {
    type: "OrderError",
    value: "no order",
    module: "shop",
    stacktrace: {
      frames: [
        { function: "main", filename: "app.py", line: 1, inApp: true },
        { function: "pay", filename: "pay.py", module: "shop", line: 3, column: 9, inApp: true },
      ],
    },
  },
];

const cases: [platform: string, text: string][] = [
  [
    "python",
    `Traceback (most recent call last):
  File "db.py", line 7, in load
    row['id']
KeyError: 'id'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "app.py", line 1, in main
  File "pay.py", line 3, in pay
OrderError: no order`,
  ],
  [
    "node",
    `OrderError: no order
    at pay (pay.py:3:9)
    at main (app.py:1)
Caused by: KeyError: 'id'
    at load (db.py:7)`,
  ],
  [
    "java",
    `shop.OrderError: no order
\tat shop.pay(pay.py:3)
\tat main(app.py:1)
Caused by: KeyError: 'id'
\tat db.load(db.py:7)`,
  ],
  [
    "csharp",
    `OrderError: no order
   at shop.pay in pay.py:line 3
   at main in app.py:line 1
 ---> KeyError: 'id'
   at db.load in db.py:line 7`,
  ],
  [
    "php",
    `PHP Fatal error:  Uncaught OrderError: no order
  pay.py(3): pay()
  app.py(1): main()
Next KeyError: 'id'
  db.py(7): load()`,
  ],
];

describe("traceText", () => {
  it.each(cases)("prints as %s does", (platform, text) => {
    expect(traceText(exceptions, platform)).toBe(text);
  });
  it("prints an exception without a stack", () => {
    expect(traceText([{ type: "Error", value: "" }], "python")).toBe("Error");
  });
  it("takes no inherited name for a platform", () => {
    expect(traceText([{ type: "E", value: "x" }], "constructor")).toBe("E: x");
  });
});
