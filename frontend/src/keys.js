// Shortcuts: an element with data-key="n" is focused or pressed by n, wherever nobody is typing.
const typing = (element) => element.closest('input, textarea, select, [contenteditable="true"]')

export function watchKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return closeOpened(event)
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    const target = [...document.querySelectorAll('[data-key]')].find((element) => element.dataset.key === event.key && element.offsetParent)
    if (!target) return
    event.preventDefault()
    if (target.matches('input, textarea, select')) { target.focus(); target.select?.() } else target.click()
  })
  document.addEventListener('click', (event) => {
    for (const opened of document.querySelectorAll('details.menu[open], details.switcher[open]')) {
      if (!opened.contains(event.target)) opened.open = false
    }
  })
}

function closeOpened(event) {
  for (const opened of document.querySelectorAll('details.menu[open], details.switcher[open]')) {
    opened.open = false
    if (opened.contains(event.target)) opened.querySelector('summary').focus()
  }
}
