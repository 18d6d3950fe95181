/**
 * A document that is issued (удостоверение о повышении квалификации, справка об обучении) as PDF/A-2b, drawn from its snapshot and
 * the images of its template alone: the same input gives the same bytes. Fields: 273-ФЗ ст. 60, base letter АК-316/06.
 */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { standardTemplate } from '#domain/templates/standard'
import { englishFace, type Images, russianFace } from './certificate/build-face.ts'
import { drawFace, POINTS_A_MM } from './certificate/face.ts'
import { drawModules } from './certificate/modules.ts'
import { createPen } from './forms/pen.ts'
import { embedImages } from './images/embed.ts'
import { closeSheet, openSheet } from './page.ts'

const NO_IMAGES: Images = new Map()

/** Page 1 the document itself, then, where the template has one, the English page, then the modules that it was issued for. */
export async function renderCertificate(
  snapshot: CertificateSnapshot,
  images: Images = NO_IMAGES,
): Promise<Uint8Array> {
  return (await drawCertificate(snapshot, images)).pdf
}

/** Lines smaller than this share of their size are too much text for a page. */
const LEAST_SCALE = 0.7

/** The words of the template do not fit on a page; the renderer tells it by its name. */
export class TemplateOverflowError extends RangeError {
  override readonly name = 'TemplateOverflowError'
}

/** The same for a template that is not saved yet. @throws {TemplateOverflowError} */
export async function tryCertificate(snapshot: CertificateSnapshot, images: Images): Promise<Uint8Array> {
  const { pdf, scale } = await drawCertificate(snapshot, images)
  if (scale < LEAST_SCALE) throw new TemplateOverflowError('too much text for a page')
  return pdf
}

async function drawCertificate(
  snapshot: CertificateSnapshot,
  images: Images,
): Promise<{ pdf: Uint8Array; scale: number }> {
  const { template = standardTemplate(snapshot.kind ?? 'certificate'), english } = snapshot
  const { content } = template
  const sheet = openSheet({
    title: `${snapshot.documentTitle} ${snapshot.registrationNumber}`,
    author: snapshot.issuer.name,
    date: snapshot.issuedOn,
    keywords: snapshot.verificationUrl,
    orientation: content.layout.orientation,
    margin: content.layout.marginMm * POINTS_A_MM,
  })
  await embedImages(sheet, images.values())
  const pen = createPen(sheet)
  const scale = drawFace(sheet, pen, russianFace(snapshot, content, images))
  if (english) {
    sheet.addPage()
    drawFace(sheet, pen, englishFace(snapshot, content, english, images))
  }
  sheet.addPage()
  drawModules(sheet, pen, snapshot)
  return { pdf: await closeSheet(sheet), scale }
}
