import { MODULE_KINDS, MODULE_PARTS } from '#domain/kinds'
import { catalogues } from '#domain/texts/texts'
import type { StoredProgramme } from '#store/ports/people'
import type { Notice } from '../notice.ts'
import { contentLang } from '../ui/book-link.ts'
import { ErrorSummary, Field } from '../ui/form.tsx'
import { Shell } from '../ui/shell.tsx'
import type { View } from '../view.ts'

/** A module as the form shows it; `source` in words, empty for a module that lives in no course. */
export interface ModuleDraft {
  id: string
  title: string
  kind: string
  part: string
  hours: string
  source: string
}

export interface ProgrammeDraft {
  title: string
  contexts: string
  modules: ModuleDraft[]
}

interface ProgrammeProps {
  view: View
  programme: StoredProgramme
  regulation: string
  draft: ProgrammeDraft
  errors: Readonly<Record<string, string>>
  notice: Notice | null
}

/** A programme with its modules: each with hours, kind and part; one more may be added. */
export function ProgrammePage(props: ProgrammeProps) {
  const { view, programme, regulation, draft, errors, notice } = props
  const { t } = view
  return (
    <Shell view={view} title={programme.title} nav="programmes" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      {notice?.kind === 'programme-saved' && (
        <div class="note" role="status" id="notice" tabIndex={-1}>
          <b>{t.programmes.saved}</b>
        </div>
      )}
      <h1 tabIndex={-1} {...contentLang(view)}>
        {programme.title}
      </h1>
      <p class="muted">
        {t.programmes.regulation}: {regulation}
      </p>
      <form
        method="post"
        action={`${view.base}/admin/programmes/${encodeURIComponent(programme.id)}`}
        noValidate
        data-once
      >
        <Field id="title" label={t.programmes.name} error={errors.title}>
          {described => (
            <input
              id="title"
              name="title"
              value={draft.title}
              maxLength={300}
              {...contentLang(view)}
              {...described}
            />
          )}
        </Field>
        {draft.modules.map((module, i) => (
          <ModuleFields key={module.id} view={view} module={module} index={i} errors={errors} />
        ))}
        <Field
          id="contexts"
          label={t.programmes.curators}
          hint={t.programmes.curatorsHint}
          error={errors.contexts}
        >
          {described => (
            <input id="contexts" name="contexts" value={draft.contexts} maxLength={2000} {...described} />
          )}
        </Field>
        <Deployments view={view} programme={programme} />
        <div class="actions">
          <button type="submit" class="main">
            {t.programmes.save}
          </button>
          <a class="button" href={`${view.base}/admin/programmes`}>
            {t.back}
          </a>
        </div>
      </form>
    </Shell>
  )
}

interface ModuleProps {
  view: View
  module: ModuleDraft
  index: number
  errors: Readonly<Record<string, string>>
}

function ModuleFields({ view, module, index, errors }: ModuleProps) {
  const { t, lang } = view
  const isNew = module.id === ''
  const id = (field: string): string => `${field}-${index}`
  return (
    <fieldset class="module">
      <legend>{isNew ? t.programmes.newModule : t.programmes.module(index + 1)}</legend>
      <input type="hidden" name="module" value={module.id} />
      <Field
        id={id('title')}
        label={t.programmes.moduleTitle}
        {...(isNew && { hint: t.programmes.newModuleHint })}
        error={errors[id('title')]}
      >
        {described => (
          <input
            id={id('title')}
            name="moduleTitle"
            value={module.title}
            maxLength={500}
            {...contentLang(view)}
            {...described}
          />
        )}
      </Field>
      <div class="filters">
        <Field id={id('hours')} label={t.programmes.hours} error={errors[id('hours')]}>
          {described => (
            <input id={id('hours')} name="hours" inputMode="decimal" value={module.hours} {...described} />
          )}
        </Field>
        <Choice
          id={id('kind')}
          name="kind"
          label={t.programmes.kind}
          chosen={module.kind}
          of={MODULE_KINDS}
          words={catalogues[lang].kinds}
        />
        <Choice
          id={id('part')}
          name="part"
          label={t.programmes.part}
          chosen={module.part}
          of={MODULE_PARTS}
          words={catalogues[lang].parts}
        />
      </div>
      {!isNew && <Extras view={view} module={module} index={index} />}
    </fieldset>
  )
}

interface ChoiceProps {
  id: string
  name: string
  label: string
  chosen: string
  of: readonly string[]
  words: Readonly<Record<string, string>>
}

const Choice = ({ id, name, label, chosen, of, words }: ChoiceProps) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select id={id} name={name}>
      {of.map(each => (
        <option key={each} value={each} selected={each === chosen}>
          {words[each]}
        </option>
      ))}
    </select>
  </div>
)

/** What is chosen by a tick: to unlink, to take out. */
function Extras({ view, module, index }: Omit<ModuleProps, 'errors'>) {
  const { programmes } = view.t
  return (
    <>
      <p class="muted">
        {programmes.source}:{' '}
        {module.source ? <span {...contentLang(view)}>{module.source}</span> : programmes.noSource}
      </p>
      {module.source && (
        <label class="tick" for={`unlink-${index}`}>
          <input type="checkbox" id={`unlink-${index}`} name="unlink" value={module.id} />
          {programmes.unlink}
        </label>
      )}
      <label class="tick" for={`drop-${index}`}>
        <input type="checkbox" id={`drop-${index}`} name="drop" value={module.id} />
        {programmes.drop}
      </label>
      <p class="muted">{programmes.dropHint}</p>
    </>
  )
}

function Deployments({ view, programme }: { view: View; programme: StoredProgramme }) {
  const { programmes } = view.t
  if (programme.deployments.length === 0) return <p>{programmes.deploymentsNone}</p>
  return (
    <>
      <p class="muted">{programmes.deployments}:</p>
      <ul class="plain-list">
        {programme.deployments.map(deployment => (
          <li key={deployment}>
            <code>{deployment}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
