// Does what a key that waited would have done: tells the page, and then types or presses.

export const TYPED = "input:not([type]), input[type=text], input[type=password], input[type=search], textarea";

export function press({ key, code, shiftKey, seen }) {
  const place = document.activeElement ?? document.body;
  const told = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
  if (!place.dispatchEvent(told)) return;
  if (key === "Enter") enter(place);
  else if (place.matches(TYPED)) type(place, seen);
  else if (key === " " && place !== document.body) place.click();
  else if (seen.trim()) typeAnywhere(seen);
}

// What was typed last, and what its field held before: the first keys of a scan that hesitates
// look like a hand's.
let last;

export const forget = () => {
  last = undefined;
};

// Takes back what was typed since forget(), unless the field was changed otherwise since; and what
// waits to be pressed.
export function takeBack() {
  document.dispatchEvent(new Event("scanned"));
  if (last && last.field.value === last.after) {
    last.field.value = last.before;
    last.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  forget();
}

// As browsers do: in a field, the first button of its form.
function enter(place) {
  if (!place.matches("input, select")) {
    if (place !== document.body) place.click();
    return;
  }
  const first = [...(place.form?.elements ?? [])].find((one) => one.type === "submit");
  if (first) first.click();
  else place.form?.requestSubmit();
}

function type(field, text) {
  const before = last?.field === field && last.after === field.value ? last.before : field.value;
  // The only way that keeps the limits of the field and the way back; it is spoken of as old.
  document.execCommand("insertText", false, text);
  last = { field, before, after: field.value };
}

// A number or name can be typed without touching its field first.
function typeAnywhere(text) {
  const field = document.querySelector("[data-typed-here]");
  if (!field) return;
  field.focus();
  type(field, text);
}
