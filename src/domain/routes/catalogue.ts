/** The modules of a programme as whoever plans looks through them: what each is to their book and plan, and which fit a filter. Pure. */
import type { ProgrammeModule } from '../books/book.ts'
import type { Hours } from '../hours.ts'
import type { ModuleKind, ModulePart } from '../kinds.ts'

/** Where a module stands already. */
export type Standing = 'counted' | 'pending' | 'planned'

export interface CatalogueModule extends ProgrammeModule {
  /** `null`: nowhere yet. */
  stands: Standing | null
  /** Mandatory (обязательный), and not mastered yet: what waits for the curator or is planned closes it once it counts. */
  closes: boolean
  /**
   * Can still be chosen (свободный): it stands nowhere, or it counts once per piece. Neither a price nor places are known of a
   * module, so that nothing else is meant.
   */
  free: boolean
}

/** What a module is held against. */
export interface Chosen {
  /** Ids of the modules of entries that count, and of those that wait for the curator. */
  counted: ReadonlySet<string>
  pending: ReadonlySet<string>
  planned: ReadonlySet<string>
  /** Ids of the mandatory modules that lack. */
  missing: ReadonlySet<string>
  /** Whether a module may count more than once. */
  isRepeatable(module: ProgrammeModule): boolean
}

export interface CatalogueFilter {
  /** Empty: any. */
  kinds: readonly ModuleKind[]
  part: ModulePart | null
  /** Both inclusive; `null`: no bound. */
  hoursFrom: Hours | null
  hoursTo: Hours | null
  free: boolean
  closes: boolean
}

export function catalogueModule<T extends ProgrammeModule>(module: T, chosen: Chosen): T & CatalogueModule {
  const stands = standingOf(module.id, chosen)
  return {
    ...module,
    stands,
    closes: chosen.missing.has(module.id),
    free: stands === null || chosen.isRepeatable(module),
  }
}

function standingOf(id: string, { counted, pending, planned }: Chosen): Standing | null {
  if (counted.has(id)) return 'counted'
  if (pending.has(id)) return 'pending'
  return planned.has(id) ? 'planned' : null
}

export const fits = (module: CatalogueModule, filter: CatalogueFilter): boolean =>
  (filter.kinds.length === 0 || filter.kinds.includes(module.kind)) &&
  (filter.part === null || filter.part === module.part) &&
  (filter.hoursFrom === null || module.hours >= filter.hoursFrom) &&
  (filter.hoursTo === null || module.hours <= filter.hoursTo) &&
  (!filter.free || module.free) &&
  (!filter.closes || module.closes)
