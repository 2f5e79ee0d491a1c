// Ignores the second of two presses that a palm or two fingers make on the same choice.

const PALM = 400; // ms

export default function steady(form) {
  let last = null;
  let when = 0;
  form.addEventListener(
    "click",
    (event) => {
      if (!event.target.matches("input[type=checkbox]")) return;
      const again = event.target === last && event.timeStamp - when < PALM;
      last = event.target;
      when = event.timeStamp;
      if (again) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
}
