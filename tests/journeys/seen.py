"""What somebody before a screen can see of a page."""

NOT_SEEN = """(names) => [...document.querySelectorAll(names)].flatMap((one) => {
  const box = one.getBoundingClientRect();
  if (box.width < 3 || one.closest("[hidden], dialog:not([open])")) return [];
  const points = [[0.5, 0.1], [0.5, 0.9], [0.06, 0.5], [0.94, 0.5]];
  const covered = points.some(([x, y]) => {
    const there = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return !(there && (one.contains(there) || there.contains(one)));
  });
  return covered ? [`${one.tagName} ${one.textContent.trim().slice(0, 40)}`] : [];
})"""
"""What of these is not seen whole: beside the screen, below the fold, or under something else."""

REACHED = NOT_SEEN.replace(
    "  const box =", '  one.scrollIntoView({ block: "center" });\n  const box ='
)
"""The same, after scrolling to each."""

CUT = """() => [...document.querySelectorAll('.body')].flatMap((body) => {
  if (body.scrollHeight <= body.clientHeight + 4) return [];
  const more = body.parentElement.querySelector('.more');
  const box = more?.getBoundingClientRect();
  const there = box?.width && document.elementFromPoint(box.x + box.width / 2, box.y + 9);
  return more?.contains(there) ? [] : [`${body.textContent.trim().slice(0, 40)}`];
})"""
"""What goes on below the screen, without a button "More" that is seen."""
