/** One table in every format that a portal exports. */
import { escapeXml } from '../ws/shape.ts'
import type { PortalTable } from './data.ts'

export interface CsvOptions {
  delimiter?: string
  newline?: string
  /** Lines after the last row, as they are. */
  tail?: string
}

export function csvOf(
  { header, rows }: PortalTable,
  { delimiter = ';', newline = '\r\n', tail = '' }: CsvOptions = {},
): string {
  const field = (text: string): string =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  return [header, ...rows].map(row => row.map(field).join(delimiter)).join(newline) + newline + tail
}

/** Tags are what a programmer of a site would call the columns. */
const tags: Readonly<Record<string, string>> = {
  Логин: 'login',
  ФИО: 'fio',
  'E-mail': 'mail',
  'Табельный номер': 'tab_number',
  'Место работы': 'organization',
  'Код модуля': 'code',
  'Название модуля': 'title',
  'Вид модуля': 'kind',
  Часы: 'hours',
  'Дата завершения': 'date',
  Статус: 'status',
}

export function xmlOf({ header, rows }: PortalTable, encoding = 'UTF-8'): string {
  const records = rows.map(row => {
    const [login, ...rest] = row.map(
      (text, k) => [tags[header[k] ?? ''] ?? 'other', escapeXml(text)] as const,
    )
    return `  <record ${login?.[0]}="${login?.[1]}">${rest.map(([tag, text]) => `<${tag}>${text}</${tag}>`).join('')}</record>`
  })
  return `<?xml version="1.0" encoding="${encoding}"?>\n<export date="2026-11-20">\n${records.join('\n')}\n</export>\n`
}

/**
 * A page with a menu in a table, a header of two rows with spans, cells that reach over two rows (the person), a total
 * that reaches over all columns, and no-break spaces.
 */
export function htmlOf({ header, rows }: PortalTable, charset = 'utf-8'): string {
  const spread = header.length
  const head =
    `<tr><th colspan="5">Слушатель</th><th colspan="${spread - 5}">Модуль</th></tr>\n` +
    `<tr>${header.map(text => `<th>${escapeXml(text).replace(' ', '&nbsp;')}</th>`).join('')}</tr>`
  const body = rows.map((row, k) => rowHtml(row, k, rows))
  return (
    `<!DOCTYPE html>\n<html><head><meta charset="${charset}"><title>Выгрузка</title><style>td { color: red }</style></head><body>\n` +
    '<table><tr><td>Меню</td><td><table><tr><td>Вход</td></tr></table></td></tr></table>\n' +
    `<table border="1"><thead>${head}</thead><tbody>\n${body.join('\n')}\n` +
    `<tr><td colspan="${spread}">Итого: ${rows.length}</td></tr></tbody></table></body></html>`
  )
}

/** The first five columns of two rows of one person are one cell. */
function rowHtml(row: readonly string[], index: number, rows: PortalTable['rows']): string {
  const isSame = (other: readonly string[] | undefined): boolean =>
    other !== undefined && row.slice(0, 5).every((text, k) => other[k] === text)
  const reaches = index % 2 === 0 && isSame(rows[index + 1])
  const isReached = index % 2 === 1 && isSame(rows[index - 1])
  const cells = row.map((text, k) => {
    if (k < 5 && isReached) return ''
    return `<td${k < 5 && reaches ? ' rowspan="2"' : ''}>${escapeXml(text)}<br></td>`
  })
  return `<tr>${cells.join('')}</tr>`
}
