"use strict";
const form = document.getElementById("filter");
const [speaker, group] = ["by-speaker", "by-group"].map(id => document.getElementById(id));
const parts = [...document.querySelectorAll("[data-s],[data-g]")];
function show() {
  for (const part of parts) {
    const { s, g } = part.dataset;
    const off = (speaker.value && s !== undefined && s !== speaker.value) || (group.value && g !== undefined && g !== group.value);
    part.classList.toggle("off", Boolean(off));
  }
  const names = [speaker, group].filter(one => one.value).map(one => one.selectedOptions[0].text);
  document.getElementById("filtered").textContent = names.length ? "Showing " + names.join(" in ") : "";
}
form.addEventListener("change", show);
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
form.hidden = false;
show();
