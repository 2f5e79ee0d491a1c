// Keeps "Chosen: 3 of 5" true, and stops at the limit with a sentence.

export default function counter(question) {
  const used = question.querySelector("[data-used]");
  const full = question.querySelector("[data-full]");
  const whole = Number(question.dataset.whole);
  if (!used) return;

  function count() {
    const chosen = question.querySelectorAll("input[type=checkbox]:checked").length;
    used.textContent = chosen;
    return chosen;
  }

  question.addEventListener("change", (event) => {
    const over = count() > whole && event.target.checked;
    if (over) event.target.checked = false;
    full.hidden = !over;
    count();
  });
  question.addEventListener("restored", count);
  count();
}
