// Shows a "More" button while there is more below, and scrolls by most of a screen.

export default function more(body) {
  const button = body.parentElement.querySelector(".more");
  if (!button) return;
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  function look() {
    const scrolls = getComputedStyle(body).overflowY === "auto";
    button.hidden = !scrolls || body.scrollTop + body.clientHeight >= body.scrollHeight - 4;
  }

  button.addEventListener("click", () => body.scrollBy({ top: body.clientHeight * 0.8, behavior: smooth }));
  body.addEventListener("scroll", look, { passive: true });
  body.addEventListener("change", look);
  body.addEventListener("click", look);
  window.addEventListener("resize", look);
  new MutationObserver(look).observe(body, { childList: true, subtree: true });
  document.fonts?.ready.then(look);
  look();
}
