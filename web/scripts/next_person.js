// Makes room for the next person after a while; any touch gives the full time again.

export default function nextPerson(page) {
  const full = Number(page.dataset.seconds);
  const line = page.querySelector("[data-counts]");
  let left = full;

  function tell() {
    line.textContent = line.dataset.counts.replace("000", left);
    line.hidden = false;
  }

  function restart() {
    left = full;
    tell();
  }

  const clock = setInterval(() => {
    // Looked at again, the page may wait for paper.
    if (!page.isConnected) return clearInterval(clock);
    left -= 1;
    if (left <= 0) location.replace(page.dataset.home);
    else tell();
  }, 1000);
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, restart);
  tell();
}
