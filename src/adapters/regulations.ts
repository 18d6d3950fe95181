/** The regulations that apply here: those that come along and the organisation's own, read once at start. */
import path from 'node:path'
import { readRegulationFiles } from '#config/regulations'
import type { RegulationCatalogue } from '#credits/deps'
import type { GrowingCatalogue } from '#credits/regulations/contract'
import { AppError, NotFoundError } from '#domain/errors'
import { groupBy } from '#domain/group-by'
import { told } from '#domain/regulations/fault-words'
import { InvalidRegulationError, parseRegulation } from '#domain/regulations/file'
import { isSameVersion, type Regulation, regulationInForce } from '#domain/regulations/regulation'
import type { RegulationStore } from '#store/ports/regulations'

/** A regulation file does not hold; `file` says which, the cause says where. */
export class RegulationFileError extends AppError {
  readonly code = 'invalid_regulation'
  readonly status = 500

  constructor(file: string, cause: InvalidRegulationError) {
    const faults = cause.faults.map(f => `  ${file}:${f.line} ${f.path}: ${f.message}. ${f.remedy}`)
    super(`A regulation file does not hold:\n${faults.join('\n')}`, {}, { cause })
  }
}

/**
 * Reads every regulation.
 *
 * @param ownDir the organisation's own files (`REGULATIONS_DIR`), read besides those that come along
 * @throws {RegulationFileError} for the first file that does not hold, with each of its faults
 */
export function loadRegulations(ownDir: string | null): RegulationCatalogue {
  const files = [...readRegulationFiles(), ...(ownDir ? readRegulationFiles(ownDir) : [])]
  const read = files.map(({ file, text }) => ({ file, text, regulation: parseFile(file, text) }))
  read.forEach((each, index) => {
    demandOwnDay(each, read.slice(0, index))
  })
  return catalogueOf(read.map(({ regulation }) => regulation))
}

interface ReadFile {
  file: string
  text: string
  regulation: Regulation
}

/** Of two versions from one day only one would judge, and no one could say which. @throws {RegulationFileError} */
function demandOwnDay({ file, text, regulation: next }: ReadFile, before: readonly ReadFile[]): void {
  const twin = before.find(({ regulation }) => isSameVersion(regulation, next))
  if (!twin) return
  const { id, version } = twin.regulation
  const words = told(
    `version ${version} of ${id} (${path.basename(twin.file)}) has the same name or begins on the same day`,
    'Give this one a version and a validFrom of its own, or remove one of the two files.',
    `версия ${version} положения ${id} (${path.basename(twin.file)}) называется так же или действует с того же дня`,
    'Дайте этой свои version и validFrom или уберите один из двух файлов.',
  )
  const line = text.split('\n').findIndex(each => each.startsWith('validFrom')) + 1
  throw new RegulationFileError(file, new InvalidRegulationError([{ line, path: 'validFrom', ...words }]))
}

function parseFile(file: string, text: string): Regulation {
  try {
    return parseRegulation(text).regulation
  } catch (error) {
    if (error instanceof InvalidRegulationError) throw new RegulationFileError(file, error)
    throw error
  }
}

/** A catalogue of these versions. A pull asks it for every record, so they are put in order once. */
export function catalogueOf(regulations: readonly Regulation[]): RegulationCatalogue {
  const ordered = regulations.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
  const byId = groupBy(ordered, ({ id }) => id)
  const versionsOf = (id: string): Regulation[] => {
    const versions = byId.get(id)
    if (versions) return versions
    throw new NotFoundError(`no regulation ${id}; there are: ${[...byId.keys()].join(', ')}`)
  }
  return {
    get: id => versionsOf(id).at(-1) as Regulation,
    inForce: (id, date) => {
      const versions = versionsOf(id)
      return regulationInForce(versions, date) ?? (versions[0] as Regulation)
    },
    all: () => [...regulations],
  }
}

/**
 * The same, and what was taken up on a page besides; `refresh` reads that again.
 *
 * @throws {RegulationFileError} by `refresh`, if what is stored does not hold under these rules
 */
export function growingCatalogue(
  shipped: RegulationCatalogue,
  { all }: Pick<RegulationStore, 'all'>,
): GrowingCatalogue {
  let catalogue = shipped
  return {
    get: id => catalogue.get(id),
    inForce: (id, date) => catalogue.inForce(id, date),
    all: () => catalogue.all(),
    async refresh() {
      const taken = (await all()).map(({ id, text }) => parseFile(id, text))
      catalogue = catalogueOf([...shipped.all(), ...taken])
    },
  }
}
