/** The regulations that apply here: those that come along and the organisation's own, read once at start. */
import { readRegulationFiles } from '#config/regulations'
import type { RegulationCatalogue } from '#credits/deps'
import type { GrowingCatalogue } from '#credits/regulations/contract'
import { AppError, NotFoundError } from '#domain/errors'
import { type Regulation, regulationInForce } from '#domain/regulation'
import { InvalidRegulationError, parseRegulation } from '#domain/regulation-file'
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
  return catalogueOf(files.map(({ file, text }) => parseFile(file, text)))
}

function parseFile(file: string, text: string): Regulation {
  try {
    return parseRegulation(text).regulation
  } catch (error) {
    if (error instanceof InvalidRegulationError) throw new RegulationFileError(file, error)
    throw error
  }
}

/** A catalogue of these versions, newest last. */
export const catalogueOf = (regulations: Regulation[]): RegulationCatalogue =>
  catalogueFrom(() => regulations)

/**
 * The same, and what was taken up on a page besides; `refresh` reads that again.
 *
 * @throws {RegulationFileError} by `refresh`, if what is stored does not hold under these rules
 */
export function growingCatalogue(
  shipped: RegulationCatalogue,
  { all }: Pick<RegulationStore, 'all'>,
): GrowingCatalogue {
  let taken: Regulation[] = []
  return {
    ...catalogueFrom(() => [...shipped.all(), ...taken]),
    async refresh() {
      taken = (await all()).map(({ id, text }) => parseFile(id, text))
    },
  }
}

function catalogueFrom(all: () => Regulation[]): RegulationCatalogue {
  const versionsOf = (id: string): [Regulation, ...Regulation[]] => {
    const regulations = all()
    const [first, ...later] = regulations
      .filter(regulation => regulation.id === id)
      .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
    if (first) return [first, ...later]
    const known = [...new Set(regulations.map(regulation => regulation.id))]
    throw new NotFoundError(`no regulation ${id}; there are: ${known.join(', ')}`)
  }
  return {
    get: id => versionsOf(id).at(-1) as Regulation,
    inForce: (id, date) => regulationInForce(versionsOf(id), date) ?? versionsOf(id)[0],
    all: () => [...all()],
  }
}
