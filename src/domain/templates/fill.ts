/** Texts with fields in braces: read, checked, filled. */
import { TEMPLATE_FIELDS, type TemplateField } from './template.ts'

export type FieldValues = Readonly<Partial<Record<TemplateField, string>>>

type Piece = string | { field: string }

/** «№ {number}» → `['№ ', { field: 'number' }]`; a brace without its pair is `null`. */
export function piecesOf(text: string): Piece[] | null {
  const pieces: Piece[] = []
  let rest = text
  while (rest !== '') {
    const match = /^(?:\{([^{}]*)\}|[^{}]+)/.exec(rest)
    if (!match) return null
    pieces.push(match[1] === undefined ? match[0] : { field: match[1].trim() })
    rest = rest.slice(match[0].length)
  }
  return pieces
}

/** Names of the fields that a text uses, known or not. */
export function fieldsIn(text: string): string[] {
  return (piecesOf(text) ?? []).flatMap(piece => (typeof piece === 'string' ? [] : [piece.field]))
}

export const isField = (name: string): name is TemplateField => TEMPLATE_FIELDS.some(field => field === name)

/** A field without a value leaves nothing; a text that does not compile stays as it is. */
export function fillText(text: string, values: FieldValues): string {
  const pieces = piecesOf(text)
  if (!pieces) return text
  const filled = pieces.map(piece => {
    if (typeof piece === 'string') return piece
    return isField(piece.field) ? (values[piece.field] ?? '') : ''
  })
  return filled.join('').trim()
}
