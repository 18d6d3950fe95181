import type { NameView, Templates, TemplateView } from '#credits/templates/contract'
import { buildSample } from '#credits/templates/sample'
import { standardTemplates } from '#domain/templates/standard'
import { learner, programme } from './views.ts'

const content = standardTemplates.certificate

export const templateView: TemplateView = {
  id: 'tpl-1',
  kind: 'certificate',
  organisation: 'ТГПУ',
  content,
  basedOn: 1,
  draftAt: '2026-11-21T03:00:00.000Z',
  versions: [{ version: 1, savedAt: '2026-11-20T03:00:00.000Z', savedByName: 'Орлова Мария Ильинична' }],
  images: [{ id: 'a'.repeat(64), name: 'logo.png', type: 'png', width: 200, height: 100 }],
  programmes: [{ id: programme.id, title: programme.title }],
  sample: buildSample({
    kind: 'certificate',
    templateId: 'tpl-1',
    version: 1,
    content,
    programme,
    publicUrl: 'http://localhost',
    today: '2026-11-22',
  }),
}

const names: NameView = {
  person: { id: learner.id, familyName: 'Ковалёва', givenName: 'Анна', patronymic: 'Сергеевна' },
  proposed: {
    genitive: 'Ковалёвой Анны Сергеевны',
    dative: 'Ковалёвой Анне Сергеевне',
    latin: 'Anna Kovaleva',
  },
  used: { genitive: 'Ковалёвой Анны Сергеевны', dative: 'Ковалёвой Анне Сергеевне', latin: 'Anna Kovaleva' },
  isCorrected: false,
  version: 0,
}

export function fakeTemplates(over: Partial<Templates> = {}): Templates {
  return {
    list: async () => [
      { id: 'tpl-1', kind: 'certificate', organisation: 'ТГПУ', saved: null, hasDraft: true },
      {
        id: 'tpl-2',
        kind: 'statement',
        organisation: 'ТГПУ',
        saved: { version: 2, savedAt: '2026-11-20T03:00:00.000Z', savedByName: 'Орлова Мария Ильинична' },
        hasDraft: false,
      },
    ],
    read: async () => templateView,
    readSaved: async () => ({ ...templateView, draftAt: null }),
    saveDraft: async () => {},
    dropDraft: async () => {},
    save: async () => ({ templateId: 'tpl-1', version: 2 }),
    addImage: async (_actor, { name }) => ({ id: 'b'.repeat(64), name, type: 'png', width: 1, height: 1 }),
    readImage: async () => ({
      ...{ id: 'a'.repeat(64), templateId: 'tpl-1', name: 'logo.svg', type: 'svg' as const },
      ...{ width: 1, height: 1, bytes: new TextEncoder().encode('<svg/>') },
    }),
    preview: async () => new TextEncoder().encode('%PDF-1.7 sample'),
    tryOut: async () => new TextEncoder().encode('%PDF-1.7 sample'),
    readNames: async () => names,
    saveNames: async () => {},
    ...over,
  }
}
