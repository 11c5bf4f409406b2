// Tables that are sorted in place, and searched by an input of their own.
const number = (cell) => { const text = cell?.dataset.value ?? cell?.textContent ?? ''; const value = parseFloat(text.replace(/[,%\s]/g, '')); return Number.isNaN(value) ? -Infinity : value }
const text = (cell) => (cell?.dataset.value ?? cell?.textContent ?? '').trim()

export function watchTables(root) {
  for (const head of root.querySelectorAll('th[data-sort]:not([data-ready])')) {
    head.dataset.ready = ''
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => sortBy(head))
  }
  for (const input of root.querySelectorAll('[data-filter-rows]')) {
    input.addEventListener('input', () => filterRows(input))
  }
}

function sortBy(head) {
  const table = head.closest('table')
  const column = [...head.parentNode.children].indexOf(head)
  const down = head.getAttribute('aria-sort') ? head.getAttribute('aria-sort') === 'ascending' : head.dataset.sort === 'number'
  const body = table.tBodies[0]
  const rows = [...body.rows].filter((row) => !row.classList.contains('sum'))
  const order = head.dataset.sort === 'number' ? (a, b) => number(a.cells[column]) - number(b.cells[column]) : (a, b) => text(a.cells[column]).localeCompare(text(b.cells[column]), 'zh')
  rows.sort((a, b) => (down ? -order(a, b) : order(a, b)))
  for (const other of head.parentNode.children) other.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending')
  body.prepend(...rows)
}

function filterRows(input) {
  const wanted = input.value.trim().toLowerCase()
  for (const row of document.querySelector(input.dataset.filterRows)?.tBodies[0]?.rows ?? []) {
    row.hidden = wanted !== '' && !row.textContent.toLowerCase().includes(wanted)
  }
}
