import type { ConsentsView, ConsentView } from '#credits/consents/contract'
import type { Meanwhile } from '#domain/changes/meanwhile'
import { CONSENT_PURPOSES } from '#domain/consent'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { DifferenceTable } from '../../ui/queue/difference-table.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'
import { ConsentState, type DocumentsDone, Done, History } from './documents.page.tsx'

/** The wording and what it brings about, before it is given or withdrawn. */
export function ConsentPage({
  view,
  consent,
  withdraw,
  reworded,
}: {
  view: View
  consent: ConsentView
  withdraw: boolean
  /** Another wording began to hold before this one was agreed to. */
  reworded?: Meanwhile | undefined
}) {
  const { t, lang, base } = view
  const { purpose, text } = consent
  const title = text.title[lang]
  const heading = withdraw ? t.documents.withdrawTitle(title) : t.documents.giveTitle(title)
  return (
    <Shell view={view} title={heading} nav="documents" {...(reworded && { isError: true })}>
      {reworded && <Reworded view={view} reworded={reworded} />}
      <h1 tabIndex={-1}>{heading}</h1>
      <p {...contentLangOf(view, text.text[lang])}>{text.text[lang]}</p>
      <p class="muted">{t.documents.version(text.version)}</p>
      <h2>{withdraw ? t.documents.ifWithdrawn : t.documents.ifGiven}</h2>
      <p>{withdraw ? text.withdrawn[lang] : text.given[lang]}</p>
      <form method="post" action={`${base}/documents/consents/${purpose}`} data-once>
        <input type="hidden" name="version" value={text.version} />
        <input type="hidden" name="given" value={withdraw ? 'no' : 'yes'} />
        <FormActions view={view} back={`${base}/documents`}>
          {withdraw ? t.documents.withdrawNow : t.documents.agree}
        </FormActions>
      </form>
    </Shell>
  )
}

/** Nothing was agreed to: the new wording stands below. */
function Reworded({ view, reworded: { at, byName, differences } }: { view: View; reworded: Meanwhile }) {
  const { t, say, lang } = view
  const texts = differences.filter(({ field }) => field === lang)
  return (
    <section class="note problem" role="alert" id="conflict" tabIndex={-1}>
      <p>
        <b>
          <Mixed view={view} text={t.documents.reworded(byName, say.date(at))} />
        </b>
      </p>
      <DifferenceTable
        view={view}
        fields={texts.map(({ was, now }) => ({ label: t.documents.wording, was, now }))}
      />
    </section>
  )
}

/** The organisation's name stands in it as its charter has it. */
const contentLangOf = (view: View, text: string) => (/[а-яё]/i.test(text) ? contentLang(view) : {})

export interface PaperDraft {
  purpose: string
  given: string
  paper: string
}

interface LearnerConsentsProps {
  view: View
  consents: ConsentsView
  draft: PaperDraft
  errors: Readonly<Record<string, string>>
  done: DocumentsDone
  mayRecord: boolean
  /** The administrator's way to the data. */
  mayErase: boolean
}

/** For staff: what a learner agreed to, and what they agreed to on paper. */
export function LearnerConsentsPage(props: LearnerConsentsProps) {
  const { view, consents, errors, done, mayRecord, mayErase } = props
  const { t, base, lang } = view
  const learner = `${base}/learners/${encodeURIComponent(consents.personId)}`
  const title = t.documents.ofLearner(consents.name)
  return (
    <Shell view={view} title={title} nav="learners" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <Done view={view} done={done} />
      <p {...contentLang(view)}>
        <a href={learner}>{consents.name}</a>
      </p>
      <h1 tabIndex={-1}>
        {t.documents.ofLearner('')} <span {...contentLang(view)}>{consents.name}</span>
      </h1>
      <ul class="plain-list">
        {consents.consents.map(each => (
          <li key={each.purpose}>
            {each.text.title[lang]}: <ConsentState view={view} consent={each} />
          </li>
        ))}
      </ul>
      <History view={view} consents={consents} />
      {mayRecord && <PaperForm {...props} action={`${learner}/consents`} />}
      {mayErase && (
        <div class="actions">
          <a class="button" href={`${learner}/data`}>
            {t.documents.dataOf}
          </a>
        </div>
      )}
    </Shell>
  )
}

function PaperForm({ view, consents, draft, errors, action }: LearnerConsentsProps & { action: string }) {
  const { t, lang } = view
  const titleOf = (purpose: string) => consents.consents.find(each => each.purpose === purpose)?.text.title
  return (
    <form method="post" action={action} noValidate data-once>
      <h2>{t.documents.record}</h2>
      <Field id="purpose" label={t.documents.purpose} error={undefined}>
        {() => (
          <select id="purpose" name="purpose">
            {CONSENT_PURPOSES.map(purpose => (
              <option key={purpose} value={purpose} selected={purpose === draft.purpose}>
                {titleOf(purpose)?.[lang] ?? purpose}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="given" label={t.documents.decision} error={undefined}>
        {() => (
          <select id="given" name="given">
            <option value="yes" selected={draft.given === 'yes'}>
              {t.documents.gave}
            </option>
            <option value="no" selected={draft.given === 'no'}>
              {t.documents.took}
            </option>
          </select>
        )}
      </Field>
      <Field id="paper" label={t.documents.paper} hint={t.documents.paperHint} error={errors.paper}>
        {described => (
          <input id="paper" name="paper" value={draft.paper} maxLength={300} required {...described} />
        )}
      </Field>
      <div class="actions">
        <button type="submit" class="main">
          {t.documents.recordNow}
        </button>
      </div>
    </form>
  )
}
