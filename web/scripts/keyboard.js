// Our own keys on the screen, for a booth that has no keyboard.

export default function keyboard(place) {
  const field = document.getElementById(place.dataset.field);
  place.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    const erase = event.target.closest("[data-erase]");
    if (!key && !erase) return;
    field.value = key ? field.value + key.dataset.key : field.value.slice(0, -1);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
