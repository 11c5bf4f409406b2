// Small touches named by attributes: confirm, submit on change, copy, check all, drop files, print.
import { say } from './words.js'

export function watchTouches() {
  document.addEventListener('submit', (event) => {
    const asking = event.submitter?.dataset.confirm ?? event.target.dataset.confirm
    if (asking && !event.target.dataset.sure) { event.preventDefault(); ask(asking, event.target, event.submitter); return }
    if (event.target.method === 'post') setTimeout(() => lock(event.target), 0)
  })
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-submit]')) event.target.form.requestSubmit()
    if (event.target.matches('[data-check-all]')) {
      for (const box of document.querySelectorAll(`input[type=checkbox][name="${event.target.dataset.checkAll}"]`)) box.checked = event.target.checked
    }
    const zone = event.target.closest('.dropzone')
    if (zone) named(zone, event.target)
  })
  document.addEventListener('click', (event) => {
    const copy = event.target.closest('[data-copy]')
    if (copy) copyText(copy)
    if (event.target.closest('[data-print]')) window.print()
  })
  for (const kind of ['dragover', 'dragleave', 'drop']) document.addEventListener(kind, drag)
  for (const kind of ['htmx:sendError', 'htmx:responseError']) document.addEventListener(kind, () => toast(say('offline')))
  window.addEventListener('pageshow', () => { for (const button of document.querySelectorAll('[data-locked]')) { button.disabled = false; delete button.dataset.locked } })
}

function ask(question, form, submitter) {
  const dialog = document.createElement('dialog')
  dialog.className = 'ask'
  dialog.innerHTML = '<p></p><form method="dialog" class="ask-buttons"><button class="btn btn-quiet" value="no"></button><button class="btn btn-primary" value="yes"></button></form>'
  dialog.querySelector('p').textContent = question
  dialog.querySelector('[value=no]').textContent = say('no')
  dialog.querySelector('[value=yes]').textContent = submitter?.textContent.trim() || say('yes')
  dialog.setAttribute('aria-label', question)
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (dialog.returnValue === 'yes') { form.dataset.sure = '1'; form.requestSubmit(submitter ?? undefined); delete form.dataset.sure } else submitter?.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
}

// A form is sent once: a second press would do nothing but worry.
function lock(form) {
  if (form.hasAttribute('hx-post') || 'download' in form.dataset) return
  for (const button of form.querySelectorAll('[type=submit]')) { button.disabled = true; button.dataset.locked = '' }
}

async function copyText(button) {
  await navigator.clipboard?.writeText(button.dataset.copy)
  toast(say('copied'))
}

export function toast(words) {
  const line = document.createElement('div')
  line.className = 'toast-kept'
  line.setAttribute('role', 'status')
  line.textContent = words
  document.body.append(line)
  setTimeout(() => line.remove(), 5000)
}

function drag(event) {
  const zone = event.target.closest?.('.dropzone')
  if (!zone) return
  event.preventDefault()
  zone.classList.toggle('is-over', event.type === 'dragover')
  const input = zone.querySelector('input[type=file]')
  if (event.type === 'drop' && input) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event('change', { bubbles: true })) }
}

function named(zone, input) {
  const label = zone.querySelector('[data-file-name]')
  if (label) label.textContent = [...input.files].map((file) => file.name).join(', ')
}
