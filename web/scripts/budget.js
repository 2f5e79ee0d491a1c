// Adds up what the chosen projects cost; one that does not fit is refused with a sentence.

import { cents, writer } from "./amount.js";

export default function budget(question) {
  const meter = question.querySelector("[data-meter]");
  const bar = question.querySelector(".bar");
  const full = question.querySelector("[data-full]");
  const many = question.querySelector("[data-many] [data-used]");
  const tooMany = question.querySelector("[data-many] + [data-full]");
  const whole = cents(meter.dataset.budget);
  const limit = Number(question.dataset.whole || Infinity);
  const write = writer(meter.dataset.sample);
  const sentence = full.textContent;

  const chosen = () => [...question.querySelectorAll("input[type=checkbox]:checked")];
  const spent = () => chosen().reduce((sum, box) => sum + cents(box.dataset.price), 0);

  function show() {
    const used = spent();
    meter.querySelector("[data-used]").textContent = write(used);
    meter.querySelector("[data-left]").textContent = write(Math.max(0, whole - used));
    bar.value = Math.min(100, Math.floor((used * 100) / whole));
    if (many) many.textContent = chosen().length;
  }

  question.addEventListener("change", (event) => {
    const box = event.target;
    const more = spent() - whole;
    const dear = box.checked && more > 0;
    const over = box.checked && chosen().length > limit;
    if (dear || over) box.checked = false;
    full.hidden = !dear;
    if (dear) full.textContent = sentence.replace("…", write(more));
    if (tooMany) tooMany.hidden = !over || dear;
    show();
  });
  question.addEventListener("restored", show);
  if (spent() <= whole) show();
}
