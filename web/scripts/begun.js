// Keeps what is chosen and not sent yet while the page is out of sight: a phone may drop a page that
// it does not show, and one that is called anew shows the choice again. For this person and question
// only, and it goes with any page that is no ballot. Never at the booth: what a browser keeps it may
// write to its disk, and that disk is not the voter's.

const KEPT = "begun";

export default function begun(form) {
  if (document.documentElement.classList.contains("place-booth")) return;
  const asked = form.elements.asked?.value;
  const whose = [document.body.dataset.visit ?? "", form.getAttribute("action").split("?")[0], asked].join(" ");
  const fields = () => [...form.elements].filter((one) => one.matches("input:not([type=hidden]), select"));
  const chooses = (field) => ["radio", "checkbox"].includes(field.type);
  let changed = false;

  function keep() {
    if (!changed || form.dataset.asks || !form.isConnected) return; // a refusal stands there
    const now = fields().map((field) => (chooses(field) ? field.checked : field.value));
    sessionStorage.setItem(KEPT, JSON.stringify({ whose, now }));
  }

  function show({ now }) {
    fields().forEach((field, index) => {
      if (chooses(field)) field.checked = now[index];
      else field.value = now[index];
    });
    // What adds up or orders reads the fields again.
    for (const field of fields()) field.dispatchEvent(new Event("restored", { bubbles: true }));
    changed = true;
  }

  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  if (kept.whose === whose && kept.now.length === fields().length) show(kept);
  forget();
  for (const event of ["input", "change", "click"]) form.addEventListener(event, () => (changed = true));
  document.addEventListener("visibilitychange", () => (document.hidden ? keep() : forget()));
  addEventListener("pagehide", keep);
  addEventListener("pageshow", forget);
}

export function forget() {
  sessionStorage.removeItem(KEPT);
}
