/**
 * A drawing in SVG as plain shapes: paths, rectangles, circles, ellipses, lines, polygons, groups, with fill, stroke and transform.
 * Everything else (scripts, images, text, styles by class, links, gradients) is refused, so that nothing is ever loaded, run or
 * left out in silence.
 */
import { Parser } from 'htmlparser2'
import { ImageRefusedError } from './image.ts'
import { shapePath } from './svg-shapes.ts'
import { parseTransform } from './svg-transform.ts'

/** One path with its paint; `transform` as PDF has it. */
export interface SvgShape {
  path: string
  fill: string | null
  isEvenOdd: boolean
  stroke: string | null
  strokeWidth: number
  opacity: number
  transforms: readonly (readonly [number, number, number, number, number, number])[]
}

export interface SvgDrawing {
  width: number
  height: number
  /** Corner of the view box. */
  x: number
  y: number
  shapes: readonly SvgShape[]
}

interface Paint {
  fill: string | null
  stroke: string | null
  strokeWidth: number
  opacity: number
  isEvenOdd: boolean
  transforms: SvgShape['transforms']
}

const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']
const GROUPS = ['svg', 'g']
/** Carry no picture and may be passed over with all they hold. */
const SILENT = ['title', 'desc', 'metadata', 'sodipodi:namedview']
const MOST_SHAPES = 5000
const START: Paint = {
  fill: '#000000',
  stroke: null,
  strokeWidth: 1,
  opacity: 1,
  isEvenOdd: false,
  transforms: [],
}

/** @throws {ImageRefusedError} naming the first element or style that is not taken */
export function readSvg(bytes: Uint8Array): SvgDrawing {
  const text = Buffer.from(bytes).toString('utf8')
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new ImageRefusedError('svg-element', 'DOCTYPE')
  const paints: Paint[] = [START]
  const open: string[] = []
  const shapes: SvgShape[] = []
  let box: Omit<SvgDrawing, 'shapes'> | null = null
  let silent = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name)
        if (silent > 0 || SILENT.includes(name)) return void silent++
        // what is defined is meant to be used, and uses are not followed
        if (name === 'defs') return
        if (open.includes('defs')) throw new ImageRefusedError('svg-element', name)
        if (!SHAPES.includes(name) && !GROUPS.includes(name)) throw new ImageRefusedError('svg-element', name)
        if (name === 'svg') box ??= viewBoxOf(attributes)
        const paint = paintOf(paints.at(-1) ?? START, attributes)
        if (GROUPS.includes(name)) return void paints.push(paint)
        if (shapes.length >= MOST_SHAPES) throw new ImageRefusedError('too-large')
        const path = shapePath(name, attributes)
        if (path) shapes.push({ path, ...paint })
      },
      onclosetag(name) {
        open.pop()
        if (silent > 0) silent--
        else if (GROUPS.includes(name)) paints.pop()
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  if (!box || open.length > 0 || shapes.length === 0) throw new ImageRefusedError('broken')
  return { ...(box as Omit<SvgDrawing, 'shapes'>), shapes }
}

type Attributes = Readonly<Record<string, string>>

function viewBoxOf({ viewBox, width, height }: Attributes): Omit<SvgDrawing, 'shapes'> {
  const [x = 0, y = 0, w = 0, h = 0] = (viewBox ?? `0 0 ${width} ${height}`)
    .trim()
    .split(/[\s,]+/)
    .map(parseFloat)
  return { x, y, width: w, height: h }
}

/** Attributes first, then what `style` says of them; a class would need a sheet of styles. */
function paintOf(parent: Paint, attributes: Attributes): Paint {
  if (attributes.class) throw new ImageRefusedError('svg-style', 'class')
  const said: Record<string, string | undefined> = { ...attributes, ...styleOf(attributes.style) }
  for (const name of ['filter', 'mask', 'clip-path'])
    if (said[name] && said[name] !== 'none') throw new ImageRefusedError('svg-style', name)
  const opacity = Number(said.opacity ?? 1) * Number(said['fill-opacity'] ?? 1)
  return {
    fill: colourOf(said.fill, parent.fill),
    stroke: colourOf(said.stroke, parent.stroke),
    strokeWidth: said['stroke-width'] === undefined ? parent.strokeWidth : parseFloat(said['stroke-width']),
    opacity: parent.opacity * (Number.isFinite(opacity) ? opacity : 1),
    isEvenOdd: said['fill-rule'] === undefined ? parent.isEvenOdd : said['fill-rule'] === 'evenodd',
    transforms: [...parent.transforms, ...parseTransform(attributes.transform)],
  }
}

function styleOf(style = ''): Record<string, string> {
  const pairs = style.split(';').map(each => each.split(':').map(part => part.trim()))
  return Object.fromEntries(pairs.filter(([name, value]) => name && value)) as Record<string, string>
}

const NAMED: Readonly<Record<string, string>> = {
  black: '#000000',
  white: '#ffffff',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  navy: '#000080',
  maroon: '#800000',
  orange: '#ffa500',
  gold: '#ffd700',
}

function colourOf(said: string | undefined, inherited: string | null): string | null {
  if (said === undefined || said === 'inherit') return inherited
  const colour = said.toLowerCase()
  if (colour === 'none' || colour === 'transparent') return null
  if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(colour)) return colour
  const rgb = /^rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)$/.exec(colour)
  if (rgb)
    return `#${rgb
      .slice(1)
      .map(part => Math.min(255, Number(part)).toString(16).padStart(2, '0'))
      .join('')}`
  if (colour === 'currentcolor') return '#000000'
  const named = NAMED[colour]
  if (!named) throw new ImageRefusedError('svg-style', said.slice(0, 40))
  return named
}
