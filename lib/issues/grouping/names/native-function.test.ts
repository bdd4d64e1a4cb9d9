import { describe, expect, it } from "vitest";
import { trimNativeFunction } from "#lib/issues/grouping/names/native-function.ts";

describe("trimNativeFunction", () => {
  it.each([
    ["main", "main"],
    ["add(int, char const*)", "add"],
    ["void shop::add(int) const", "shop::add"],
    ["unsigned long shop::size()", "shop::size"],
    ["std::map<int, std::list<char>>::at(int const&)", "std::map<T>::at"],
    ["std::vector<int> shop::all<char>()", "shop::all<T>"],
    ["(anonymous namespace)::add(int)", "add"],
    ["shop::(anonymous namespace)::add", "shop::add"],
    ["`anonymous namespace'::add", "add"],
    ["shop::{lambda(int)#2}::operator()(int) const", "shop::lambda::operator()"],
    ["shop::add()::$_12::operator()() const", "shop::add::lambda::operator()"],
    ["shop::add(int)::'lambda0'(int)::operator()(int) const", "shop::add::lambda::operator()"],
    ["shop::<lambda_0a1b>::operator()", "shop::lambda::operator()"],
    ["bool operator<(A const&, B const&)", "operator<"],
    ["A::operator<<(int)", "A::operator<<"],
    ["A::operator->()", "A::operator->"],
    ["operator new(unsigned long)", "operator new"],
    ["A::operator bool() const", "A::operator bool"],
    ["cooperate(int)", "cooperate"],
    ["decltype(auto) shop::add(int)", "shop::add"],
    ["shop::add::h0123456789abcdef", "shop::add"],
    [
      "<shop::Cart<i32> as core::fmt::Debug>::fmt::h0123456789abcdef",
      "<shop::Cart<T> as core::fmt::Debug>::fmt",
    ],
    ["shop::add::{{closure}}", "shop::add::lambda"],
    ["_add@12", "_add"],
    ["-[Cart add:to:]", "-[Cart add:to:]"],
    ["__12-[Cart add:]_block_invoke", "__12-[Cart add:]_block_invoke"],
    ["static Cart.add(item: Int) throws -> Bool", "Cart.add"],
    ["closure #1 (Int) -> () in Cart.add(Int) -> ()", "closure in Cart.add"],
    ["add(int", "add"],
    ["(", "("],
    ["", ""],
  ])("%s → %s", (name, expected) => {
    expect(trimNativeFunction(name)).toBe(expected);
  });

  it.each(["<", "(", "{", "a<", "a(b::", "operator", "$_", "'lambda", " a", "(a)::"])(
    "takes linear time on %j",
    (part) => {
      const start = performance.now();
      trimNativeFunction(part.repeat(8192));
      expect(performance.now() - start).toBeLessThan(250);
    },
  );
});
