"use client";

export function Pay() {
  const pay = () => {
    throw new RangeError("the cart is empty");
  };
  return (
    <button id="pay" onClick={pay}>
      Pay
    </button>
  );
}
