// The checked report: walk its figures with j and k or the arrows, Enter opens what stands behind one, Escape closes it.
const desk = document.querySelector('[data-check-desk]')
const panel = desk.querySelector('[data-check-evidence]')
const list = desk.querySelector('[data-check-list]')
const said = document.querySelector('[data-check-said]')
const claims = () => [...desk.querySelectorAll('.claim[data-claim]:not(.dimmed)')]
const typing = (element) => element.closest('input, textarea, select, [contenteditable="true"]')
const narrow = () => matchMedia('(max-width: 767px)').matches
let from = null // where the reader was when the evidence was opened

desk.addEventListener('click', (event) => {
  const closing = event.target.closest('[data-evidence-close]')
  if (closing) return close()
  const link = event.target.closest('a.claim, a[data-open]')
  if (link && plain(event)) follow(event, link)
})
document.querySelector('.check-summary')?.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-open]')
  if (link && plain(event)) follow(event, link)
})
document.querySelector('.check-more')?.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-open]')
  if (link && plain(event)) follow(event, link)
})
desk.addEventListener('submit', (event) => {
  const search = event.target.closest('[data-evidence-search]')
  if (!search) return
  event.preventDefault()
  show(`${search.action}?${new URLSearchParams(new FormData(search))}`, panel.querySelector('[data-evidence-of]').dataset.evidenceOf)
})
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
  const onClaim = event.target.closest?.('.claim')
  if (event.key === 'Escape' && !panel.hidden) { event.preventDefault(); close() }
  else if (event.key === 'j' || (onClaim && (event.key === 'ArrowDown' || event.key === 'ArrowRight'))) step(event, 1)
  else if (event.key === 'k' || (onClaim && (event.key === 'ArrowUp' || event.key === 'ArrowLeft'))) step(event, -1)
})

const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)

function follow(event, link) {
  const id = link.dataset.open || link.dataset.claim || link.closest('.claim')?.dataset.claim
  const there = id && document.getElementById(id)
  if (!there) return // in another part of the text: the link itself leads there
  event.preventDefault()
  from = link.isConnected && !panel.contains(link) ? link : there
  if (!link.classList.contains('claim')) there.scrollIntoView({ block: 'center' })
  show(there.getAttribute('href'), id)
}

async function show(address, id) {
  for (const open of desk.querySelectorAll('.claim.open')) open.classList.remove('open')
  document.getElementById(id)?.classList.add('open')
  try {
    const answer = await fetch(address, { headers: { 'X-Requested-With': 'fetch' } })
    if (!answer.ok) throw new Error(answer.status)
    panel.innerHTML = await answer.text()
  } catch {
    said.textContent = desk.dataset.wordsFailed
    return
  }
  panel.hidden = false
  list.hidden = !narrow()
  panel.closest('.check-side').scrollTop = 0
  panel.querySelector('[data-evidence-title]').focus({ preventScroll: true })
}

function close() {
  panel.hidden = true
  list.hidden = false
  for (const open of desk.querySelectorAll('.claim.open')) open.classList.remove('open')
  said.textContent = desk.dataset.wordsClosed
  from?.focus({ preventScroll: true })
}

function step(event, by) {
  const all = claims()
  if (!all.length) return
  event.preventDefault()
  const here = document.activeElement.closest?.('.claim') || desk.querySelector('.claim.open')
  const at = here ? all.indexOf(here) : by > 0 ? -1 : all.length
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)]
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'center' })
  if (!panel.hidden) { from = next; show(next.getAttribute('href'), next.dataset.claim).then(() => next.focus({ preventScroll: true })) }
}

// Coming back from an act: open the figure that it was about.
const asked = new URLSearchParams(location.search).get('claim')
const opened = asked && document.getElementById(asked)
if (opened) { opened.scrollIntoView({ block: 'center' }); opened.focus({ preventScroll: true }) }
