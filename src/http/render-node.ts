/**
 * JSX → HTML in one walk, for components that are plain functions of their props: no state, no hooks, no context. The
 * same HTML as preact-render-to-string gives (a test compares the two on every page), in half of its time; words that must
 * not part at a line's end are tied on the way.
 */
import { type ComponentChildren, isValidElement, type VNode } from 'preact'

/** Elements whose text stands as it is. */
const VERBATIM = new Set(['pre', 'code', 'textarea', 'title', 'option'])
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** Not attributes. */
const OWN = new Set(['children', 'key', 'ref'])

interface Out {
  html: string
  /** Escaped, since the last tag: what stands side by side in it is tied as one. */
  text: string
  isVerbatim: boolean
  isSvg: boolean
  tie(text: string): string
}

/** @param tie gets escaped text between two tags */
export function renderNode(node: VNode, tie: (text: string) => string): string {
  const out: Out = { html: '', text: '', isVerbatim: false, isSvg: false, tie }
  write(out, node)
  flush(out)
  return out.html
}

function write(out: Out, node: ComponentChildren): void {
  if (node === null || node === undefined || typeof node === 'boolean') return
  if (typeof node === 'string') out.text += escapeHtml(node)
  else if (typeof node !== 'object') out.text += String(node)
  else if (Array.isArray(node)) for (const child of node) write(out, child)
  else if (isValidElement(node)) writeNode(out, node as VNode<Props>)
}

type Props = Record<string, unknown> & { children?: ComponentChildren }

function writeNode(out: Out, { type, props }: VNode<Props>): void {
  if (typeof type === 'function') write(out, (type as (props: Props) => ComponentChildren)(props))
  else writeElement(out, type, props)
}

function writeElement(out: Out, name: string, props: Props): void {
  const { isSvg, isVerbatim } = out
  flush(out)
  out.isSvg = isSvg || name === 'svg'
  out.html += `<${name}${attributes(name, props, out.isSvg)}`
  if (VOID.has(name)) {
    out.html += '/>'
  } else {
    out.html += '>'
    out.isVerbatim = isVerbatim || VERBATIM.has(name)
    write(out, name === 'textarea' ? (props.value as string) : props.children)
    flush(out)
    out.html += `</${name}>`
  }
  out.isSvg = isSvg
  out.isVerbatim = isVerbatim
}

function flush(out: Out): void {
  if (out.text === '') return
  out.html += out.isVerbatim || !out.text.includes(' ') ? out.text : out.tie(out.text)
  out.text = ''
}

function attributes(element: string, props: Props, isSvg: boolean): string {
  let html = ''
  for (const name in props) {
    const value = props[name]
    if (value === undefined || value === null || OWN.has(name)) continue
    if (name === 'value' && element === 'textarea') continue
    html += attribute(isSvg ? name : name.toLowerCase(), value)
  }
  return html
}

/** Whose yes and no are words: ARIA's, and what scripts read. */
const isWorded = (name: string): boolean =>
  name.startsWith('aria-') || name.startsWith('data-') || name === 'spellcheck' || name === 'draggable'

function attribute(name: string, value: unknown): string {
  if (typeof value === 'boolean' && !isWorded(name)) return value ? ` ${name}` : ''
  const text = String(value)
  return text === '' ? ` ${name}` : ` ${name}="${escapeHtml(text)}"`
}

const ENTITIES: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' }
const UNSAFE = /["&<]/

function escapeHtml(text: string): string {
  return UNSAFE.test(text) ? text.replace(/["&<]/g, sign => ENTITIES[sign] ?? sign) : text
}
