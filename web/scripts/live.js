// Looks again when something has happened: fetches the same page and swaps its live parts.

const QUIET = 15000; // ms without a stream before asking anyway
const OVER = [404, 409]; // the vote is closed, the card has voted, another meeting is loaded
const SPREAD = 1500; // ms over which a hall of phones spreads its questions

export default async function live(body, attach) {
  const html = document.documentElement.classList;
  const onBooth = html.contains("place-booth");
  const onPhone = html.contains("place-phone");
  const spread = onPhone ? SPREAD : 0;
  const address = body.dataset.look; // where an answer to a form, or a refusal, looks again
  let timer = 0;
  let lost = false;
  let stream;
  const bar = document.getElementById("connection");
  const shown = bar && (await import("./connection.js")).default(bar, { renew: listen, look: () => soon(0) });

  async function look() {
    timer = 0;
    // While a card is being read, and what comes of it is not known, the page stays.
    if (html.contains("scanning") || html.contains("sending")) {
      soon(100);
      return;
    }
    try {
      const answer = await fetch(address ?? location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // A refusal is told once, so it must be shown as it came.
      if (onBooth && address && isAnother(page)) location.assign(answer.ok ? answer.url : "/booth");
      else if (onBooth && !address && !answer.ok) {
        document.body.replaceWith(page.body);
        attach(document.body);
      } else if (onBooth && isAnother(page)) location.reload();
      else if (onPhone && votes(document) && !answer.ok) refused(page, answer.status);
      // A refusal that waited for the vote: it is open now.
      else if (onPhone && answer.ok && votes(page) && !votes(document)) location.replace(answer.url);
      else if (answer.ok) swap(page, attach);
      // An answer to a form has no page at its address: it stays, and is as fresh as it was.
      if (answer.status < 500) shown?.fresh(stream, answer.ok && page);
    } catch {
      // The network is away; the next event or the clock asks again.
      shown?.lost();
    }
  }

  // An open ballot says so in place while voting is paused, and keeps what was chosen.
  function refused(page, status) {
    const heading = page.querySelector(".refusal h1");
    if (heading?.matches("[data-waits]")) return tell(heading.textContent);
    if (!heading || !OVER.includes(status)) return soon(QUIET); // too many ask at once, or no disk
    stream.close();
    document.body.replaceWith(page.body);
    attach(document.body);
    heading.tabIndex = -1;
    heading.focus();
  }

  function soon(delay) {
    if (!timer) timer = setTimeout(look, delay);
  }

  function listen() {
    lost ||= Boolean(stream);
    stream?.close();
    stream = new EventSource(body.dataset.stream);
    stream.onmessage = () => {
      shown?.heard();
      soon(Math.random() * spread);
    };
    stream.addEventListener("here", () => shown?.heard());
    stream.onerror = () => {
      lost = true;
      shown?.lost();
      soon(shown ? 0 : QUIET);
    };
    stream.onopen = () => {
      shown?.heard();
      // At the booth a button may have been pressed before the stream was open.
      if (lost || (onBooth && !address)) soon(Math.random() * spread);
      lost = false;
    };
  }

  listen();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) soon(0);
  });
}

const votes = (page) => page.getElementById("ballot");

function tell(sentence) {
  const line = document.createElement("p");
  line.className = "notice warning";
  line.textContent = sentence;
  document.getElementById("called").replaceChildren(line);
}

// The buttons can end a ballot while its page stands open: then another page has come.
// So has another person's page, once another card is shown to the scanner.
function isAnother(page) {
  if (page.body.dataset.visit !== document.body.dataset.visit) return true;
  return page.querySelector("h1")?.textContent !== document.querySelector("h1")?.textContent;
}

export function swap(page, attach) {
  for (const old of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(old.id);
    // A part with a version is kept as the person left it until the version changes.
    if (!fresh || fresh.outerHTML === old.outerHTML) continue;
    if (old.dataset.version && old.dataset.version === fresh.dataset.version) continue;
    const held = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(fresh);
    attach(fresh);
    if (held) document.getElementById(held)?.focus();
  }
  document.title = page.title;
}
