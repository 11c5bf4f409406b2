// Everything a page needs at once, kept small; charts are fetched where a chart stands.
import './style.scss'
import htmx from 'htmx.org'
import { watchKeys } from './keys.js'
import { watchTips } from './tips.js'
import { keepForms } from './keep.js'
import { watchTables } from './tables.js'
import { watchTouches } from './touches.js'
import { watchSwitcher } from './switcher.js'
import { watchCases } from './cases.js'
import { watchSheets } from './surveys.js'
import { watchArrangements, watchLists } from './lists.js'

htmx.config.allowEval = false
htmx.config.includeIndicatorStyles = false
htmx.config.scrollBehavior = 'auto'
window.htmx = htmx

function dress(root) {
  if (root.querySelector?.('[data-chart]') || root.matches?.('[data-chart]')) {
    import('./charts.js').then((charts) => charts.drawAll(root))
  }
  if (root.querySelector?.('.report-desk')) import('./report-editor.js').then((editor) => editor.editReports(root))
  watchTables(root)
  watchLists(root)
  keepForms(root)
  watchSheets(root)
}

watchKeys()
watchTips()
watchTouches()
watchSwitcher()
watchArrangements()
watchCases()
dress(document)
document.addEventListener('htmx:load', (event) => { if (event.detail.elt !== document.body) dress(event.detail.elt) })
