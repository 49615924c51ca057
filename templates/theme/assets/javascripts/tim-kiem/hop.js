/* On every page: "/" leads to the header's search box, which shows quick hits while one types. */
(() => {
  const folder = new URL(".", document.currentScript.src);
  const forms = [...document.querySelectorAll(".tk-hop")];

  document.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    const typing = active && active.matches("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !forms.length) return;
    if (document.getElementById("tim-kiem")) return;
    event.preventDefault();
    forms[0].querySelector("input").focus();
  });

  for (const form of forms) {
    const load = () => import(new URL("quick.js", folder)).then(({ attach }) => attach(form));
    form.querySelector("input").addEventListener("focus", load, { once: true });
  }
})();
