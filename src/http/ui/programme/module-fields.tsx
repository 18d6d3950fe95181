import { MODULE_FORMS, MODULE_KINDS, MODULE_PARTS } from '#domain/kinds'
import type { Regulation } from '#domain/regulations/regulation'
import { catalogues } from '#domain/texts/texts'
import type { ModuleDraft, ProgrammeDraft } from '../../programme/draft.ts'
import type { View } from '../../view.ts'
import { contentLang } from '../book/book-link.ts'
import { Choice, Text, Tick } from './fields.tsx'

export interface ModuleProps {
  view: View
  regulation: Regulation
  module: ModuleDraft
  index: number
  draft: ProgrammeDraft
  errors: Readonly<Record<string, string>>
}

/** One module: what it is first, the rest folded away until somebody wants it. */
export function ModuleFields(props: ModuleProps) {
  const { view, module, index, errors } = props
  const { t, lang } = view
  const at = (field: string): string => `${field}-${index}`
  const isNew = module.key === ''
  return (
    <fieldset class="module">
      <legend>{isNew ? t.programmes.newModule : t.programmes.module(index + 1)}</legend>
      <input type="hidden" name="module" value={module.key} />
      <Text
        {...{ view, id: at('title'), name: 'moduleTitle', label: t.programmes.moduleTitle }}
        {...{ value: module.title, longest: 500, error: errors[at('title')] }}
        {...(isNew && { hint: t.programmes.newModuleHint })}
      />
      <div class="filters">
        <Text
          {...{ view, id: at('hours'), name: 'hours', label: t.programmes.hours, value: module.hours }}
          {...{ longest: 8, isNumber: true, error: errors[at('hours')] }}
        />
        <Choice
          {...{ id: at('kind'), name: 'kind', label: t.programmes.kind, chosen: module.kind }}
          {...{ of: MODULE_KINDS, words: catalogues[lang].kinds }}
        />
        <Choice
          {...{ id: at('part'), name: 'part', label: t.programmes.part, chosen: module.part }}
          {...{ of: MODULE_PARTS, words: catalogues[lang].parts }}
        />
      </div>
      <Extras {...props} />
      {!isNew && <Leaving {...props} />}
    </fieldset>
  )
}

function Extras({ view, regulation, module, index, errors }: ModuleProps) {
  const { t, lang } = view
  const words = t.programmes
  const at = (field: string): string => `${field}-${index}`
  const asksStudy = regulation.invariantShare?.of === 'study'
  return (
    <details open={Boolean(errors[at('listYear')] ?? errors[at('moduleId')])}>
      <summary>
        <span>{words.extras}</span>
      </summary>
      <div class="filters">
        <Text
          {...{ view, id: at('moduleId'), name: 'moduleId', label: words.moduleId, value: module.id }}
          {...{ longest: 60, error: errors[at('moduleId')], isFixed: module.key !== '' }}
        />
        <Choice
          {...{ id: at('form'), name: 'form', label: words.form, chosen: module.form, none: words.anyForm }}
          {...{ of: MODULE_FORMS, words: catalogues[lang].forms }}
        />
        <Flag id={at('repeatable')} name="repeatable" label={words.repeatable} module={module} view={view} />
        {asksStudy ? (
          <Flag id={at('study')} name="study" label={words.study} module={module} view={view} />
        ) : (
          <input type="hidden" name="study" value={module.study} />
        )}
        <Text
          {...{ view, id: at('moduleProvider'), name: 'moduleProvider', label: words.moduleProvider }}
          value={module.provider}
        />
        <Text
          {...{ view, id: at('listYear'), name: 'listYear', label: words.listYear, value: module.listYear }}
          {...{ longest: 4, isNumber: true, error: errors[at('listYear')] }}
        />
      </div>
    </details>
  )
}

interface FlagProps {
  view: View
  id: string
  name: 'repeatable' | 'study'
  label: string
  module: ModuleDraft
}

function Flag({ view, id, name, label, module }: FlagProps) {
  const { flag } = view.t.programmes
  return (
    <Choice
      {...{ id, name, label, chosen: module[name], of: ['yes', 'no'], words: flag, none: flag.asRegulation }}
    />
  )
}

/** What is chosen by a tick: to unlink, to take out. */
function Leaving({ view, module: { key, source }, index, draft }: ModuleProps) {
  const { programmes } = view.t
  return (
    <>
      <p class="muted">
        {programmes.source}: {source ? <span {...contentLang(view)}>{source}</span> : programmes.noSource}
      </p>
      {source && (
        <Tick id={`unlink-${index}`} name="unlink" value={key} checked={draft.unlink.includes(key)}>
          {programmes.unlink}
        </Tick>
      )}
      <Tick id={`drop-${index}`} name="drop" value={key} checked={draft.drop.includes(key)}>
        {programmes.drop}
      </Tick>
    </>
  )
}
