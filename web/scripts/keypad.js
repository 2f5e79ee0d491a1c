// The keys of a number pad that stand for the big buttons: the kiosk does with them what it does
// with the buttons, and the page looks again when it is told to.

const ALONE = 200; // ms without another key before it: whoever types means none of the buttons

const MEANS = { "+": "yes", "-": "no", ".": "abstain", ",": "abstain", 0: "help" };

export default function keypad(place) {
  let before = -ALONE;

  document.addEventListener("keydown", (event) => {
    const alone = event.timeStamp - before >= ALONE;
    before = event.timeStamp;
    if (event.repeat || !alone || !(event.key in MEANS) || event.target.matches("[type=text], [inputmode]")) return;
    event.preventDefault();
    const body = new URLSearchParams({ button: MEANS[event.key] });
    fetch(place.dataset.action, { method: "POST", body });
  });
}
