import { ORGANISATION_LEVELS, ORGANISATION_MARKS, type Organisation } from '#domain/reports/organisation'
import { nestQuotes } from '#domain/texts/quotes'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

/** What stands in the form, as it was typed. */
export interface OrganisationDraft {
  title: string
  level: Organisation['level']
  municipality: string
  marks: Record<(typeof ORGANISATION_MARKS)[number], string>
}

export const emptyDraft: OrganisationDraft = {
  title: '',
  level: 'school',
  municipality: '',
  marks: { regulation: '', 'quality-system': '', 'job-descriptions': '' },
}

export const draftOfOrganisation = ({
  title,
  level,
  municipality,
  marks,
}: Organisation): OrganisationDraft => ({
  title,
  level,
  municipality: municipality ?? '',
  marks: { ...emptyDraft.marks, ...marks },
})

interface OrganisationsProps {
  view: View
  organisations: readonly Organisation[]
  /** Filled in: one is being changed, or what was sent did not hold. */
  draft: OrganisationDraft
  /** The one that is being changed, in the version that was seen. */
  changing: (Organisation & { version: number }) | null
  errors: Readonly<Record<string, string>>
  done: 'saved' | 'removed' | null
  /** A visit as it was typed. */
  visit: { on: string; recommendations: string } | undefined
}

/** Schools and municipalities by which reports add up, with what was recorded of each. */
export function OrganisationsPage(props: OrganisationsProps) {
  const { view, organisations, errors, done, changing } = props
  const { t } = view
  const hasErrors = Object.keys(errors).length > 0
  return (
    <Shell view={view} title={t.reports.place} nav="reports" isError={hasErrors}>
      <ErrorSummary view={view} errors={errors} />
      {done && (
        <div class="note" role="status" id="notice" tabIndex={-1}>
          {t.reports[done]}
        </div>
      )}
      <p>
        <a href={`${view.base}/reports`}>{t.reports.back}</a>
      </p>
      <h1 tabIndex={-1}>{t.reports.place}</h1>
      <p>{t.reports.placeAbout}</p>
      {organisations.length === 0 ? (
        <p>{t.reports.noPlaces}</p>
      ) : (
        <List view={view} organisations={organisations} />
      )}
      <Form {...props} />
      {changing && <Visits view={view} organisation={changing} errors={errors} visit={props.visit} />}
    </Shell>
  )
}

function List({ view, organisations }: { view: View; organisations: readonly Organisation[] }) {
  const { t, say } = view
  return (
    <ul class="plain-list">
      {organisations.map(each => {
        const query = new URLSearchParams({ id: each.id })
        const recommendations = each.visits.reduce((sum, visit) => sum + visit.recommendations, 0)
        return (
          <li key={each.id}>
            <b {...contentLang(view)}>{each.title}</b> · {t.reports.levels[each.level]}
            {each.municipality && <span {...contentLang(view)}> · {each.municipality}</span>}
            {recommendations > 0 && ` · ${t.reports.visits}: ${say.count(recommendations)}`}{' '}
            <a
              href={`${view.base}/reports/organisations?${query}`}
              aria-label={`${t.reports.change}: ${each.title}`}
            >
              {t.reports.change}
            </a>{' '}
            <a
              href={`${view.base}/reports/organisations/remove?${query}`}
              aria-label={`${t.reports.remove} ${each.title}`}
            >
              {t.reports.remove}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** Which one, in which version the form was made of it. */
const Seen = ({ id, version }: { id: string; version: number }) => (
  <>
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="version" value={version} />
  </>
)

function Form({ view, draft, changing, errors }: OrganisationsProps) {
  const { t } = view
  return (
    <form method="post" action={`${view.base}/reports/organisations`} noValidate>
      <h2>{changing ? t.reports.change : t.reports.add}</h2>
      {changing && <Seen {...changing} />}
      <fieldset>
        <legend>{t.reports.level}</legend>
        {ORGANISATION_LEVELS.map(level => (
          <label class="choice">
            <input type="radio" name="level" value={level} checked={draft.level === level} />{' '}
            {t.reports.levels[level]}
          </label>
        ))}
      </fieldset>
      <Field id="title" label={t.reports.name} hint={t.reports.nameHint} error={errors.title}>
        {described => (
          <input id="title" name="title" value={draft.title} maxLength={300} required {...described} />
        )}
      </Field>
      <Field id="municipality" label={t.reports.municipality} error={undefined}>
        {described => (
          <input
            id="municipality"
            name="municipality"
            value={draft.municipality}
            maxLength={300}
            {...described}
          />
        )}
      </Field>
      {ORGANISATION_MARKS.map(mark => (
        <Field id={mark} label={t.reports.marks[mark]} hint={t.reports.markHint} error={errors[mark]}>
          {described => <input type="date" id={mark} name={mark} value={draft.marks[mark]} {...described} />}
        </Field>
      ))}
      <div class="actions">
        <button type="submit" class="main">
          {t.reports.save}
        </button>
      </div>
    </form>
  )
}

function Visits({
  view,
  organisation,
  errors,
  visit: typed,
}: Pick<OrganisationsProps, 'view' | 'errors' | 'visit'> & {
  organisation: Organisation & { version: number }
}) {
  const { t, say } = view
  return (
    <form method="post" action={`${view.base}/reports/organisations/visit`} noValidate>
      <h2>{t.reports.visits}</h2>
      <ul class="plain-list">
        {organisation.visits.map(visit => (
          <li>
            {say.date(visit.on)}: {say.count(visit.recommendations)}
          </li>
        ))}
      </ul>
      <Seen {...organisation} />
      <Field id="on" label={t.reports.visitOn} error={errors.on}>
        {described => (
          <input type="date" id="on" name="on" value={typed?.on ?? view.today} required {...described} />
        )}
      </Field>
      <Field id="recommendations" label={t.reports.recommendations} error={errors.recommendations}>
        {described => (
          <input
            id="recommendations"
            name="recommendations"
            value={typed?.recommendations}
            inputMode="numeric"
            size={6}
            required
            {...described}
          />
        )}
      </Field>
      <div class="actions">
        <button type="submit">{t.reports.addVisit}</button>
      </div>
    </form>
  )
}

/** What is lost, before it is. */
export function RemoveOrganisationPage({
  view,
  organisation,
  version,
}: {
  view: View
  organisation: Organisation
  version: number
}) {
  const { t } = view
  const title = nestQuotes(t.reports.removeTitle(organisation.title))
  return (
    <Shell view={view} title={title} nav="reports">
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p>{t.reports.removeText}</p>
      <form method="post" action={`${view.base}/reports/organisations/remove`}>
        <Seen id={organisation.id} version={version} />
        <div class="actions">
          <button type="submit" class="main">
            {t.reports.removeNow}
          </button>
          <a class="button" href={`${view.base}/reports/organisations`}>
            {t.reports.keep}
          </a>
        </div>
      </form>
    </Shell>
  )
}
