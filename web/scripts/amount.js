// Exact sums of money from texts such as "12000" or "25/2", written as the server writes them.

export function cents(text) {
  const [numerator, denominator = "1"] = text.split("/");
  return Math.round((Number(numerator) * 100) / Number(denominator));
}

export function writer(sample) {
  // The sample is 1234567 written out; what stands between its digits is how money is written.
  const [, before, comma, after] = sample.match(/^(.*?)1(.?)234.?567(.*)$/s) || ["", "", ",", ""];
  return (amount) => {
    const digits = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, comma);
    const rest = amount % 100;
    const point = comma === "." ? "," : ".";
    return before + digits + (rest ? point + String(rest).padStart(2, "0") : "") + after;
  };
}
