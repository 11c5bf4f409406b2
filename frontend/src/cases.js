// The inbox of approvals: j and k walk, the panel beside follows; x ticks, o opens, r asks for the reason. Without script the links lead on.
const typing = (element) => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable="true"]')
const rows = () => [...document.querySelectorAll('[data-cases] .case-row')].filter((row) => row.querySelector('[data-panel]'))
const chosen = () => document.querySelector('[data-cases] .case-row[data-chosen]')
const wide = () => document.querySelector('.cases-side')?.offsetParent !== null

export function watchCases() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-cases] [data-panel]')
    if (link && wide() && !event.ctrlKey && !event.metaKey && event.button === 0) { event.preventDefault(); choose(link.closest('.case-row')) }
    const needing = event.target.closest('[data-needs-note]')
    if (needing) askForNote(event, needing)
  })
  document.addEventListener('keydown', (event) => {
    if (!document.querySelector('[data-cases]') || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    const act = { j: () => walk(1), k: () => walk(-1), x: tick, o: open, r: () => document.querySelector('#case-panel [data-note]')?.focus() }[event.key]
    if (act) { event.preventDefault(); act() }
  })
}

function walk(by) {
  const all = rows()
  const next = all[Math.min(Math.max(all.indexOf(chosen()) + by, 0), all.length - 1)]
  if (!next) return
  next.querySelector('[data-panel]').focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  if (wide()) choose(next)
}

function choose(row) {
  if (!row || row === chosen()) return
  chosen()?.removeAttribute('data-chosen')
  row.setAttribute('data-chosen', '')
  window.htmx.ajax('GET', row.querySelector('[data-panel]').dataset.panel, { target: '#case-panel', swap: 'innerHTML' })
}

function tick() {
  const box = chosen()?.querySelector('input[type=checkbox]')
  if (box) box.checked = !box.checked
}

function open() {
  const link = chosen()?.querySelector('[data-panel]')
  if (link) location.assign(link.href)
}

// Returning and refusing need a reason: without one, the field is focused instead of a round trip.
function askForNote(event, button) {
  const note = button.form.querySelector('[data-note]')
  if (note.value.trim()) return
  event.preventDefault()
  note.setAttribute('aria-invalid', 'true')
  note.classList.add('is-invalid')
  note.focus()
}
