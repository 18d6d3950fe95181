/**
 * Images put into a document ahead of its drawing, one after the other. pdfkit unpacks a PNG beside the drawing and writes it when
 * it is ready: two of them race, and their objects stand in the file in either order. Waited for, the same input gives the same
 * bytes, and an image that is drawn thrice stands in the file once.
 */
import type { Sheet } from '../page.ts'
import type { TemplateImage } from './image.ts'

/** What pdfkit's `openImage` gives; its types leave it out. */
interface OpenedImage {
  obj?: unknown
  embed(sheet: Sheet): void
  /** A PNG's last step, when it is unpacked; a JPEG has none. */
  finalize?(): void
}

const embedded = new WeakMap<Sheet, Map<TemplateImage, OpenedImage>>()

/** SVG is drawn as lines and needs no place in the file. */
export async function embedImages(sheet: Sheet, images: Iterable<TemplateImage>): Promise<void> {
  const opened = new Map<TemplateImage, OpenedImage>()
  embedded.set(sheet, opened)
  for (const image of images) if (image.type !== 'svg') opened.set(image, await embed(sheet, image))
}

/** The image as `sheet.image` takes it. @throws {TypeError} it was not embedded in this sheet */
export function embeddedImage(sheet: Sheet, image: TemplateImage): Buffer {
  const opened = embedded.get(sheet)?.get(image)
  if (!opened) throw new TypeError('an image is embedded before it is drawn')
  return opened as unknown as Buffer
}

async function embed(sheet: Sheet, { bytes }: TemplateImage): Promise<OpenedImage> {
  const { openImage } = sheet as unknown as { openImage(bytes: Buffer): OpenedImage }
  const opened = openImage.call(sheet, Buffer.from(bytes))
  const finalize = opened.finalize?.bind(opened)
  if (!finalize) {
    opened.embed(sheet)
    return opened
  }
  await new Promise<void>((resolve, reject) => {
    opened.finalize = () => {
      finalize()
      resolve()
    }
    sheet.once('error', reject)
    opened.embed(sheet)
  })
  return opened
}
