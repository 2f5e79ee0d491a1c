// Presses the buttons of a form by the keys 1, 2, 3 ... as an office keyboard has them.

export default function buttonKeys(form) {
  document.addEventListener("keydown", (event) => {
    if (event.repeat || document.activeElement instanceof HTMLInputElement) return;
    form.querySelector(`[data-press="${CSS.escape(event.key)}"]`)?.click();
  });
}
