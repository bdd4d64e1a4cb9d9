const products = ["Blue mug", "Earl Grey tea", "Tea pot", "Cake stand"];

export function searchProducts(text) {
  // The bug: what people type is taken as a pattern.
  const pattern = new RegExp(text, "i");
  return products.filter((name) => pattern.test(name));
}
