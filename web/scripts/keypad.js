// The keys of a number pad that stand for the big buttons: the kiosk does with them what it does
// with the buttons, and the page looks again when it is told to.

const MEANS = { "+": "yes", "-": "no", ".": "abstain", ",": "abstain", 0: "help" };

export default function keypad(place) {
  document.addEventListener("keydown", (event) => {
    if (event.repeat || !(event.key in MEANS) || event.target.matches("[type=text], [inputmode]")) return;
    event.preventDefault();
    const body = new URLSearchParams({ button: MEANS[event.key] });
    fetch(place.dataset.action, { method: "POST", body });
  });
}
