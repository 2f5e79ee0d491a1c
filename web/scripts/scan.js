// Lets a scanner, which types like a keyboard, reach its field wherever the focus is.

export default function scan(field) {
  document.addEventListener("keydown", (event) => {
    const printable = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
    const typing = document.activeElement instanceof HTMLInputElement;
    const pressing = event.key === " " && document.activeElement instanceof HTMLButtonElement;
    if (printable && !typing && !pressing) field.focus();
  });
}
