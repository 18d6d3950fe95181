/** A template on an invented learner: what its document would say, and how it would look. */
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { NotFoundError } from '#domain/errors'
import { type TemplateFault, TemplateFaultyError, templateFaults } from '#domain/templates/check'
import { imagesOf, type TemplateContent } from '#domain/templates/template'
import { localDate } from '#domain/time/local-date'
import type { TemplatesDeps } from './deps.ts'
import type { OwnTemplate } from './own.ts'
import { buildSample } from './sample.ts'

export function sampleOf(
  { now, timeZone, publicUrl }: TemplatesDeps,
  { id, kind, programmes: [programme] }: OwnTemplate,
  content: TemplateContent,
  version: number,
): CertificateSnapshot {
  if (!programme) throw new NotFoundError('no programme')
  const today = localDate(now(), timeZone)
  return buildSample({ ...{ kind, version, content, programme, publicUrl, today }, templateId: id })
}

/** @throws {TemplateFaultyError} for what does not compile, lacks an image, or cannot be drawn */
export async function draw(
  deps: TemplatesDeps,
  own: OwnTemplate,
  content: TemplateContent,
  version: number,
): Promise<Uint8Array> {
  const ids = imagesOf(content)
  const images = await deps.stores.templates.images(ids)
  const faults = [...templateFaults(content), ...(ids.every(id => images.has(id)) ? [] : [IMAGE_MISSING])]
  if (faults.length > 0) throw new TemplateFaultyError(faults)
  return deps.tryOut(sampleOf(deps, own, content, version), Object.fromEntries(images)).catch(error => {
    throw faultOf(error)
  })
}

const IMAGE_MISSING: TemplateFault = { path: 'images', code: 'image-missing' }

/** Too much text is the template's fault; anything else is ours, or an image that cannot be drawn. */
function faultOf(error: unknown): unknown {
  const { code, facts } = error as { code?: string; facts?: { fault?: string } }
  if (code !== 'render_failed' || !facts?.fault) return error
  if (facts.fault === 'TemplateOverflowError')
    return new TemplateFaultyError([{ path: 'lines', code: 'does-not-fit' }])
  return new TemplateFaultyError([IMAGE_MISSING])
}
