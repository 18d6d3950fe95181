/** Images of templates: logo, background, facsimiles. */
import { NotFoundError } from '#domain/errors'
import type { Templates } from './contract.ts'
import type { TemplatesDeps } from './deps.ts'
import { ownTemplate } from './own.ts'

const LONGEST_NAME = 120

export function createTemplateImages(deps: TemplatesDeps): Pick<Templates, 'addImage' | 'readImage'> {
  const { templates } = deps.stores
  return {
    async addImage(actor, { templateId, name, bytes }) {
      const own = await ownTemplate(deps, actor, templateId)
      const { type, width, height } = deps.checkImage(bytes)
      const facts = { id: deps.hash(bytes), name: name.slice(-LONGEST_NAME), type, width, height }
      await templates.saveImage({ ...facts, templateId: own.id, bytes })
      return facts
    },
    async readImage(actor, templateId, imageId) {
      const own = await ownTemplate(deps, actor, templateId)
      const isOwn = (await templates.imagesOf(own.id)).some(each => each.id === imageId)
      const image = isOwn ? (await templates.images([imageId])).get(imageId) : undefined
      if (!image) throw new NotFoundError('no such image')
      return image
    },
  }
}
