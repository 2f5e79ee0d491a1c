// Says that the kiosk cannot be reached, until what the page shows is fresh again.

const SILENCE = 6000; // ms; a stream that is watched says something every two seconds

export default function watch(bar, { renew, look }) {
  let timer = 0;

  function heard() {
    clearTimeout(timer);
    timer = setTimeout(silent, SILENCE);
  }

  // A kiosk without power says no goodbye: the old stream would wait for ever.
  function silent() {
    lost();
    renew();
    heard();
  }

  function lost() {
    bar.hidden = false;
    document.documentElement.classList.add("unconnected");
  }

  function fresh(stream, page) {
    // After a restart the chair's page asks for the PIN again. A reload could send a form twice.
    if (page && !page.getElementById("connection")) {
      location.assign(document.querySelector(".header .name")?.href ?? location.href);
    }
    if (stream.readyState !== EventSource.OPEN) return;
    bar.hidden = true;
    document.documentElement.classList.remove("unconnected");
  }

  for (const change of ["online", "offline"]) window.addEventListener(change, look);
  heard();
  return { heard, lost, fresh };
}
