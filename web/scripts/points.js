// Buttons for one point more and one less. data-whole: the points there are, and how many are left;
// data-highest: the most that one option can have.

export default function points(question) {
  const whole = Number(question.dataset.whole ?? Infinity);
  const highest = Number(question.dataset.highest ?? Infinity);
  const fields = [...question.querySelectorAll(".stepper-number")];
  const full = question.querySelector("[data-full]");
  const given = (field) => (/^\d+$/.test(field.value) ? Number(field.value) : 0);
  const used = () => fields.reduce((sum, field) => sum + given(field), 0);

  function show() {
    if (whole === Infinity) return;
    question.querySelector("[data-used]").textContent = used();
    question.querySelector("[data-left]").textContent = Math.max(0, whole - used());
    question.querySelector(".bar").value = Math.min(100, Math.floor((used() * 100) / whole));
  }

  question.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const field = button.parentElement.querySelector(".stepper-number");
    const step = Number(button.dataset.step);
    const none = step > 0 && used() >= whole;
    if (full) full.hidden = !none;
    if (!none) field.value = Math.min(highest, Math.max(0, given(field) + step)) || "";
    show();
  });
  question.addEventListener("input", () => {
    if (full) full.hidden = used() <= whole;
    show();
  });
  question.addEventListener("restored", show);
  show();
}
