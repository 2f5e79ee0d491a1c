// Forgets what an idle person left on a shared screen: asks first, then goes back to the start.

const WAIT = 20000; // ms for an answer, as WCAG 2.2.1 asks for at least

export default function startAfresh(page) {
  const ask = page.querySelector("[data-asks]");
  const patience = page.dataset.seconds * 1000 - WAIT;
  let timer = 0;

  function wait() {
    ask.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(warn, patience);
  }

  function somethingToForget() {
    const typed = [...page.querySelectorAll("input:not([type=hidden])")].some((field) => field.value);
    return typed || page.querySelector("[data-personal], [role=alert]") !== null;
  }

  function warn() {
    if (!somethingToForget()) {
      wait();
      return;
    }
    ask.hidden = false;
    ask.querySelector("[data-stays]").focus();
    timer = setTimeout(() => location.replace(page.dataset.home), WAIT);
  }

  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, wait);
  wait();
}
