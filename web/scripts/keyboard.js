// Our own keys for a field, on screens without a keyboard: keys[data-key], [data-erase].
// With a data-layout the keys open when the field is touched, and change between layouts.

const QWERTY_COLUMNS = 10;

export default function keyboard(keys) {
  const field = document.getElementById(keys.dataset.field);

  function type(text) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function erase() {
    if (field.selectionStart === field.selectionEnd && field.selectionStart > 0) {
      field.setSelectionRange(field.selectionStart - 1, field.selectionEnd);
    }
    type("");
  }

  field.inputMode = "none"; // no second keyboard over ours
  keys.addEventListener("mousedown", (event) => {
    if (event.target !== field) event.preventDefault(); // the field keeps the focus
  });
  keys.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (key && "key" in key.dataset) type(key.dataset.key);
    else if (key && "erase" in key.dataset) erase();
  });
  if (keys.dataset.layout) layouts(keys, field);
}

function layouts(keys, field) {
  let shown = keys.dataset.layout;

  function show(layout) {
    shown = layout;
    for (const group of keys.querySelectorAll("[data-keys]")) group.hidden = group.dataset.keys !== layout;
    for (const button of keys.querySelectorAll("[data-shows]")) {
      button.hidden = button.dataset.shows === layout || (button.dataset.shows === "qwerty" && !roomForQwerty());
    }
  }

  function roomForQwerty() {
    const key = keys.querySelector("[data-keys]:not([hidden]) .key");
    const size = parseFloat(getComputedStyle(key).minInlineSize) || 0;
    const gap = parseFloat(getComputedStyle(key.parentElement).columnGap) || 0;
    return keys.clientWidth >= QWERTY_COLUMNS * size + (QWERTY_COLUMNS - 1) * gap;
  }

  function put(open) {
    keys.hidden = !open;
    document.documentElement.classList.toggle("keyboard-open", open);
    show(shown);
    field.focus();
    if (open) scrollTo(0, 0);
  }

  function openWhereThereIsRoom() {
    keys.hidden = false;
    show(shown);
    put(document.documentElement.scrollHeight <= innerHeight);
  }

  field.addEventListener("click", () => put(true));
  keys.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (key && "shows" in key.dataset) show(key.dataset.shows);
    else if (key && "closes" in key.dataset) put(false);
  });
  openWhereThereIsRoom();
}
