/** Faces from a snapshot: the template's words filled, the English page in fixed words. */
import type { CertificateSnapshot, EnglishFace } from '#domain/certificates/certificate'
import { transliterate } from '#domain/names/transliterate'
import { fillText } from '#domain/templates/fill'
import type { TemplateContent, TemplateLine } from '#domain/templates/template'
import { formatDateLong } from '#domain/texts/dates'
import { hoursNumber } from '#domain/texts/hours-in-words'
import type { TemplateImage } from '../images/image.ts'
import { certificateWords, dateInWords } from '../words.ts'
import type { Face, FaceLine } from './face.ts'
import { fieldValues } from './values.ts'

export type Images = ReadonlyMap<string, TemplateImage>

const SOFT = '#5a6270'
type Style = Pick<FaceLine, 'ink' | 'gap'>

const style = (size: number, gap: number, face: 'regular' | 'bold' = 'regular', color?: string): Style => ({
  ink: { face, size, ...(color && { color }) },
  gap,
})

/** `issued` stands below the signatures. */
const STYLES: Readonly<Record<Exclude<TemplateLine, 'issued'>, Style>> = {
  organisation: style(15, 4, 'bold'),
  city: style(10, 20, 'regular', SOFT),
  title: style(20, 6, 'bold'),
  registration: style(12, 18),
  intro: style(11, 6, 'regular', SOFT),
  holder: style(20, 10, 'bold'),
  period: style(12, 6),
  completed: style(11, 6, 'regular', SOFT),
  programme: style(15, 6, 'bold'),
  amount: style(12, 4),
  closing: style(10, 0, 'regular', SOFT),
}
const LINES = Object.keys(STYLES) as Exclude<TemplateLine, 'issued'>[]

export function russianFace(snapshot: CertificateSnapshot, content: TemplateContent, images: Images): Face {
  const values = fieldValues(snapshot)
  const { replaces } = snapshot
  const filled = LINES.flatMap((line): FaceLine[] => {
    const text = fillText(content.lines[line], values)
    const own = text === '' ? [] : [{ text, ...STYLES[line] }]
    return line === 'registration' && replaces ? [...own, insteadOf(replaces)] : own
  })
  const logo = imageOf(images, content.logo)
  const background = imageOf(images, content.background)
  return {
    layout: content.layout,
    lines: filled,
    signatures: content.signatures.map(({ post, name, facsimile }) => {
      const image = imageOf(images, facsimile)
      return {
        post: fillText(post, values),
        name: fillText(name, values),
        ...(image && { facsimile: image }),
      }
    }),
    seal: fillText(content.seal, values),
    issued: fillText(content.lines.issued, values),
    check: certificateWords.check(snapshot.verificationUrl, snapshot.verificationCode),
    ...(replaces?.kind === 'duplicate' && { mark: certificateWords.duplicate }),
    ...(logo && { logo }),
    ...(background && { background }),
    url: snapshot.verificationUrl,
  }
}

function insteadOf({ registrationNumber, issuedOn }: NonNullable<CertificateSnapshot['replaces']>): FaceLine {
  const text = certificateWords.insteadOf(registrationNumber, dateInWords(issuedOn))
  return { text, ...style(9.5, 8, 'regular', SOFT) }
}

/** An image that the snapshot names is there: whoever issues has looked. */
function imageOf(images: Images, id: string | undefined): TemplateImage | undefined {
  if (id === undefined) return undefined
  const image = images.get(id)
  if (!image) throw new MissingImageError(`image ${id} is missing`)
  return image
}

/** The renderer tells it by its name. */
export class MissingImageError extends TypeError {
  override readonly name = 'MissingImageError'
}

export function englishFace(
  snapshot: CertificateSnapshot,
  content: TemplateContent,
  english: EnglishFace,
  images: Images,
): Face {
  const { names, learner, period, replaces, registrationNumber, issuedOn } = snapshot
  const holder = names?.latin ?? transliterate([learner.givenName, learner.familyName].join(' '))
  const isStatement = snapshot.kind === 'statement'
  const logo = imageOf(images, content.logo)
  const hours = `${hoursNumber(snapshot.hours).replace(',', '.')} academic hours`
  const lines: (FaceLine | false)[] = [
    { text: english.organisation, ...STYLES.organisation },
    { text: english.city, ...STYLES.city },
    { text: english.title.toUpperCase(), ...STYLES.title },
    { text: `Registration No. ${transliterate(registrationNumber)}`, ...STYLES.registration },
    replaces !== undefined && {
      text: `Issued in place of No. ${transliterate(replaces.registrationNumber)} of ${formatDateLong(replaces.issuedOn, 'en')}`,
      ...style(9.5, 8, 'regular', SOFT),
    },
    { text: 'This is to certify that', ...STYLES.intro },
    { text: holder, ...STYLES.holder },
    {
      text: `from ${formatDateLong(period.from, 'en')} to ${formatDateLong(period.to, 'en')}`,
      ...STYLES.period,
    },
    {
      text: isStatement
        ? 'studied, without completing it, the programme of professional development'
        : 'completed the programme of professional development',
      ...STYLES.completed,
    },
    { text: `“${english.programme}”`, ...STYLES.programme },
    { text: `${hours}${isStatement ? ' mastered' : ''}`, ...STYLES.amount },
    { text: 'Translation of the document in Russian, which alone has legal force.', ...STYLES.closing },
  ]
  return {
    layout: content.layout,
    lines: lines.filter(line => line !== false),
    signatures: english.signatures,
    seal: '',
    issued: `${english.city}, ${formatDateLong(issuedOn, 'en')}`,
    check: `Check: ${snapshot.verificationUrl}?lang=en`,
    ...(replaces?.kind === 'duplicate' && { mark: 'DUPLICATE' }),
    ...(logo && { logo }),
    url: `${snapshot.verificationUrl}?lang=en`,
  }
}
