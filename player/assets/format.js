// Numbers as people read them, as figures/words.py writes them.

const MINUS = "\u2212";

export function number(value, digits = 3) {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const size = value ? Math.floor(Math.log10(Math.abs(value))) : 0;
  const small = size > -4 && size < 5;
  const text = small ? value.toFixed(Math.max(0, digits - 1 - size)) : value.toExponential(digits - 1);
  const [mantissa, exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return (short + (exponent ? `e${Number(exponent)}` : "")).replace(/-/g, MINUS);
}

// The same with all its digits, so that a number that changes sixty times a second stays where it is.
export function steady(value) {
  if (!Number.isFinite(value)) return number(value);
  const size = value ? Math.floor(Math.log10(Math.abs(value))) : 0;
  const text = size > -3 && size < 5 ? value.toFixed(Math.max(0, 3 - Math.max(0, size))) : value.toExponential(2);
  return text.replace("e+", "e").replace(/-/g, MINUS);
}
