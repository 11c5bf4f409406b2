// What a reader arranges for himself in a list, kept in his browser: close rows, columns left out, filters by name.
const read = (key, otherwise) => JSON.parse(localStorage.getItem(key) || 'null') ?? otherwise
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value))
const columnsKey = () => `columns:${location.pathname}`
const filtersKey = () => `filters:${location.pathname}`

export function watchLists(root) {
  for (const button of root.querySelectorAll('[data-density]')) showDensity(button, read('density', false))
  for (const box of root.querySelectorAll('[data-column]')) {
    box.checked = !read(columnsKey(), []).includes(box.value)
    if (!box.checked) showColumn(box)
  }
  for (const list of root.querySelectorAll('.saved-list')) showFilters(list)
}

export function watchArrangements() {
  document.addEventListener('click', (event) => {
    const density = event.target.closest('[data-density]')
    if (density) { write('density', !read('density', false)); for (const button of document.querySelectorAll('[data-density]')) showDensity(button, read('density', false)) }
    if (event.target.closest('[data-keep-filter]')) keepFilter(event.target.closest('.saved-filters'))
    const drop = event.target.closest('[data-drop-filter]')
    if (drop) { write(filtersKey(), read(filtersKey(), []).filter(([name]) => name !== drop.dataset.dropFilter)); showFilters(drop.closest('.saved-list')) }
  })
  document.addEventListener('change', (event) => {
    if (!event.target.matches('[data-column]')) return
    const hidden = read(columnsKey(), []).filter((name) => name !== event.target.value)
    write(columnsKey(), event.target.checked ? hidden : [...hidden, event.target.value])
    showColumn(event.target)
  })
}

function showDensity(button, close) {
  button.setAttribute('aria-pressed', String(close))
  document.documentElement.toggleAttribute('data-close', close)
}

function showColumn(box) {
  const table = box.closest('.table-tools').nextElementSibling.querySelector('table')
  for (const row of table.rows) {
    const cell = row.cells[box.dataset.column - 1]
    if (cell && row.cells.length > 2) cell.hidden = !box.checked
  }
}

function showFilters(list) {
  list.replaceChildren(...read(filtersKey(), []).map(([name, query]) => {
    const line = document.createElement('li')
    const link = Object.assign(document.createElement('a'), { href: query, textContent: name })
    const drop = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' })
    drop.dataset.dropFilter = name
    drop.setAttribute('aria-label', `× ${name}`)
    line.append(link, drop)
    return line
  }))
}

function keepFilter(box) {
  const name = box.querySelector('input').value.trim()
  if (!name) return box.querySelector('input').focus()
  write(filtersKey(), [...read(filtersKey(), []).filter(([other]) => other !== name), [name, location.search]])
  showFilters(box.querySelector('.saved-list'))
  box.querySelector('input').value = ''
}
