// Sends a form without leaving the page, and shows what has changed.

import { swap } from "./live.js";

export default function send(form, attach) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"), attach);
    } catch {
      location.reload();
    }
  });
}
