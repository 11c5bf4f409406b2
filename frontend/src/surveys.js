// A questionnaire that is filled in: questions open and close by the answers before them, and a bar says how far one is.
// Without this script every question stands there with its condition in words; the server leaves out what was not asked.
const answersOf = (form, name) => [...form.elements].filter((field) => field.name === name && field.checked).map((field) => field.value)

export function watchSheets(root) {
  for (const form of root.querySelectorAll('form[data-sheet]')) {
    form.addEventListener('change', () => settle(form))
    form.addEventListener('input', () => progress(form))
    settle(form)
  }
}

function settle(form) {
  for (const question of form.querySelectorAll('[data-opener]')) {
    const opener = form.querySelector(`[data-question="${question.dataset.opener}"]`)
    const given = opener?.hidden ? [] : answersOf(form, question.dataset.opener)
    question.hidden = !question.dataset.opens.split(' ').some((value) => given.includes(value))
  }
  progress(form)
}

function progress(form) {
  const line = form.querySelector('[data-progress]')
  if (!line) return
  const asked = [...form.querySelectorAll('[data-question]')].filter((question) => !question.hidden)
  const done = asked.filter((question) => [...question.querySelectorAll('input, textarea')].some((field) => (['radio', 'checkbox'].includes(field.type) ? field.checked : field.value.trim())))
  line.hidden = false
  line.querySelector('progress').value = asked.length ? (100 * done.length) / asked.length : 0
  line.querySelector('[data-progress-words]').textContent = `${done.length} / ${asked.length}`
}
