const coupons = new Map([
  ["WELCOME10", { percent: 10 }],
  ["SPRING", { percent: 15 }],
]);

const carts = (id) => [
  { sku: "mug-blue", price: 12.5, quantity: 1 + (Number(id) % 3) },
  { sku: "tea-earl-grey", price: 7.9, quantity: 2 },
];

function discountOf(code) {
  const coupon = coupons.get(code);
  // The bug: an expired coupon is no longer in the list.
  return coupon.percent / 100;
}

export function cartTotal(id, code) {
  const lines = carts(id);
  const sum = lines.reduce((total, line) => total + line.price * line.quantity, 0);
  const discount = code ? discountOf(code) : 0;
  return { total: sum * (1 - discount) };
}
