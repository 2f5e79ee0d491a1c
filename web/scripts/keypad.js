// The keys of a number pad that stand for the big buttons: the kiosk does with them what it does
// with the buttons, and the page looks again when it is told to.

const ALONE = 200; // ms without another key before it: whoever types means none of the buttons
const AFTER = 300; // ms in which a busy machine may still tell of the scan that it began

const MEANS = { "+": "yes", "-": "no", ".": "abstain", ",": "abstain", 0: "help" };

export default function keypad(place) {
  let before = -ALONE;
  let waiting = 0;
  let key = ""; // that waits
  const html = document.documentElement.classList;

  function forget() {
    clearTimeout(waiting);
    key = "";
  }

  function press(button) {
    key = "";
    if (html.contains("scanning")) return;
    fetch(place.dataset.action, { method: "POST", body: new URLSearchParams({ button }) });
  }

  document.addEventListener("keydown", (event) => {
    // A hand that trembles, or holds the key, presses once.
    if (event.repeat || event.key === key) return;
    const alone = event.timeStamp - before >= ALONE;
    before = event.timeStamp;
    forget();
    if (!alone || !(event.key in MEANS) || event.target.matches("[type=text], [inputmode]")) return;
    event.preventDefault();
    key = event.key;
    waiting = setTimeout(press, AFTER, MEANS[key]);
  });
  document.addEventListener("scanned", forget);
}
