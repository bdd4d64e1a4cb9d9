const cart = { lines: [{ sku: "mug-blue", quantity: 1 }] };

class CheckoutError extends Error {
  name = "CheckoutError";
}

export function raiseQuantity() {
  console.log("raising the quantity");
  const line = cart.lines.find(({ sku }) => sku === "tea-earl-grey");
  line.quantity += 1;
}

export function applyCoupon() {
  const field = document.querySelector("#coupon-code");
  field.value = field.value.trim().toUpperCase();
}

export function rememberCart() {
  const page = { cart, opened: Date.now() };
  page.self = page;
  localStorage.setItem("cart", JSON.stringify(page));
}

export async function checkStock() {
  const response = await fetch("/assets/stock.json");
  const stock = response.ok ? await response.json() : {};
  return stock.mug.left;
}

async function tokenize(visit) {
  const response = await fetch(`/tokens/${visit.user?.id ?? "guest"}`, { method: "POST" });
  if (!response.ok) throw new TypeError(`Tokens answered ${response.status}`);
}

export async function pay(visit) {
  try {
    await tokenize(visit);
  } catch (error) {
    throw new CheckoutError("Checkout could not be finished", { cause: error });
  }
}
