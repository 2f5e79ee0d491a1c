// Knows a scan by its speed: its keys reach no field, button or choice, and what was read is sent.
// Every key waits until it is clear whether others follow as fast as no hand types.

import { padSign, usSign } from "./us_keys.js";
import { forget, press, takeBack, TYPED } from "./lone_key.js";
import { send } from "./scanned.js";

const HOLD = 60; // ms; slow scanners leave up to 40 between two keys
const PAUSE = 250; // ms that a scan may stall in its middle: a busy machine, a slow wire
const SIGNS = 6; // so many in a row at this speed, and it is a scan whatever ends it
const FEW = 4;
const FAST = 25; // ms between two keys on average, where there are few
const STEADY = 40;
const LAG = 40; // ms by which a busy machine tells the page of a key: the next ones lag, too
const NEAR = 600; // ms between the pieces of a scan that hesitated
const LONGEST = 400; // signs; a card's code stands at the end
const ENDS = ["Enter", "Tab"];
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock"];

let keys = [];
let told = 0; // of these, how many were pressed or sent before the page heard of the others
let burst = false; // these keys are a scan: no hand is so fast for so long
let timer = 0;
let due = 0;
// What was let go last: its keys, until when one that follows belongs to them, when the last of them
// was pressed if they have no end, and whether they were sent as a scan.
let before = { keys: [], until: -Infinity, open: -Infinity, sent: false };
let latest = -Infinity; // when the last key of all was pressed

const signs = () => keys.filter((one) => one.sign);
const mean = () => (keys.at(-1).when - keys[0].when) / Math.max(1, keys.length - 1);

const ended = () => ENDS.includes(keys.at(-1).key);

// How long the next key may take and still belong to these. What was cut in two would be two
// wrong scans, or a scan and some keys that press.
function patience() {
  const fast = burst || (keys.length > 1 && mean() <= FAST);
  return fast && !ended() ? PAUSE : HOLD;
}

// What a button or a choice would send was typed by nobody.
const hasTyped = (place) => place?.matches(TYPED) && place.value !== "";

function isScan() {
  const number = signs().length;
  if (burst) return true;
  if (number >= FEW) return mean() <= (ended() ? STEADY : FAST);
  // A short number on a badge; but not the last sign that a hand has typed into a field.
  return number > (hasTyped(document.activeElement) ? 1 : 0) && ended() && mean() <= FAST;
}

function wait(time) {
  clearTimeout(timer);
  due = performance.now() + time;
  timer = setTimeout(quiet, time);
}

function quiet() {
  // Where the page was busy, or says that keys are waiting, the next one may be here already.
  const busy = performance.now() - due > FAST || navigator.scheduling?.isInputPending?.();
  if (busy) wait(FAST);
  else end();
}

function end() {
  clearTimeout(timer);
  if (keys.length > told) letGo(keys.slice(told));
  keys = [];
  told = 0;
  burst = false;
  mark();
}

function letGo(fresh) {
  const whole = told > 0; // the page heard late of these: no pause was between
  const near = whole || fresh[0].when - before.open < NEAR;
  const onlyEnd = !fresh.some((one) => one.sign);
  // The end of a scan presses nothing: also where it is told of alone, and too late.
  const repeats = onlyEnd && near && before.sent;
  const late = onlyEnd && fresh[0].when - latest <= FAST;
  const scanned = isScan() && !repeats;
  if (!near) forget();
  latest = keys.at(-1).when;
  const [until, open] = ended() ? [-Infinity, -Infinity] : [latest + patience(), latest];
  before = { keys, until, open, sent: scanned || repeats };
  if (scanned) {
    takeBack();
    send({ scan: text(keys, "sign"), typed: text(keys, "seen"), ...(near && !whole && { cut: "1" }) });
  } else if (!repeats && !late) for (const key of fresh) press(key);
}

// On a busy machine the page may hear of a key so late that those before it were let go. What counts
// is when it was pressed: they are one scan.
function takeUp() {
  keys = [...before.keys];
  told = keys.length;
  burst = signs().length >= SIGNS;
}

const text = (done, how) => done.map((one) => one[how] || (ENDS.includes(one.key) ? "\n" : "")).join("").trim();

// The page stays while a scan is being read: what would change it waits.
const mark = () => document.documentElement.classList.toggle("scanning", keys.length > 1);

function hold(event, sign) {
  event.preventDefault();
  event.stopImmediatePropagation();
  const pad = padSign(event);
  const seen = pad || (event.key.length === 1 ? event.key : "");
  const { key, code, shiftKey } = event;
  keys.push({ key: pad || key, code, shiftKey, sign, seen, when: event.timeStamp });
  if (keys.length > LONGEST) {
    keys.splice(1, 1);
    told = Math.max(0, told - 1);
  }
  const number = signs().length;
  burst ||= number >= SIGNS || (number >= FEW && mean() <= FAST);
  mark();
  const lag = performance.now() - event.timeStamp;
  wait(lag > LAG && !ended() ? PAUSE + Math.min(lag, PAUSE) : patience());
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  wait(patience());
}

function keydown(event) {
  if (!event.isTrusted || MODIFIERS.includes(event.key)) return;
  // A page that was busy hears of a key late: what counts is when it was pressed.
  if (keys.length && event.timeStamp - keys.at(-1).when > patience()) end();
  if (!keys.length && event.timeStamp <= before.until) takeUp();
  const under = burst || signs().length >= FEW || (keys.length > 0 && event.timeStamp - keys.at(-1).when <= FAST);
  if (event.repeat) {
    // A key that is held down: a hand. It presses nothing twice.
    if (under || event.key === "Enter" || event.key === " ") swallow(event);
    return;
  }
  const chord = event.ctrlKey || event.altKey || event.metaKey;
  const composes = event.isComposing || event.key === "Dead" || event.key === "Process";
  if (chord || (composes && !under)) {
    if (under) swallow(event);
    else end();
    return;
  }
  const sign = usSign(event);
  if (sign || event.key === "Enter" || (event.key === "Tab" && under)) hold(event, sign);
  else if (under) swallow(event);
  else end();
}

addEventListener("keydown", keydown, true);
