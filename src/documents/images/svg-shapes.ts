/** Shapes of SVG as path data. */

type Attributes = Readonly<Record<string, string>>

const number = (text: string | undefined): number => {
  const value = Number.parseFloat(text ?? '0')
  return Number.isFinite(value) ? value : 0
}

/** Empty: nothing to draw. */
export function shapePath(name: string, a: Attributes): string {
  switch (name) {
    case 'path':
      return (a.d ?? '').trim()
    case 'rect':
      return rectangle(number(a.x), number(a.y), number(a.width), number(a.height))
    case 'circle':
      return ellipse(number(a.cx), number(a.cy), number(a.r), number(a.r))
    case 'ellipse':
      return ellipse(number(a.cx), number(a.cy), number(a.rx), number(a.ry))
    case 'line':
      return `M${number(a.x1)} ${number(a.y1)}L${number(a.x2)} ${number(a.y2)}`
    default:
      return polygon(a.points ?? '', name === 'polygon')
  }
}

const rectangle = (x: number, y: number, w: number, h: number): string =>
  w > 0 && h > 0 ? `M${x} ${y}h${w}v${h}h${-w}Z` : ''

const ellipse = (cx: number, cy: number, rx: number, ry: number): string =>
  rx > 0 && ry > 0 ? `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z` : ''

function polygon(points: string, isClosed: boolean): string {
  const numbers = points.match(/-?[\d.]+(?:e-?\d+)?/gi) ?? []
  return numbers.length < 4 ? '' : `M${numbers.join(' ')}${isClosed ? 'Z' : ''}`
}
