// Keeps what is chosen and not sent yet: a page that is called anew shows it again. It stays in
// this window only, for this person and question, and goes with any page that is no ballot.

const KEPT = "begun";
const EVENTS = ["input", "change", "click"];

export default function begun(form) {
  const asked = form.elements.asked.value;
  const whose = [document.body.dataset.visit ?? "", form.getAttribute("action").split("?")[0], asked].join(" ");
  const fields = () => [...form.elements].filter((one) => one.matches("input:not([type=hidden]), select"));
  const chooses = (field) => ["radio", "checkbox"].includes(field.type);

  function keep() {
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
  }

  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  // A choice that a big button has made since is the newer one.
  if (kept.whose === whose && kept.now.length === fields().length && !form.querySelector("#pressed")) show(kept);
  else forget();
  for (const event of EVENTS) form.addEventListener(event, keep);
}

export function forget() {
  sessionStorage.removeItem(KEPT);
}
