import { expect, it } from "vitest";
import { jumpTarget } from "#components/frame/jump-target.ts";

it.each([
  ["9a6d2f8b1c3e4f5a6b7c8d9e0f1a2b3c", "event"],
  [" 9A6D2F8B-1C3E-4F5A-6B7C-8D9E0F1A2B3C ", "event"],
  ["WEB-1A", "issue"],
  ["web-shop-1a", "issue"],
  ["alice@example.com", "user"],
  ["https://shop.example.com/cart?x=1", "address"],
  ["TypeError", undefined],
  ["cannot read properties", undefined],
  ["9a6d2f8b", undefined],
  ["", undefined],
])("%s names %s", (text, word) => expect(jumpTarget(text)).toBe(word));
