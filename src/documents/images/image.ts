/** Images of templates: what is taken, and what is refused with which reason. */
import { AppError } from '#domain/errors'

export type ImageType = 'png' | 'jpeg' | 'svg'

export interface TemplateImage {
  type: ImageType
  /** In pixels, or in the units of the SVG's view box. */
  width: number
  height: number
  bytes: Uint8Array
}

const IMAGE_FAULTS = ['kind', 'too-large', 'broken', 'pixels', 'colours', 'svg-element', 'svg-style'] as const
export type ImageFault = (typeof IMAGE_FAULTS)[number]

/** The image cannot stand on a document; `facts.fault` says why, `facts.what` names the element. */
export class ImageRefusedError extends AppError {
  readonly code = 'image_refused'
  readonly status = 422

  constructor(fault: ImageFault, what = '') {
    super(`the image is refused: ${fault}`, { fault, ...(what && { what }) })
  }
}

export const MOST_IMAGE_BYTES = 1024 * 1024
export const MOST_PIXELS_A_SIDE = 4000
