// Sends what was scanned, and follows the answer. At the booth the page stays where only a
// sentence comes of it; at the desk every scan is the next person's search.

const SHOWN = 10000; // ms that a sentence stays

const waiting = [];
let sending = false;
let line;
let timer = 0;

export async function send(words) {
  waiting.push(words);
  if (sending) return;
  sending = true;
  document.documentElement.classList.add("sending");
  let to = "";
  // Also a scan that began meanwhile is sent before the page goes.
  while (waiting.length || (to && document.documentElement.classList.contains("scanning"))) {
    const next = waiting.shift();
    if (next) to = (await ask(next)) || to;
    else await new Promise((done) => setTimeout(done, 20));
  }
  sending = false;
  // What looks again must not come between while the page goes: it would ask for the start.
  if (to) location.assign(to);
  else document.documentElement.classList.remove("sending");
}

async function ask(words) {
  const { scans, lost } = document.body.dataset;
  if (!document.documentElement.classList.contains("place-booth")) {
    submit(scans, words);
    return "";
  }
  try {
    const body = new URLSearchParams(words);
    const answer = await fetch(scans, { method: "POST", body, keepalive: true });
    if (!answer.ok) return "/booth";
    const { to, said } = await answer.json();
    if (said) say(said);
    return to;
  } catch {
    say(lost);
    return "";
  }
}

// A form, so that what was scanned is in no address.
function submit(action, words) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  form.hidden = true;
  for (const [name, value] of Object.entries(words)) {
    const field = document.createElement("input");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function say(sentence) {
  clearTimeout(timer);
  line?.remove();
  document.querySelector(".booth-start .faults")?.remove(); // only the last is told
  line = document.createElement("p");
  line.className = "notice warning scan-said";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  document.body.append(line);
  // Above an open dialog too, where the browser can.
  if ("popover" in line) {
    line.popover = "manual";
    line.showPopover();
  }
  timer = setTimeout(() => line.remove(), SHOWN);
}
