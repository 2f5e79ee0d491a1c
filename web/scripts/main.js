// The one script that every page loads.

import { attach } from "./attach.js";
import { forget } from "./begun.js";

const page = document.documentElement.classList;
page.add("scripts"); // what only scripts need is there from the start, so that nothing jumps
// A page that only waits for the vote is no end of it.
if (!document.querySelector("[data-behaviour~=begun], [data-waits]")) forget();
attach(document).then(() => page.add("ready"));
