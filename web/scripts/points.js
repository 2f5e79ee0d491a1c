// Buttons for one point more and one less, and the points that are left.

export default function points(question) {
  const whole = Number(question.dataset.whole);
  const fields = [...question.querySelectorAll(".stepper-number")];
  const full = question.querySelector("[data-full]");
  const given = (field) => (/^\d+$/.test(field.value) ? Number(field.value) : 0);
  const used = () => fields.reduce((sum, field) => sum + given(field), 0);

  function show() {
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
    full.hidden = !none;
    if (!none) field.value = Math.max(0, given(field) + step) || "";
    show();
  });
  question.addEventListener("input", () => {
    full.hidden = used() <= whole;
    show();
  });
  question.addEventListener("restored", show);
  show();
}
