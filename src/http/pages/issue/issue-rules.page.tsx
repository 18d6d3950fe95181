import type { PolicyView } from '#credits/issue/contract'
import { versionOf } from '#domain/changes/changes'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, Seen } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { dateIn, type View } from '../../view.ts'

interface RulesProps {
  view: View
  rows: readonly PolicyView[]
  isSaved: boolean
  /** Id of the programme whose form was refused. */
  wrong: string | null
}

const daysId = (programmeId: string): string => `days-${programmeId}`

/** Per programme: by hand, or by itself; and for how long an order holds. */
export function IssueRulesPage({ view, rows, isSaved, wrong }: RulesProps) {
  const { t } = view
  const errors = wrong === null ? {} : { [daysId(wrong)]: t.issue.orderDaysWrong }
  return (
    <Shell view={view} title={t.issue.policyTitle} nav="issue" isError={wrong !== null}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.issue.policyTitle}</h1>
      {isSaved && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.issue.policySaved}
        </p>
      )}
      <p>{t.issue.policyIntro}</p>
      {rows.map(row => (
        <RuleForm key={row.programme.id} view={view} row={row} isWrong={wrong === row.programme.id} />
      ))}
      <p>
        <a href={`${view.base}/issue`}>{t.issue.backToReady}</a>
      </p>
    </Shell>
  )
}

function RuleForm({ view, row, isWrong }: { view: View; row: PolicyView; isWrong: boolean }) {
  const { t, say, timeZone } = view
  const { programme, policy } = row
  const mode = policy?.mode ?? 'by-hand'
  return (
    <form method="post" action={`${view.base}/issue/rules`} noValidate>
      <h2 {...contentLang(view)}>{programme.title}</h2>
      <input type="hidden" name="programme" value={programme.id} />
      <Seen version={policy ? versionOf(policy) : 0} />
      <fieldset>
        <legend>{t.issue.policyMode}</legend>
        <label class="tick">
          <input type="radio" name="mode" value="by-hand" checked={mode === 'by-hand'} />
          {t.issue.byHand}
        </label>
        <label class="tick">
          <input type="radio" name="mode" value="automatic" checked={mode === 'automatic'} />
          {t.issue.automatic}
        </label>
        <p class="muted">{t.issue.automaticHint}</p>
      </fieldset>
      <Field
        id={daysId(programme.id)}
        label={t.issue.orderDays}
        hint={t.issue.orderDaysHint}
        error={isWrong ? t.issue.orderDaysWrong : undefined}
      >
        {described => (
          <input
            id={daysId(programme.id)}
            name="days"
            inputMode="numeric"
            maxLength={4}
            value={policy?.orderValidDays ?? ''}
            {...described}
          />
        )}
      </Field>
      <label class="tick">
        <input
          type="checkbox"
          name="consent"
          value="yes"
          checked={policy?.consentRequired ?? false}
          aria-describedby={`consent-${programme.id}`}
        />
        {t.issue.consentRule}
      </label>
      <p class="muted" id={`consent-${programme.id}`}>
        {t.issue.consentRuleHint}
      </p>
      {policy && (
        <p class="muted">
          <Mixed
            view={view}
            text={t.issue.policySet(policy.setByName, say.date(dateIn(timeZone, new Date(policy.setAt))))}
          />
        </p>
      )}
      <div class="actions">
        <button type="submit">
          {t.issue.policySave}
          <span class="vh" {...contentLang(view)}>
            : {programme.title}
          </span>
        </button>
      </div>
    </form>
  )
}
