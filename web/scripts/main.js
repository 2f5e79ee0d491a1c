// The one script that every page loads.

import { attach } from "./attach.js";

document.documentElement.classList.add("scripts");
attach(document);
