// Blind ballots: the credential is taken behind the voter's own link, kept in this browser, and goes with the slip instead of a name.
// Nothing that is sent from the booth bears a cookie, the token of a form, or the address of another page.
import { able, finish, prepare } from './credential.js'
import { turnTo } from './vote.js'

const place = (pk) => `taizhang-credential:${pk}`
const keep = (pk, credential) => localStorage.setItem(place(pk), JSON.stringify(credential))
const forget = (pk) => localStorage.removeItem(place(pk))
function kept(pk) {
  try { return JSON.parse(localStorage.getItem(place(pk))) } catch { return null }
}

// --- behind the own link ---

function receive(card) {
  const [pk, key] = [card.dataset.credential, card.dataset.key]
  const said = card.querySelector('[data-said]')
  const show = (state) => { for (const part of card.querySelectorAll('[data-state]')) part.hidden = part.dataset.state !== state }
  const settle = () => {
    const credential = kept(pk)
    if (!able()) show('unable')
    else if (credential?.signature) show('have')
    else if (credential?.message) show('take') // the answer was lost on the way: the same request gets the same answer
    else if (card.dataset.taken) show('elsewhere')
    else show(card.dataset.may ? 'take' : 'late')
  }
  card.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const form = event.target
    form.querySelector('button').setAttribute('aria-busy', 'true')
    said.textContent = ''
    try {
      const credential = kept(pk)?.message ? kept(pk) : await prepare(key)
      keep(pk, credential)
      const data = new FormData(form)
      data.set('blinded', credential.blinded)
      const answer = await (await fetch(form.action, { method: 'POST', body: data, signal: AbortSignal.timeout?.(20000) })).json()
      if (answer.refused) { said.textContent = answer.refused; forget(pk); return }
      const signature = await finish(key, credential, answer.signed).catch(() => { said.textContent = card.dataset.unsound })
      if (!signature) return
      keep(pk, { message: credential.message, signature }) // what was blinded is gone: nothing here joins the two any more
      navigator.storage?.persist?.()
      settle()
      card.querySelector('[data-save]').focus()
    } catch {
      said.textContent = card.dataset.lost
    } finally {
      form.querySelector('button').removeAttribute('aria-busy')
    }
  })
  card.querySelector('[data-save]').addEventListener('click', () => {
    const { message, signature } = kept(pk)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ ballot: pk, message, signature })], { type: 'application/json' }))
    link.download = `credential-${pk}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  })
  loadInto(card, pk, settle)
  settle()
}

function loadInto(card, pk, then) {
  card.querySelector('[data-load]').addEventListener('change', async (event) => {
    try {
      const { ballot, message, signature } = JSON.parse(await event.target.files[0].text())
      if (String(ballot) !== pk || !/^[0-9a-f]{128}$/.test(message) || !/^[0-9a-f]+$/.test(signature)) throw new Error('another file')
      keep(pk, { message, signature })
      then()
    } catch {
      card.querySelector('[data-said]').textContent = card.dataset.unread
    }
  })
}

// --- in the booth ---

function enter(card) {
  const pk = card.dataset.noCredential
  const settle = () => {
    const has = Boolean(kept(pk)?.signature)
    card.hidden = has
    for (const part of document.querySelectorAll('form[data-booth]')) part.hidden = !has
  }
  loadInto(card, pk, settle)
  settle()
}

let waiting = false
document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.matches('form[data-booth]')) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (waiting) return
  const [pk, said, button] = [form.dataset.booth, form.querySelector('[data-said]'), event.submitter]
  const data = new URLSearchParams(new FormData(form))
  const casts = Boolean(button?.hasAttribute('data-confirm'))
  if (casts) {
    const credential = kept(pk)
    if (!credential?.signature) { said.textContent = form.dataset.none; return }
    data.set('message', credential.message)
    data.set('signature', credential.signature)
  }
  waiting = true
  button?.setAttribute('aria-busy', 'true')
  said.textContent = form.dataset.sending ?? ''
  try {
    const answer = await fetch(button?.getAttribute('formaction') ?? form.action, {
      method: 'POST', body: data, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store',
      headers: { 'Accept-Language': document.documentElement.lang }, signal: AbortSignal.timeout?.(20000),
    })
    if (answer.status >= 500) throw new Error(String(answer.status))
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (page.querySelector('[data-voted]')) forget(pk)
    turnTo(page)
    for (const card of document.querySelectorAll('[data-no-credential]')) enter(card)
  } catch {
    said.textContent = form.dataset.lost
  } finally {
    waiting = false
    button?.removeAttribute('aria-busy')
  }
}, true)

for (const card of document.querySelectorAll('[data-credential]')) receive(card)
for (const card of document.querySelectorAll('[data-no-credential]')) enter(card)
