// Attaches the behaviours that the page asks for: data-behaviour="focus counter".

const behaviours = {
  focus: () => import("./focus.js"),
  live: () => import("./live.js"),
};

export function attach(root) {
  const wanted = [...root.querySelectorAll("[data-behaviour]")];
  if (root instanceof Element && root.matches("[data-behaviour]")) wanted.unshift(root);
  for (const element of wanted) {
    for (const name of element.dataset.behaviour.split(" ")) {
      behaviours[name]().then((module) => module.default(element, attach));
    }
  }
}
