// The sign of a key on a US keyboard, which is what a scanner presses, whatever layout the machine has.

const PLAIN = {
  Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|", Semicolon: ";:",
  Quote: "'\"", Backquote: "`~", Comma: ",<", Period: ".>", Slash: "/?", IntlBackslash: "\\|", Space: "  ",
};
const DIGITS_SHIFTED = ")!@#$%^&*(";
const PAD = {
  NumpadDecimal: ".", NumpadComma: ",", NumpadAdd: "+", NumpadSubtract: "-", NumpadMultiply: "*",
  NumpadDivide: "/", NumpadEqual: "=",
};

// The number pad means what is printed on it, also with NumLock off. Empty for any other key.
export function padSign(event) {
  const digit = /^Numpad(\d)$/.exec(event.code);
  return digit ? digit[1] : (PAD[event.code] ?? "");
}

// Empty where the key has no sign. CapsLock is none of the scanner's: only its own Shift counts.
export function usSign(event) {
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  const digit = /^Digit(\d)$/.exec(event.code);
  if (digit) return event.shiftKey ? DIGITS_SHIFTED[digit[1]] : digit[1];
  if (PLAIN[event.code]) return PLAIN[event.code][event.shiftKey ? 1 : 0];
  return padSign(event) || (event.key.length === 1 ? event.key : "");
}
