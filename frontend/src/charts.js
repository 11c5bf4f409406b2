// Charts: at most two colours, direct labels, the same numbers as the table behind.
import { use, init } from 'echarts/core'
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer])

const dark = matchMedia('(prefers-color-scheme: dark)')
const calm = matchMedia('(prefers-reduced-motion: reduce)')
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
const shown = (value) => (value === null || value === undefined ? '—' : Math.abs(value) < 10000 ? String(value) : value.toLocaleString('en-US', { maximumFractionDigits: 3 }).replaceAll(',', '\u2009'))

export function drawAll(root) {
  const boxes = [...root.querySelectorAll('[data-chart]'), ...(root.matches?.('[data-chart]') ? [root] : [])]
  for (const box of boxes) if (!box.dataset.drawn) draw(box)
}

function draw(box) {
  box.dataset.drawn = '1'
  const drawing = JSON.parse(box.dataset.chart)
  const chart = init(box, null, { renderer: 'svg' })
  const paint = () => chart.setOption(drawing.kind === 'rows' ? rows(drawing) : columns(drawing), true)
  paint()
  dark.addEventListener('change', paint)
  new ResizeObserver(() => chart.resize()).observe(box)
  chart.on('click', (event) => { const url = drawing.urls[event.dataIndex]; if (url) location.assign(url) })
  addEventListener('beforeprint', () => chart.resize())
}

function look() {
  const family = getComputedStyle(document.body).fontFamily
  return { ink: token('--ink'), text: token('--chart-text'), line: token('--line'), first: token('--chart-1'), second: token('--chart-2'), card: token('--card'), family, size: 13 }
}

function common(drawing, paint) {
  return {
    animation: !calm.matches, animationDuration: 150, aria: { enabled: true },
    textStyle: { fontFamily: paint.family, fontSize: paint.size, color: paint.text },
    tooltip: {
      trigger: 'axis', axisPointer: { type: drawing.kind === 'line' ? 'line' : 'shadow' }, backgroundColor: paint.card, borderColor: paint.line,
      textStyle: { color: paint.ink, fontFamily: paint.family }, valueFormatter: (value) => `${shown(value)} ${drawing.unit}`, confine: true,
    },
  }
}

function columns(drawing) {
  const paint = look()
  const kind = drawing.kind === 'line' ? 'line' : 'bar'
  const series = (values, name, colour, label) => ({
    name, type: kind, data: values, itemStyle: { color: colour, borderRadius: kind === 'bar' ? [2, 2, 0, 0] : 0 }, lineStyle: { color: colour, width: 2 }, symbolSize: 6, barMaxWidth: 28, barGap: '10%',
    label: label ? { show: true, position: 'top', formatter: (point) => shown(point.value), fontSize: 12, color: paint.text } : { show: false },
    endLabel: kind === 'line' && drawing.second ? { show: true, formatter: name, color: colour } : undefined,
  })
  const list = [series(drawing.values, drawing.names[0] || '', paint.first, drawing.values.length <= 14 && !drawing.second)]
  if (drawing.second) list.unshift(series(drawing.second, drawing.names[1] || '', paint.second, false))
  return {
    ...common(drawing, paint),
    grid: { left: 8, right: kind === 'line' && drawing.second ? 56 : 8, top: 24, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: drawing.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: paint.line } }, axisLabel: { color: paint.text, hideOverlap: true } },
    yAxis: { type: 'value', splitNumber: 3, minInterval: drawing.values.every(Number.isInteger) ? 1 : 0, splitLine: { lineStyle: { color: paint.line } }, axisLabel: { color: paint.text, formatter: shown } },
    series: list,
  }
}

function rows(drawing) {
  const paint = look()
  return {
    ...common(drawing, paint),
    grid: { left: 8, right: 64, top: 4, bottom: 4, containLabel: true },
    yAxis: { type: 'category', inverse: true, data: drawing.labels, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: paint.ink, width: 180, overflow: 'truncate' } },
    xAxis: { type: 'value', show: false },
    series: [{ type: 'bar', data: drawing.values, barMaxWidth: 16, itemStyle: { color: paint.first, borderRadius: [0, 2, 2, 0] }, label: { show: true, position: 'right', formatter: (point) => shown(point.value), color: paint.text } }],
  }
}
