/* What a page gains with JavaScript; without it nothing is missing but convenience. */
(() => {
  "use strict";

  /* The permanent address in full, where the site was built without knowing its own. */
  for (const place of document.querySelectorAll("[data-permanent]")) {
    if (!/^https?:/.test(place.textContent)) {
      place.textContent = new URL(place.dataset.permanent, location.href).href;
    }
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const status = button.parentElement.querySelector("[data-copied]");
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
        status.textContent = "Đã sao chép.";
      } catch {
        status.textContent = "Trình duyệt không cho sao chép; hãy chọn câu trích dẫn rồi sao chép.";
      }
    });
  }

  /* A wide table scrolls in a box of its own, which the keyboard can reach. */
  for (const table of document.querySelectorAll(".md-content table:not([class])")) {
    const box = document.createElement("div");
    box.className = "ct-scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Bảng");
    table.className = "ct-table";
    table.replaceWith(box);
    box.append(table);
  }

  /* A link to each anchored paragraph; its sign is drawn by the style sheet, so the text stays as it is. */
  for (const block of document.querySelectorAll(".ct-body [id]:not(.ct-differs)")) {
    const link = document.createElement("a");
    link.className = "ct-anchor";
    link.href = `#${encodeURIComponent(block.id)}`;
    link.setAttribute("aria-label", `Liên kết đến mục ${block.id}`);
    block.append(link);
  }
})();
