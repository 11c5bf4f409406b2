// The unit switcher: its tree is fetched when it is first opened.
export function watchSwitcher() {
  const switcher = document.querySelector('details.switcher')
  switcher?.addEventListener('toggle', () => {
    if (!switcher.open) return
    if (!switcher.dataset.loaded) {
      switcher.dataset.loaded = '1'
      window.htmx.ajax('GET', switcher.dataset.lazy, { target: '#switcher-tree', swap: 'innerHTML' })
    }
    switcher.querySelector('input')?.focus()
  })
  document.addEventListener('click', (event) => {
    const button = event.target.closest('.twig-open')
    if (!button) return
    const branch = document.getElementById(button.getAttribute('aria-controls'))
    const open = button.getAttribute('aria-expanded') !== 'true'
    button.setAttribute('aria-expanded', String(open))
    branch.hidden = !open
    if (open && !branch.childElementCount) window.htmx.ajax('GET', button.dataset.branch, { target: `#${branch.id}`, swap: 'innerHTML' })
  })
}
