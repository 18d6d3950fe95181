/** A template of documents as programs read and write it. Whether it compiles is for the use case to say, fault by fault. */
import { z } from 'zod'
import {
  TEMPLATE_KINDS,
  TEMPLATE_LINES,
  type TemplateContent,
  type TemplateLine,
} from '#domain/templates/template'
import { idSchema } from '../input.ts'

/** Longer than what compiles: the fault is told by its own code. */
const text = z.string().max(2000)
const imageId = z.string().regex(/^[0-9a-f]{64}$/, 'must be the id of an image')
const signature = z.strictObject({ post: text, name: text })

const lines = z.strictObject(
  Object.fromEntries(TEMPLATE_LINES.map(line => [line, text])) as Record<TemplateLine, typeof text>,
)

export const templateContentShape = z.strictObject({
  lines,
  signatures: z.array(signature.extend({ facsimile: imageId.optional() })).max(20),
  seal: text,
  layout: z.strictObject({
    orientation: z.enum(['landscape', 'portrait']),
    marginMm: z.number(),
    hasFrame: z.boolean(),
  }),
  logo: imageId.optional(),
  background: imageId.optional(),
  english: z
    .strictObject({
      organisation: text,
      city: text,
      signatures: z.array(signature).max(20),
      programmes: z.record(idSchema, text),
    })
    .optional(),
})

/** JSON knows no `undefined`: a field that was left out is not there. */
export const contentOf = (given: z.infer<typeof templateContentShape>) => given as TemplateContent

const saved = z.object({ version: z.number().int(), savedAt: z.string(), savedByName: z.string() })
const facts = { id: z.string(), kind: z.enum(TEMPLATE_KINDS), organisation: z.string() }

/** `saved`: `null` where the one that comes along is worn. */
export const templateRowShape = z.object({ ...facts, saved: saved.nullable() })

/** `width`, `height`: pixels, or units of an SVG's view box. */
export const templateImageShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['png', 'jpeg', 'svg']),
  width: z.number(),
  height: z.number(),
})

export const templateShape = z.object({
  ...facts,
  content: templateContentShape,
  basedOn: z.number().int(),
  versions: z.array(saved),
  images: z.array(templateImageShape),
  programmes: z.array(z.object({ id: z.string(), title: z.string() })),
})
