/** What keeps a template from being saved: each fault with the place where it is, so that a page can stand it beside the field. */
import { AppError } from '../errors.ts'
import { fieldsIn, isField, piecesOf } from './fill.ts'
import { TEMPLATE_LINES, type TemplateContent } from './template.ts'

const TEMPLATE_FAULTS = [
  'brace',
  'unknown-field',
  'too-long',
  'required',
  'field-missing',
  'no-signature',
  'too-many',
  'margin',
  'image-missing',
  'does-not-fit',
] as const
export type TemplateFaultCode = (typeof TEMPLATE_FAULTS)[number]

export interface TemplateFault {
  /** `lines.holder`, `signatures.0.name`, `logo` … */
  path: string
  code: TemplateFaultCode
  /** The field that is unknown or missing, or the limit. */
  fact?: string
}

/** The template does not compile. */
export class TemplateFaultyError extends AppError {
  readonly code = 'template_faulty'
  readonly status = 422
  readonly faults: readonly TemplateFault[]
  /** The same as other wrong input is told. */
  readonly issues: readonly { path: string; message: string }[]

  constructor(faults: readonly TemplateFault[]) {
    super('the template does not compile', {
      faults: faults.map(({ path, code }) => `${path}: ${code}`).join(', '),
    })
    this.faults = faults
    this.issues = faults.map(({ path, code, fact }) => ({ path, message: fact ? `${code}: ${fact}` : code }))
  }
}

const LONGEST = 300
const MOST_SIGNATURES = 4
const MARGINS = { from: 8, to: 45 }

/** Without these a paper is no proof of anything (273-ФЗ, ст. 60; АК-316/06); of several, any one. */
const NEEDED: readonly (readonly string[])[] = [
  ['number'],
  ['name', 'name.genitive', 'name.dative'],
  ['programme'],
  ['hours', 'hoursNumber'],
  ['issuedOn'],
]

/** @returns every fault, in the order of the document; none: it compiles */
export function templateFaults(content: TemplateContent): TemplateFault[] {
  const texts = textsOf(content)
  const used = new Set(texts.flatMap(([, text]) => fieldsIn(text)))
  return [
    ...texts.flatMap(([path, text]) => textFaults(path, text)),
    ...(content.lines.title.trim() === '' ? [{ path: 'lines.title', code: 'required' as const }] : []),
    ...NEEDED.filter(any => !any.some(field => used.has(field))).map(([field = '']) => ({
      path: 'lines',
      code: 'field-missing' as const,
      fact: field,
    })),
    ...signatureFaults(content),
    ...layoutFaults(content),
  ]
}

function textsOf({ lines, signatures, seal, english }: TemplateContent): [path: string, text: string][] {
  return [
    ...TEMPLATE_LINES.map((line): [string, string] => [`lines.${line}`, lines[line]]),
    ...signatures.flatMap(({ post, name }, i): [string, string][] => [
      [`signatures.${i}.post`, post],
      [`signatures.${i}.name`, name],
    ]),
    ['seal', seal],
    ...(english
      ? ([
          ['english.organisation', english.organisation],
          ['english.city', english.city],
          ...english.signatures.flatMap(({ post, name }, i): [string, string][] => [
            [`english.signatures.${i}.post`, post],
            [`english.signatures.${i}.name`, name],
          ]),
          ...Object.entries(english.programmes).map(([id, title]): [string, string] => [
            `english.programmes.${id}`,
            title,
          ]),
        ] satisfies [string, string][])
      : []),
  ]
}

function textFaults(path: string, text: string): TemplateFault[] {
  if (text.length > LONGEST) return [{ path, code: 'too-long', fact: String(LONGEST) }]
  if (piecesOf(text) === null) return [{ path, code: 'brace' }]
  const unknown = fieldsIn(text).filter(field => !isField(field))
  return unknown.map(fact => ({ path, code: 'unknown-field', fact }))
}

function signatureFaults({ signatures }: TemplateContent): TemplateFault[] {
  if (signatures.length === 0) return [{ path: 'signatures', code: 'no-signature' }]
  if (signatures.length > MOST_SIGNATURES)
    return [{ path: 'signatures', code: 'too-many', fact: String(MOST_SIGNATURES) }]
  return signatures.flatMap(({ post }, i) =>
    post.trim() === '' ? [{ path: `signatures.${i}.post`, code: 'required' as const }] : [],
  )
}

function layoutFaults({ layout }: TemplateContent): TemplateFault[] {
  const { marginMm } = layout
  const fits = Number.isFinite(marginMm) && marginMm >= MARGINS.from && marginMm <= MARGINS.to
  return fits ? [] : [{ path: 'layout.marginMm', code: 'margin', fact: `${MARGINS.from}–${MARGINS.to}` }]
}
