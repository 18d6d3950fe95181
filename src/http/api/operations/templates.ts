import { z } from 'zod'
import { imageOf } from '../../image-upload.ts'
import { FILE_TYPES, sendFile } from '../../send-file.ts'
import { type Operation, operation } from '../operation.ts'
import {
  contentOf,
  templateContentShape,
  templateImageShape,
  templateRowShape,
  templateShape,
} from '../template-schemas.ts'
import { list } from './shared.ts'

/** 0: the one that comes along; absent: the newest. */
const ofVersion = z.strictObject({ version: z.coerce.number().int().min(0).optional() })

/** Templates of the organisations whose programmes the caller issues for; drafts are the page's alone. */
export const templates: Operation[] = [
  operation({
    method: 'get',
    path: '/templates',
    id: 'listTemplates',
    scope: 'templates:read',
    tag: 'templates',
    summary: { ru: 'Шаблоны документов', en: 'Templates of documents' },
    answer: list(templateRowShape),
    run: async ({ context, actor }) => {
      const rows = await context.templates.list(actor)
      return { items: rows.map(({ hasDraft: _, ...row }) => row), next: null }
    },
  }),
  operation({
    method: 'get',
    path: '/templates/:templateId',
    id: 'readTemplate',
    scope: 'templates:read',
    tag: 'templates',
    summary: {
      ru: 'Шаблон: что надевают документы сейчас, или названная версия',
      en: 'A template: what documents wear now, or the version that is named',
    },
    query: ofVersion,
    answer: templateShape,
    run: async ({ context, actor, params, query }) => {
      const { templateId } = params
      const {
        draftAt: _,
        sample: __,
        ...template
      } = await context.templates.readSaved(actor, String(templateId), query.version)
      return template
    },
  }),
  operation({
    method: 'get',
    path: '/templates/:templateId/preview.pdf',
    id: 'previewTemplate',
    scope: 'templates:read',
    tag: 'templates',
    summary: {
      ru: 'Образец документа по сохранённой версии, PDF',
      en: 'A sample document in a saved version, PDF',
    },
    query: ofVersion,
    answer: z.string(),
    mediaType: FILE_TYPES.pdf,
    run: async ({ context, actor, params, query, res }) => {
      const templateId = String(params.templateId)
      const { content } = await context.templates.readSaved(actor, templateId, query.version)
      sendFile(res, 'template', 'pdf', await context.templates.tryOut(actor, { templateId, content }))
    },
  }),
  operation({
    method: 'post',
    path: '/templates/:templateId/preview',
    id: 'tryTemplate',
    scope: 'templates:read',
    tag: 'templates',
    summary: {
      ru: 'Образец по присланному содержанию, PDF; ничего не сохраняет',
      en: 'A sample in the content that is sent, PDF; nothing is saved',
    },
    body: z.strictObject({ content: templateContentShape }),
    answer: z.string(),
    mediaType: FILE_TYPES.pdf,
    run: async ({ context, actor, params, body, res }) => {
      const input = { templateId: String(params.templateId), content: contentOf(body.content) }
      sendFile(res, 'template', 'pdf', await context.templates.tryOut(actor, input))
    },
  }),
  operation({
    method: 'post',
    path: '/templates/:templateId/versions',
    id: 'saveTemplate',
    scope: 'templates:write',
    tag: 'templates',
    summary: {
      ru: 'Сохранить новую версию; `basedOn` — версия, с которой начали',
      en: 'Save a new version; `basedOn` is the one that it began with',
    },
    body: z.strictObject({ content: templateContentShape, basedOn: z.number().int().min(0) }),
    answer: z.object({ templateId: z.string(), version: z.number().int() }),
    status: 201,
    run: ({ context, actor, params, body }) =>
      context.templates.save(actor, {
        templateId: String(params.templateId),
        content: contentOf(body.content),
        basedOn: body.basedOn,
      }),
  }),
  operation({
    method: 'post',
    path: '/templates/:templateId/images',
    id: 'addTemplateImage',
    scope: 'templates:write',
    tag: 'templates',
    summary: {
      ru: 'Принести изображение: логотип, фон или подпись; `id` называют в содержании',
      en: 'Bring an image: logo, background or facsimile; the content names its `id`',
    },
    takes: 'image',
    answer: templateImageShape,
    status: 201,
    run: ({ context, actor, params, res }) => {
      const { name, bytes } = imageOf(res)
      return context.templates.addImage(actor, { templateId: String(params.templateId), name, bytes })
    },
  }),
  operation({
    method: 'get',
    path: '/templates/:templateId/images/:imageId',
    id: 'readTemplateImage',
    scope: 'templates:read',
    tag: 'templates',
    summary: { ru: 'Изображение шаблона', en: 'An image of a template' },
    answer: z.string(),
    mediaType: 'application/octet-stream',
    run: async ({ context, actor, params, res }) => {
      const { templateId, imageId } = params
      const { name, bytes } = await context.templates.readImage(actor, String(templateId), String(imageId))
      res.attachment(name).type('application/octet-stream').send(Buffer.from(bytes))
    },
  }),
]
