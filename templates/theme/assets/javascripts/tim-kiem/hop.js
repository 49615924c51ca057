/* On every page: "/" leads to the header's search box (the search page has a box of its own). */
document.addEventListener("keydown", (event) => {
  const active = document.activeElement;
  const typing = active && active.matches("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const box = document.querySelector(".tk-hop input");
  if (!box || document.getElementById("tim-kiem")) return;
  event.preventDefault();
  box.focus();
});
