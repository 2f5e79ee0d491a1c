// The one script that every page loads.

import { attach } from "./attach.js";

const page = document.documentElement.classList;
page.add("scripts"); // what only scripts need is there from the start, so that nothing jumps
attach(document).then(() => page.add("ready"));
