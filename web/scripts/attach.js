// Attaches the behaviours that the page asks for: data-behaviour="focus counter".
// What is given back is kept once all of them listen.

const behaviours = {
  begun: () => import("./begun.js"),
  budget: () => import("./budget.js"),
  button_keys: () => import("./button_keys.js"),
  counter: () => import("./counter.js"),
  focus: () => import("./focus.js"),
  idle: () => import("./idle.js"),
  keypad: () => import("./keypad.js"),
  keyboard: () => import("./keyboard.js"),
  live: () => import("./live.js"),
  more: () => import("./more.js"),
  next_person: () => import("./next_person.js"),
  once: () => import("./once.js"),
  points: () => import("./points.js"),
  rank: () => import("./rank.js"),
  send: () => import("./send.js"),
  start_afresh: () => import("./start_afresh.js"),
  steady: () => import("./steady.js"),
  two_sided: () => import("./two_sided.js"),
};

export function attach(root) {
  const wanted = [...root.querySelectorAll("[data-behaviour]")];
  if (root instanceof Element && root.matches("[data-behaviour]")) wanted.unshift(root);
  const names = (element) => element.dataset.behaviour.split(" ");
  return Promise.all(
    wanted.flatMap((element) =>
      names(element).map(async (name) => (await behaviours[name]()).default(element, attach)),
    ),
  );
}
