/** What a version says that somebody saved while another was written. */
import { differencesOf, type Meanwhile } from '#domain/changes/meanwhile'
import type { TemplateContent } from '#domain/templates/template'
import type { TemplateVersion } from '#store/ports/templates'
import { TemplateChangedError } from './errors.ts'

/** @param standard what stands there before the first version */
export function changedMeanwhile(
  versions: readonly TemplateVersion[],
  basedOn: number,
  standard: TemplateContent,
): TemplateChangedError {
  const newest = versions.find(({ version }) => version > basedOn)
  const seen = versions.find(({ version }) => version === basedOn)?.content ?? standard
  const facts = { version: basedOn + 1 }
  return new TemplateChangedError('somebody saved another version meanwhile', facts, {
    meanwhile: newest && metAs(newest, seen),
  })
}

function metAs(
  { savedBy, savedByName, savedAt, version, content }: TemplateVersion,
  seen: TemplateContent,
): Meanwhile {
  const differences = differencesOf(textsOf(seen), textsOf(content))
  return { by: savedBy, byName: savedByName, at: savedAt, version, differences }
}

const textsOf = ({ lines, seal, signatures }: TemplateContent) => ({
  ...lines,
  ...{ seal, signatures: signatures.map(({ post, name }) => [post, name].filter(Boolean).join(' ')) },
})
