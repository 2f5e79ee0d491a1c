// Tap to put the next one in order; move and remove with buttons. The lists behind stay true.

export default function rank(question) {
  const order = question.querySelector("[data-order]");
  const free = question.querySelector("[data-free]");
  const empty = question.querySelector("[data-empty]");
  const full = question.querySelector("[data-full]");
  const heading = question.querySelector("#still-free");
  const row = question.querySelector("[data-row]");
  const places = [...question.querySelectorAll("select")];
  const buttons = [...free.querySelectorAll("[data-option]")];
  const titleOf = (option) =>
    buttons.find((button) => button.dataset.option === option).querySelector(".choice-title").textContent;

  const chosen = () => [...new Set(places.map((place) => place.value).filter(Boolean))];
  let ranked = chosen();

  function show(focus) {
    places.forEach((place, index) => {
      place.value = ranked[index] || "";
    });
    order.replaceChildren(...ranked.map(written));
    for (const button of buttons) button.parentElement.hidden = ranked.includes(button.dataset.option);
    empty.hidden = ranked.length > 0;
    heading.hidden = ranked.length === 0 || ranked.length === buttons.length;
    if (focus) order.querySelector(focus)?.focus();
  }

  function written(option, index) {
    const item = row.content.firstElementChild.cloneNode(true);
    for (const title of item.querySelectorAll("[data-title]")) title.textContent = titleOf(option);
    item.querySelector("[data-number]").textContent = index + 1;
    item.dataset.at = index;
    item.querySelector("[data-up]").disabled = index === 0;
    item.querySelector("[data-down]").disabled = index === ranked.length - 1;
    return item;
  }

  function move(from, to) {
    ranked.splice(to, 0, ...ranked.splice(from, 1));
    show(`[data-at="${to}"] ${to < from ? "[data-up]" : "[data-down]"}:enabled`);
  }

  free.addEventListener("click", (event) => {
    const button = event.target.closest("[data-option]");
    if (!button) return;
    full.hidden = ranked.length < places.length;
    if (full.hidden) ranked.push(button.dataset.option);
    show();
    if (full.hidden) free.querySelector("li:not([hidden]) button")?.focus({ preventScroll: true });
  });
  order.addEventListener("click", (event) => {
    const at = Number(event.target.closest("[data-at]")?.dataset.at);
    if (event.target.closest("[data-up]")) move(at, at - 1);
    if (event.target.closest("[data-down]")) move(at, at + 1);
    if (event.target.closest("[data-remove]")) {
      const [gone] = ranked.splice(at, 1);
      full.hidden = true;
      show();
      buttons.find((button) => button.dataset.option === gone).focus();
    }
  });
  question.addEventListener("restored", () => {
    ranked = chosen();
    show();
  });
  show();
}
