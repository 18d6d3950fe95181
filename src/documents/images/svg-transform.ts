/** @see SVG 2, 8.5: the `transform` attribute */
import { ImageRefusedError } from './image.ts'

export type Matrix = readonly [number, number, number, number, number, number]

/** Matrices in the order in which they are applied to the page. @throws {ImageRefusedError} for one that is none */
export function parseTransform(text: string | undefined): Matrix[] {
  if (!text?.trim()) return []
  const steps = [...text.matchAll(/(\w+)\s*\(([^)]*)\)\s*,?\s*/g)]
  if (
    steps
      .map(([whole]) => whole)
      .join('')
      .trim() !== text.trim()
  )
    throw new ImageRefusedError('svg-style', 'transform')
  return steps.flatMap(([, name = '', args = '']) =>
    matricesOf(
      name,
      args
        .trim()
        .split(/[\s,]+/)
        .map(Number),
    ),
  )
}

function matricesOf(name: string, n: readonly number[]): Matrix[] {
  const [a = 0, b, c, d = 0, e = 0, f = 0] = n
  if (n.some(each => !Number.isFinite(each))) throw new ImageRefusedError('svg-style', 'transform')
  if (name === 'matrix') return [[a, b ?? 0, c ?? 0, d, e, f]]
  if (name === 'translate') return [[1, 0, 0, 1, a, b ?? 0]]
  if (name === 'scale') return [[a, 0, 0, b ?? a, 0, 0]]
  if (name !== 'rotate') throw new ImageRefusedError('svg-style', name)
  const [sin, cos] = [Math.sin((a * Math.PI) / 180), Math.cos((a * Math.PI) / 180)]
  const turn: Matrix = [cos, sin, -sin, cos, 0, 0]
  return b === undefined || c === undefined ? [turn] : [[1, 0, 0, 1, b, c], turn, [1, 0, 0, 1, -b, -c]]
}
