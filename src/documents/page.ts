/** A document to draw on: PDF/A-2b, fonts embedded, and nothing in it that differs between two renderings. */
import PDFDocument from 'pdfkit'
import { documentFonts } from './fonts.ts'

export interface DocumentFacts {
  title: string
  author: string
  /** Calendar date of the document, `YYYY-MM-DD`: its creation date, so that the same input gives the same bytes. */
  date: string
  /** Where it can be checked: found again in a file that somebody changed. */
  keywords?: string
  /** `landscape` unless told. */
  orientation?: 'landscape' | 'portrait'
  /** On all four sides, in points; default: 48 above, 40 below, 60 beside. */
  margin?: number
}

export type Sheet = InstanceType<typeof PDFDocument>

/** A new A4 document with the fonts `regular` and `bold`. */
export function openSheet(facts: DocumentFacts): Sheet {
  const created = new Date(`${facts.date}T00:00:00Z`)
  const sheet = new PDFDocument({
    size: 'A4',
    layout: facts.orientation ?? 'landscape',
    margins: marginsOf(facts.margin),
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: 'ru-RU',
    displayTitle: true,
    // none: pdfkit's own is not embedded, and a default that equals a registered font is opened anew at each use
    font: '',
    info: {
      Title: facts.title,
      Author: facts.author,
      ...(facts.keywords !== undefined && { Keywords: facts.keywords }),
      CreationDate: created,
      ModDate: created,
      Creator: 'Zachetka',
    },
  })
  sheet.registerFont('regular', documentFonts().regular)
  sheet.registerFont('bold', documentFonts().bold)
  return sheet.font('regular')
}

const marginsOf = (all: number | undefined) =>
  all === undefined
    ? { top: 48, bottom: 40, left: 60, right: 60 }
    : { top: all, bottom: all, left: all, right: all }

/** Ends the document and gives its bytes. */
export function closeSheet(sheet: Sheet): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    sheet.on('data', (chunk: Buffer) => chunks.push(chunk))
    sheet.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    sheet.on('error', reject)
    sheet.end()
  })
}
