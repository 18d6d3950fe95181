import type { DraftStore, FormDraft } from '#store/ports/drafts'

/** Forms that came late, in memory. */
export function memoryDrafts(): DraftStore & { all: FormDraft[]; files: Map<string, Uint8Array> } {
  const all: FormDraft[] = []
  const files = new Map<string, Uint8Array>()
  return {
    all,
    files,
    async keep(draft, sealedFile) {
      all.push(draft)
      if (sealedFile) files.set(draft.id, sealedFile)
    },
    fileOf: async (id, personId) =>
      all.some(each => each.id === id && each.personId === personId) ? (files.get(id) ?? null) : null,
    find: async (id, personId, now) =>
      all.find(each => each.id === id && each.personId === personId && each.expiresAt > now) ?? null,
    remove: async (id, personId) => {
      const at = all.findIndex(each => each.id === id && each.personId === personId)
      if (at >= 0) all.splice(at, 1)
    },
  }
}
