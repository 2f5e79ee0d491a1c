// Sends a form once, however often the button is pressed.

const PATIENCE = 8000; // ms after which it may be sent again

export default function once(form) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (Date.now() - sent < PATIENCE) event.preventDefault();
    else sent = Date.now();
  });
  window.addEventListener("pageshow", () => {
    sent = 0;
  });
}
