/** The editor's form and a template's content, each from the other. Field names are the paths that faults name, with hyphens. */
import { TEMPLATE_LINES, type TemplateContent, type TemplateSignature } from '#domain/templates/template'

export type FormFields = Readonly<Record<string, string | string[] | undefined>>

export const MOST_SIGNATURES = 4
export const ENGLISH_SIGNATURES = 2
export const IMAGE_USES = [
  'logo',
  'background',
  ...Array.from({ length: MOST_SIGNATURES }, (_, i) => `facsimile-${i}`),
  'library',
] as const

/** `lines.holder` → `lines-holder`: id and name of the field. */
export const fieldId = (path: string): string => path.replaceAll('.', '-')

const LONGEST = 2000

function textOf(fields: FormFields, name: string): string {
  const value = fields[name]
  return (typeof value === 'string' ? value : '').trim().slice(0, LONGEST)
}

/** Anything that the form can hold: whether it compiles is for `templateFaults` to say. */
export function contentOfForm(fields: FormFields): TemplateContent {
  const text = (path: string) => textOf(fields, fieldId(path))
  const image = (path: string) => (/^[0-9a-f]{64}$/.test(text(path)) ? text(path) : undefined)
  const [logo, background] = [image('logo'), image('background')]
  const english = text('english.on') === 'yes' ? englishOf(fields, text) : undefined
  return {
    lines: Object.fromEntries(
      TEMPLATE_LINES.map(line => [line, text(`lines.${line}`)]),
    ) as TemplateContent['lines'],
    signatures: rows(MOST_SIGNATURES, i => {
      const facsimile = image(`signatures.${i}.facsimile`)
      const signature = { post: text(`signatures.${i}.post`), name: text(`signatures.${i}.name`) }
      return { ...signature, ...(facsimile && { facsimile }) }
    }),
    seal: text('seal'),
    layout: {
      orientation: text('layout.orientation') === 'portrait' ? 'portrait' : 'landscape',
      marginMm: Number(text('layout.marginMm').replace(',', '.') || Number.NaN),
      hasFrame: text('layout.hasFrame') === 'yes',
    },
    ...(logo && { logo }),
    ...(background && { background }),
    ...(english && { english }),
  }
}

function englishOf(
  fields: FormFields,
  text: (path: string) => string,
): NonNullable<TemplateContent['english']> {
  const prefix = 'english-programmes-'
  const programmes = Object.keys(fields).flatMap((name): [string, string][] => {
    const title = name.startsWith(prefix) ? textOf(fields, name) : ''
    return title === '' ? [] : [[name.slice(prefix.length), title]]
  })
  return {
    organisation: text('english.organisation'),
    city: text('english.city'),
    signatures: rows(ENGLISH_SIGNATURES, i => ({
      post: text(`english.signatures.${i}.post`),
      name: text(`english.signatures.${i}.name`),
    })),
    programmes: Object.fromEntries(programmes),
  }
}

/** Rows that somebody wrote into. */
function rows<T extends Omit<TemplateSignature, 'facsimile'>>(most: number, at: (i: number) => T): T[] {
  return Array.from({ length: most }, (_, i) => at(i)).filter(({ post, name }) => post !== '' || name !== '')
}

/** The content with an image where the form says; `library`: nowhere. */
export function withImage(content: TemplateContent, use: string, image: string): TemplateContent {
  if (use === 'logo' || use === 'background') return { ...content, [use]: image }
  const place = /^facsimile-(\d)$/.exec(use)?.[1]
  if (place === undefined) return content
  return {
    ...content,
    signatures: content.signatures.map((each, i) =>
      i === Number(place) ? { ...each, facsimile: image } : each,
    ),
  }
}
