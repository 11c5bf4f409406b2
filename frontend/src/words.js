// Sentences that scripts say, in the reader's language, handed over by the page.
let words = null

export function say(key) {
  words ??= JSON.parse(document.body.dataset.words || '{}')
  return words[key] || ''
}
