
// Tables that say so can be sorted by any column: a click or Enter on its heading. Nothing else needs a script.
(() => {
  'use strict';
  const status = document.getElementById('sort-status');
  const collator = new Intl.Collator('en', { numeric: true });
  for (const table of document.querySelectorAll('table[data-sort]')) {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    if (body.rows.length < 2) continue;
    const key = (row, at) => {
      const cell = row.cells[at];
      const exact = cell.dataset.v;
      return exact === undefined ? cell.textContent.trim() : exact === '' ? null : Number(exact);
    };
    const compare = (a, b) => (typeof a === 'number' ? a - b : collator.compare(a, b));
    heads.forEach((head, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const numbers = head.classList.contains('number');
        const before = head.getAttribute('aria-sort');
        const falls = before === null ? numbers : before === 'ascending';
        const rows = Array.from(body.rows, (row) => [key(row, at), row]);
        // What has no value comes last either way; equal rows keep their order.
        rows.sort(([a], [b]) => {
          if (a === null || b === null) return (a === null) - (b === null);
          return falls ? compare(b, a) : compare(a, b);
        });
        body.append(...rows.map(([, row]) => row));
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
        status.textContent = `Sorted by ${button.textContent}, ${falls ? 'largest' : 'smallest'} first.`;
      });
    });
  }
})();
