// A ballot on a phone: one question a screen, what was chosen survives a reload, one confirmation that may be repeated safely.
// Without this script the same form stands on one page and works.
const kept = (form) => `vote:${form.dataset.vote}`
const boxes = (question) => [...question.querySelectorAll('input[type=checkbox][data-counts], input[type=radio][data-counts]')]
const chosen = (question) => boxes(question).filter((box) => box.checked).length + [...question.querySelectorAll('input[data-written]')].filter((line) => line.value.trim()).length

function begin(form) {
  const questions = [...form.querySelectorAll('[data-question]')]
  restore(form)
  form.addEventListener('input', () => store(form))
  form.addEventListener('change', (event) => { limit(event.target); store(form) })
  for (const question of questions) count(question)
  if (questions.length > 1 && !form.dataset.wrong) walk(form, questions)
}

function store(form) {
  const values = [...form.elements].filter((field) => field.name && !['hidden', 'submit'].includes(field.type))
    .map((field) => [field.name, field.value, ['checkbox', 'radio'].includes(field.type) ? field.checked : null])
  try { sessionStorage.setItem(kept(form), JSON.stringify(values)) } catch { /* a browser that keeps nothing */ }
}

function restore(form) {
  if (form.dataset.filled) return
  let values = []
  try { values = JSON.parse(sessionStorage.getItem(kept(form)) || '[]') } catch { return }
  for (const [name, value, checked] of values) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (checked === null) field.value = value
      else if (field.value === value) field.checked = checked
    }
  }
}

// More choices than allowed would make the ballot void: the last one is taken back, and a sentence says so.
function limit(field) {
  const question = field.closest('[data-question]')
  if (!question) return
  const most = Number(question.dataset.most || 0)
  const said = question.form.querySelector('[data-said]')
  if (most && field.matches('[data-counts]:checked, [data-written]') && chosen(question) > most) {
    if (field.matches('[data-written]')) field.value = ''
    else field.checked = false
    said.textContent = question.dataset.tooMany
  } else if (said) said.textContent = ''
  count(question)
}

function count(question) {
  const line = question.querySelector('[data-count]')
  if (line) line.textContent = line.dataset.count.replace('%s', chosen(question))
}

function walk(form, questions) {
  const [back, on, send] = ['back', 'on', 'send'].map((name) => form.querySelector(`[data-${name}]`))
  const progress = document.querySelector('[data-progress]')
  let at = Math.max(0, Math.min(questions.length - 1, history.state?.question ?? 0))
  const show = (to, focus = true) => {
    at = to
    questions.forEach((question, number) => { question.hidden = number !== at })
    back.hidden = at === 0
    on.hidden = at === questions.length - 1
    send.hidden = at !== questions.length - 1
    progress.hidden = false
    progress.querySelector('[data-at]').textContent = progress.dataset.progress.replace('%s', at + 1)
    progress.querySelector('progress').value = at + 1
    if (focus) { questions[at].querySelector('legend').focus({ preventScroll: true }); scrollTo(0, 0) }
  }
  on.addEventListener('click', () => { history.pushState({ question: at + 1 }, ''); show(at + 1) })
  back.addEventListener('click', () => history.state?.question ? history.back() : show(at - 1))
  addEventListener('popstate', (event) => show(Math.min(questions.length - 1, event.state?.question ?? 0)))
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches('input') && !on.hidden) { event.preventDefault(); on.click() }
  })
  show(at, false)
}

// The one confirmation: pressed twice or sent again after a lost connection, it is still one ballot (the form carries its own number).
function confirmOnce(form) {
  const button = form.querySelector('[data-confirm]')
  const said = form.querySelector('[data-said]')
  let waiting = false
  form.addEventListener('submit', async (event) => {
    if (event.submitter?.hasAttribute('data-change')) return
    event.preventDefault()
    if (waiting) return
    waiting = true
    button.setAttribute('aria-busy', 'true')
    said.textContent = form.dataset.sending
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), signal: AbortSignal.timeout?.(20000) })
      if (answer.status >= 500) throw new Error(String(answer.status))
      turnTo(new DOMParser().parseFromString(await answer.text(), 'text/html'))
    } catch {
      said.textContent = form.dataset.lost
    } finally {
      waiting = false
      button.removeAttribute('aria-busy')
    }
  })
}

export function turnTo(page) {
  document.title = page.title
  const main = document.getElementById('main')
  main.replaceWith(page.getElementById('main'))
  dress()
  const title = document.querySelector('#main h1')
  title.setAttribute('tabindex', '-1')
  title.focus()
  scrollTo(0, 0)
}

function end(place) {
  try { for (const key of Object.keys(sessionStorage)) if (key === `vote:${place.dataset.voted}`) sessionStorage.removeItem(key) } catch { /* nothing was kept */ }
  const copy = place.querySelector('[data-copy-receipt]')
  if (!copy || !navigator.clipboard) return
  copy.hidden = false
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(place.querySelector('output').textContent.trim())
    place.querySelector('[data-said]').textContent = copy.dataset.copied
  })
}

function dress() {
  for (const form of document.querySelectorAll('form[data-vote]')) begin(form)
  for (const form of document.querySelectorAll('form[data-confirm-once]')) confirmOnce(form)
  for (const place of document.querySelectorAll('[data-voted]')) end(place)
  for (const button of document.querySelectorAll('[data-print]')) { button.hidden = false; button.addEventListener('click', () => print()) }
}
dress()
