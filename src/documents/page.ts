/** A document to draw on: PDF/A-2b, fonts embedded, and nothing in it that differs between two renderings. */
import PDFDocument from 'pdfkit'
import { documentFonts } from './fonts.ts'

export interface DocumentFacts {
  title: string
  author: string
  /** Calendar date of the document, `YYYY-MM-DD`: its creation date, so that the same input gives the same bytes. */
  date: string
}

export type Sheet = InstanceType<typeof PDFDocument>

/** A new A4 landscape document with the fonts `regular` and `bold`. */
export function openSheet(facts: DocumentFacts): Sheet {
  const created = new Date(`${facts.date}T00:00:00Z`)
  const sheet = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: 48, bottom: 40, left: 60, right: 60 },
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: 'ru-RU',
    displayTitle: true,
    font: documentFonts().regular as unknown as string,
    info: {
      Title: facts.title,
      Author: facts.author,
      CreationDate: created,
      ModDate: created,
      Creator: 'Zachetka',
    },
  })
  sheet.registerFont('regular', documentFonts().regular)
  sheet.registerFont('bold', documentFonts().bold)
  return sheet.font('regular')
}

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
