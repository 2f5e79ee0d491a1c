// Steps of each line, with the sums of both sides always true, and a way back from every step.

import { writer } from "./amount.js";

const HUNDRED = 100; // the writer counts in hundredths

export default function twoSided(question) {
  const unit = Number(question.dataset.unit);
  const opening = Number(question.dataset.opening);
  const write = writer(question.dataset.sample);
  const balance = question.querySelector("[data-balance]");
  const said = balance.querySelector("[data-said]");
  const keep = question.querySelector(".keep input");
  const undo = question.querySelector("[data-undo]");
  const sides = [...question.querySelectorAll("[data-side]")];
  const lines = [...question.querySelectorAll("[data-line]")];
  const field = (line) => line.querySelector("select");
  const money = (units) => write(Math.abs(units) * unit * HUNDRED);
  const before = new Map(lines.map((line) => [line, field(line).value]));
  const done = [];

  const more = question.dataset.more;
  const less = question.dataset.less;
  const change = (units) => (units ? (units > 0 ? more : less).replace("…", money(units)) : "");
  const moved = (line) => Number(field(line).value) - Number(line.dataset.last);
  const total = (side) =>
    [...side.querySelectorAll("[data-line]")].reduce(
      (sum, line) => sum + Number(field(line).value) * unit,
      Number(side.dataset.fixed),
    );

  function show() {
    const totals = Object.fromEntries(sides.map((side) => [side.dataset.side, total(side)]));
    const gap = totals.revenue + opening - totals.spending;
    const largest = Math.max(1, ...Object.values(totals));
    for (const [side, sum] of Object.entries(totals)) {
      balance.querySelector(`[data-total="${side}"]`).textContent = write(sum * HUNDRED);
      balance.querySelector(`[data-bar="${side}"]`).value = Math.floor((sum * 100) / largest);
    }
    const state = gap < 0 ? "short" : gap ? "over" : "even";
    balance.classList.remove("short", "over", "even");
    balance.classList.add(state);
    const sentence = said.dataset[state].replace("…", write(Math.abs(gap) * HUNDRED));
    if (said.textContent !== sentence) said.textContent = sentence;
    for (const line of lines) {
      line.querySelector("[data-change]").textContent = change(moved(line));
      line.querySelector("[data-back]").hidden = field(line).value === line.dataset.start;
      for (const button of line.querySelectorAll("[data-step]")) {
        const { selectedIndex, options } = field(line);
        const next = selectedIndex + Number(button.dataset.step);
        button.setAttribute("aria-disabled", String(next < 0 || next >= options.length));
      }
    }
    for (const group of question.querySelectorAll("[data-group-change]")) {
      const inside = [...group.closest("details").querySelectorAll("[data-line]")];
      group.textContent = change(inside.reduce((sum, line) => sum + moved(line), 0));
    }
    for (const button of question.querySelectorAll("[data-spread]")) button.hidden = gap === 0;
    if (keep && lines.some((line) => field(line).value !== line.dataset.start)) keep.checked = false;
    undo.disabled = done.length === 0;
  }

  function note(line) {
    done.push([line, before.get(line)]);
    before.set(line, field(line).value);
    show();
  }

  question.addEventListener("click", (event) => {
    const back = event.target.closest("[data-back]");
    if (back) {
      const line = back.closest("[data-line]");
      field(line).value = line.dataset.start;
      note(line);
      field(line).focus();
    }
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const line = button.closest("[data-line]");
    const list = field(line);
    const next = list.selectedIndex + Number(button.dataset.step);
    if (next < 0 || next >= list.options.length) return;
    list.selectedIndex = next;
    note(line);
  });
  question.addEventListener("change", (event) => {
    if (event.target === keep && keep.checked) {
      for (const line of lines) {
        if (field(line).value === line.dataset.start) continue;
        field(line).value = line.dataset.start;
        note(line);
      }
    }
    const line = event.target.closest("[data-line]");
    if (line) note(line);
  });
  undo.addEventListener("click", () => {
    const [line, value] = done.pop();
    field(line).value = value;
    before.set(line, value);
    show();
  });
  // What the kiosk is asked to change comes back changed: it is not kept as it was.
  question.form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.matches("[data-spread]")) question.form.dataset.asks = "yes";
  });
  question.addEventListener("restored", () => {
    for (const line of lines) before.set(line, field(line).value);
    show();
  });
  show();
}
