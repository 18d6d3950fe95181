/** What the use cases on templates are built from. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import type { Stores } from '#store/ports/index'
import type { StoredImage } from '#store/ports/templates'

/** Images by their ids, as the renderer takes them. */
export type Images = Record<string, StoredImage>

export interface TemplatesDeps {
  stores: Stores
  /** What an image is by its bytes. @throws {ImageRefusedError} */
  checkImage(bytes: Uint8Array): Pick<StoredImage, 'type' | 'width' | 'height'>
  /** SHA-256, hex. */
  hash(bytes: Uint8Array): string
  /** Draws it. @throws with `code: 'render_failed'` and `facts.fault` if it cannot be drawn or does not fit */
  tryOut(snapshot: CertificateSnapshot, images: Images): Promise<Uint8Array>
  now(): Date
  publicUrl: string
  timeZone: string
}
