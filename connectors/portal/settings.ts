import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { dateFormats } from '../kit/local-time.ts'
import { encodings } from './encoding.ts'
import { formats } from './format.ts'

/** `{key}` may stand in it. */
const exportUrl = z.url({ protocol: /^https?$/, error: 'an address that starts with https://' }).pipe(
  z.string().refine(text => {
    const { username, password } = new URL(text)
    return !username && !password
  }, 'no user name or password in the address: they belong to the secrets'),
)

/** An object, or the same as YAML text from a command line. */
const mapping = z
  .union([
    z.string().transform((text, context): unknown => {
      try {
        return parseYaml(text, { maxAliasCount: 10 })
      } catch {
        context.addIssue('is not YAML')
        return z.NEVER
      }
    }),
    z.record(z.string(), z.unknown()),
  ])
  .pipe(z.record(z.string(), z.unknown()))

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])

/** A store may give `null` back for what was not given. */
const absent = <T>(schema: z.ZodType<T>) => schema.nullish().transform(value => value ?? undefined)

/** Settings of a connection to a site that can only export. */
export const portalSettings = z
  .object({
    /** Address of the export; `{key}` in it stands for the secret of that name. */
    url: absent(exportUrl),
    /** A file in the directory that the operator opened for imports, e.g. `master/2026.csv`. A run may bring its own. */
    file: absent(z.string().trim().min(1).max(500)),
    /** A mapping that comes with Zachetka. */
    preset: z.string().default('tspu'),
    /** What differs from the preset; see `presets/tspu.yaml` for the parts. */
    mapping: mapping.default({}),
    /** What the export is; `auto` looks at it. */
    format: z.enum(['auto', ...formats]).default('auto'),
    /** Encoding of text that names none and is not UTF-8; default: that of the mapping. */
    encoding: z.enum(encodings).optional(),
    /** Encoding whatever the export says of itself. */
    forceEncoding: z.enum(encodings).optional(),
    /** IANA zone of the dates; default: that of the mapping. */
    timeZone: z.string().optional(),
    /** Name of the sheet of a workbook; default: the one whose header is known. */
    sheet: z.string().min(1).optional(),
    /** Of CSV; default: guessed. */
    delimiter: z.enum([';', ',', '\t', '|']).optional(),
    /** First of these formats that fits; default: those of the mapping. */
    dateFormats: z.array(z.enum(dateFormats)).min(1).optional(),
    /** Unknown headers stop the import; `true` passes them over instead, with a warning. */
    allowUnknownHeaders: flag.default(false),
    /** Rows in one page of the pull, 1–5000. */
    pageSize: z.coerce.number().int().min(1).max(5000).default(500),
  })
  .refine(({ url, file }) => !(url && file), { path: ['file'], message: 'either an address or a file' })

export type PortalSettings = z.infer<typeof portalSettings>

/** All optional: most exports are open, or open to our address. */
export const portalSecrets = z.object({
  /** HTTP Basic. */
  username: z.string().optional(),
  password: z.string().optional(),
  /** HTTP Bearer. */
  token: z.string().optional(),
  /** Stands in the address as `{key}`. */
  key: z.string().optional(),
})

export type PortalSecrets = z.infer<typeof portalSecrets>
