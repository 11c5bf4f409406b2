// One tooltip for all elements with data-tip: on hover, on focus, gone with Escape.
let shown = null

export function watchTips() {
  const tip = document.getElementById('tip')
  const owner = (event) => event.target.closest?.('[data-tip]')
  const show = (event) => { const element = owner(event); if (element && element !== shown) open(tip, element) }
  const hide = (event) => { if (shown && (!event.relatedTarget || !shown.contains(event.relatedTarget))) close(tip) }
  document.addEventListener('pointerover', show)
  document.addEventListener('pointerout', (event) => { if (owner(event) === shown) hide(event) })
  document.addEventListener('focusin', show)
  document.addEventListener('focusout', () => close(tip))
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(tip) })
  document.addEventListener('scroll', () => close(tip), { passive: true, capture: true })
}

function open(tip, element) {
  close(tip)
  tip.textContent = element.dataset.tip
  tip.hidden = false
  shown = element
  element.setAttribute('aria-describedby', 'tip')
  const place = element.getBoundingClientRect()
  const box = tip.getBoundingClientRect()
  const left = Math.max(12, Math.min(place.left + place.width / 2 - box.width / 2, innerWidth - box.width - 12))
  const above = place.top - box.height - 8
  tip.style.left = `${left}px`
  tip.style.top = `${above > 8 ? above : place.bottom + 8}px`
}

function close(tip) {
  tip.hidden = true
  shown?.removeAttribute('aria-describedby')
  shown = null
}
