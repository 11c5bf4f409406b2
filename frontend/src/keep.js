// A form with data-keep remembers what was typed until it is sent, so that a session that ends loses nothing.
import { say } from './words.js'

const place = (form) => `kept:${location.pathname}:${form.dataset.keep}`
const kept = (field) => field.name && field.name !== 'csrfmiddlewaretoken' && !('secret' in field.dataset) && !['password', 'file', 'hidden', 'submit'].includes(field.type)

export function keepForms(root) {
  for (const form of root.querySelectorAll('form[data-keep]')) {
    restore(form)
    form.addEventListener('input', () => store(form))
    form.addEventListener('submit', () => store(form))
  }
  forget(root)
}

function store(form) {
  const values = [...form.elements].filter(kept).map((field) => [field.name, field.type === 'checkbox' || field.type === 'radio' ? `${field.value}=${field.checked}` : field.value])
  sessionStorage.setItem(place(form), JSON.stringify(values))
}

function restore(form) {
  const text = sessionStorage.getItem(place(form))
  if (!text || form.querySelector('.field-error')) return
  let changed = false
  const fields = [...form.elements].filter(kept)
  JSON.parse(text).forEach(([name, value], at) => {
    const field = fields[at]
    if (!field || field.name !== name) return
    if (field.type === 'checkbox' || field.type === 'radio') {
      const checked = value === `${field.value}=true`
      changed ||= field.checked !== checked
      field.checked = checked
    } else if (field.value !== value && value !== '') {
      field.value = value
      changed = true
    }
  })
  if (changed) notice(form)
}

function notice(form) {
  const line = document.createElement('p')
  line.className = 'form-hint'
  line.setAttribute('role', 'status')
  line.textContent = say('kept')
  form.prepend(line)
}

// After a page says that something was done, what was typed for it is no longer needed.
function forget(root) {
  if (!root.querySelector?.('#messages .note-green')) return
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('kept:')) sessionStorage.removeItem(key)
}
