// Asks whether anybody is still there; if nobody answers, the booth forgets everything.

export default function idle(form) {
  const dialog = form.querySelector("dialog");
  const seconds = form.querySelector("[data-seconds]");
  const warn = Number(form.dataset.warn) * 1000;
  const countdown = Number(form.dataset.countdown);
  let waiting = 0;
  let ticking = 0;

  function rest() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, warn);
  }

  function ask() {
    let left = countdown;
    seconds.value = left;
    form.hidden = false;
    dialog.showModal();
    ticking = setInterval(() => {
      left -= 1;
      seconds.value = left;
      if (left <= 0) form.submit();
    }, 1000);
  }

  function stay() {
    clearInterval(ticking);
    if (dialog.open) dialog.close();
    form.hidden = true;
    rest();
  }

  form.querySelector("[data-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", stay);
  for (const press of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(press, (event) => {
      if (dialog.open && press === "keydown" && !event.repeat) {
        event.preventDefault();
        stay();
      } else if (!dialog.open) rest();
    });
  }
  rest();
}
