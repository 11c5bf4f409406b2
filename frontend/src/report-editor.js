// The report editor: texts are typed, figures are chips that can be moved, copied and deleted but never mistyped.
// The server keeps the figures; this script sends the text with their ids and shows the texts that come back.

const PAUSE = 1200

export function editReports(root) {
  const desk = root.querySelector?.('.report-desk')
  if (!desk || desk.dataset.ready) return
  desk.dataset.ready = 'yes'
  showEvidence(desk)
  if (desk.dataset.save) new Editor(desk)
}

async function fetched(url) {
  const answer = await fetch(url, { headers: { 'X-Requested-With': 'fetch' }, credentials: 'same-origin' })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.text()
}

// A chip is a link to its evidence; with a script the evidence opens beside the paper.
function showEvidence(desk) {
  const panel = desk.querySelector('[data-evidence]')
  desk.addEventListener('click', async (event) => {
    const chip = event.target.closest('.chip[data-figure]')
    if (!chip || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    desk.querySelectorAll('.chip.chosen').forEach((one) => one.classList.remove('chosen'))
    chip.classList.add('chosen')
    if (chip.dataset.chip) return
    try {
      panel.innerHTML = await fetched(desk.dataset.figures.replace('KEY', chip.dataset.figure))
      if (window.innerWidth < 1100) panel.scrollIntoView({ block: 'nearest' })
    } catch {
      window.location.href = chip.href
    }
  })
}

class Editor {
  constructor(desk) {
    this.desk = desk
    this.paper = desk.querySelector('.report-paper')
    this.saved = document.querySelector('[data-report-saved]')
    this.edition = Number(desk.dataset.edition)
    this.fresh = {}
    this.styles = {}
    this.range = null
    this.watchText()
    this.watchPanel()
    this.watchAdding()
    window.addEventListener('beforeunload', (event) => { if (this.dirty) event.preventDefault() })
  }

  // --- the text ---

  watchText() {
    this.paper.addEventListener('input', () => this.changed())
    this.paper.addEventListener('paste', (event) => this.pasted(event))
    this.paper.addEventListener('drop', (event) => event.preventDefault())
    this.paper.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target.closest('[data-report-title], [data-heading]')) event.preventDefault()
      if ((event.metaKey || event.ctrlKey) && event.key === 's') { event.preventDefault(); this.save() }
    })
    document.addEventListener('selectionchange', () => {
      const chosen = document.getSelection()
      const text = chosen.rangeCount && closest(chosen.anchorNode, '[data-text]')
      if (text && this.paper.contains(text)) this.range = chosen.getRangeAt(0).cloneRange()
    })
    document.execCommand?.('defaultParagraphSeparator', false, 'p')
  }

  pasted(event) {
    event.preventDefault()
    const text = event.clipboardData.getData('text/plain').replace(/\s*\n\s*/g, ' ')
    insertAt(document.getSelection().getRangeAt(0), document.createTextNode(text))
    this.changed()
  }

  changed() {
    this.dirty = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), PAUSE)
  }

  read() {
    return [...this.paper.querySelectorAll('[data-section]')].map((section) => ({
      heading: section.querySelector('[data-heading]')?.textContent.trim() ?? '',
      blocks: [...section.querySelector('[data-text]').childNodes].flatMap(block).filter((one) => one.runs.length),
    }))
  }

  async save() {
    clearTimeout(this.timer)
    if (this.saving) { this.again = true; return }
    this.saving = true
    this.dirty = false
    this.say(this.desk.dataset.wordsSaving)
    const sent = {
      edition: this.edition,
      title: this.paper.querySelector('[data-report-title]').textContent.trim(),
      hedging: this.desk.querySelector('[data-hedging]').value,
      sections: this.read(), new: this.fresh, styles: this.styles,
    }
    try {
      const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token() }
      const answer = await fetch(this.desk.dataset.save, { method: 'POST', headers, body: JSON.stringify(sent), credentials: 'same-origin' })
      const said = await answer.json()
      if (!answer.ok) throw new Error(said.refused)
      this.edition = said.edition
      this.styles = {}
      this.show(said)
      this.say(this.desk.dataset.wordsSaved)
    } catch (problem) {
      this.dirty = true
      this.say(problem.message && !(problem instanceof TypeError) && !(problem instanceof SyntaxError) ? problem.message : this.desk.dataset.wordsFailed, true)
    } finally {
      this.saving = false
      if (this.again) { this.again = false; this.changed() }
    }
  }

  show(said) {
    this.paper.querySelectorAll('.chip[data-figure]').forEach((chip) => {
      const text = said.texts[chip.dataset.figure]
      if (text !== undefined && chip.textContent !== text) chip.textContent = text
      delete chip.dataset.chip
    })
    const typed = this.desk.querySelector('[data-report-typed]')
    if (typed) typed.hidden = !said.typed.length
    const list = typed?.querySelector('ul')
    list?.replaceChildren(...said.typed.map(([heading, words]) => {
      const item = document.createElement('li')
      item.textContent = `${heading} …${words}…`
      return item
    }))
  }

  say(words, failed = false) {
    this.saved.textContent = words
    this.saved.classList.toggle('report-failed', failed)
  }

  // --- the panel: how a figure is written, figures to insert ---

  watchPanel() {
    this.desk.addEventListener('change', (event) => {
      const style = event.target.closest('[data-style-of]')
      if (style) this.styles[style.dataset.styleOf] = event.target.value
      if (style || event.target.matches('[data-hedging]')) this.save()
    })
    const search = this.desk.querySelector('[data-search]')
    const found = this.desk.querySelector('[data-found]')
    let timer
    search.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(async () => {
        if (!search.value.trim()) { found.replaceChildren(); return }
        found.innerHTML = await fetched(`${this.desk.dataset.insert}?q=${encodeURIComponent(search.value.trim())}`).catch(() => '')
      }, 300)
    })
    found.addEventListener('click', (event) => {
      const button = event.target.closest('[data-insert-chip]')
      if (!button) return
      insertAt(this.place(), this.chip(JSON.parse(button.dataset.insertChip), button.dataset.text))
      this.changed()
    })
  }

  // Where the caret stood last in the text; else the end of the first section.
  place() {
    if (this.range && this.paper.contains(this.range.startContainer)) return this.range
    return endOf(this.paper.querySelector('[data-text]'))
  }

  chip(asks, text) {
    const taken = [...this.paper.querySelectorAll('.chip[data-figure]')].map((one) => one.dataset.figure).concat(Object.keys(this.fresh))
    const key = `f${Math.max(1000, ...taken.map((one) => Number(one.slice(1)))) + 1}`
    this.fresh[key] = asks
    const chip = document.createElement('a')
    Object.assign(chip, { className: 'chip', textContent: text, href: this.desk.dataset.figures.replace('KEY', key) })
    Object.assign(chip.dataset, { figure: key, chip: 'new' })
    chip.contentEditable = 'false'
    chip.tabIndex = 0
    return chip
  }

  // --- adding paragraphs and sentences ---

  watchAdding() {
    this.paper.addEventListener('click', async (event) => {
      const section = event.target.closest('[data-section]')
      if (event.target.closest('[data-add-section]')) this.addSection()
      if (event.target.closest('[data-add-paragraph]')) this.addParagraph(section)
      if (event.target.closest('[data-add-sentence]')) this.offer(section)
      if (event.target.closest('[data-close]')) event.target.closest('.report-offered').remove()
      const chosen = event.target.closest('[data-insert-sentence]')
      if (chosen) { event.preventDefault(); this.addSentence(section, chosen) }
    })
  }

  // A copy of the last section, emptied; it is numbered when the page is opened again.
  addSection() {
    const last = [...this.paper.querySelectorAll('[data-section]')].at(-1)
    const section = last.cloneNode(true)
    section.removeAttribute('id')
    section.querySelector('.report-offered')?.remove()
    section.querySelector('[data-number]').textContent = ''
    section.querySelector('[data-heading]').textContent = ''
    section.querySelector('[data-text]').replaceChildren()
    last.after(section)
    this.addParagraph(section)
    section.querySelector('[data-heading]').focus()
  }

  addParagraph(section) {
    const text = section.querySelector('[data-text]')
    const paragraph = Object.assign(document.createElement('p'), { textContent: '\u200b' })
    paragraph.dataset.kind = 'text'
    text.append(paragraph)
    text.focus()
    document.getSelection().selectAllChildren(paragraph)
    document.getSelection().collapseToEnd()
  }

  async offer(section) {
    this.paper.querySelector('.report-offered')?.remove()
    const box = document.createElement('div')
    box.innerHTML = await fetched(this.desk.dataset.sentences).catch(() => '')
    section.append(...box.children)
    section.querySelector('.report-offered button')?.focus()
  }

  addSentence(section, chosen) {
    const text = section.querySelector('[data-text]')
    let last = text.lastElementChild
    if (!last || last.tagName !== 'P') {
      last = document.createElement('p')
      last.dataset.kind = 'text'
      text.append(last)
    }
    const group = `s${Date.now() % 1000000}`
    for (const node of [...chosen.childNodes]) {
      if (node.nodeType === Node.TEXT_NODE) last.append(node.textContent)
      else {
        const asks = JSON.parse(node.dataset.chip)
        if (asks.group) asks.group = `${asks.group}${group}`
        last.append(this.chip(asks, node.textContent))
      }
    }
    this.changed()
  }
}

function closest(node, selector) {
  const element = node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement
  return element?.closest(selector)
}

function endOf(text) {
  const range = document.createRange()
  range.selectNodeContents(text.lastElementChild ?? text)
  range.collapse(false)
  return range
}

function insertAt(range, node) {
  range.deleteContents()
  range.insertNode(node)
  range.setStartAfter(node)
  range.collapse(true)
  document.getSelection().removeAllRanges()
  document.getSelection().addRange(range)
}

// One paragraph, or several where a browser has put paragraphs into each other; stray text becomes a paragraph.
function block(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent.trim() ? [{ kind: 'text', runs: [clean(node.textContent)] }] : []
  if (node.nodeType !== Node.ELEMENT_NODE) return []
  if (node.matches('.chip')) return [{ kind: 'text', runs: [{ f: node.dataset.figure }] }]
  const inner = [...node.children].filter((child) => /^(P|DIV|H4)$/.test(child.tagName))
  if (inner.length) return [...node.childNodes].flatMap(block)
  return [{ kind: node.tagName === 'H4' ? 'part' : 'text', runs: runs(node) }]
}

function runs(node) {
  const found = []
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) { if (clean(child.textContent)) found.push(clean(child.textContent)) }
    else if (child.matches?.('.chip[data-figure]')) found.push({ f: child.dataset.figure })
    else if (child.nodeType === Node.ELEMENT_NODE) found.push(...runs(child))
  }
  return found
}

function clean(text) {
  return text.replace(/[\u200b\ufeff]/g, '').replace(/[\n\t]+/g, '')
}

function token() {
  return JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRFToken']
}
