import type { FederalRegister, RegisterCheck } from '#credits/register/contract'
import type { FederalRun } from '#store/ports/federal'
import { contentLang } from '../../ui/book/book-link.ts'
import { FileLink } from '../../ui/file-link.tsx'
import { ErrorSummary, MadeAt } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { dayOf } from '../../ui/moment.ts'
import { LackingList } from '../../ui/register/lacking.tsx'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

interface FederalProps {
  view: View
  check: RegisterCheck
  runs: readonly FederalRun[]
  programmes: readonly { id: string; title: string }[]
  period: { from: string; to: string }
  /** Rows of the period that the file would hold and leave out; `null`: not counted yet. */
  count: { ready: number; left: number } | null
  isWrong: boolean
  isWriter: boolean
}

/** The federal register: whose data lack what, long before issue, and the file. */
export function FederalPage(props: FederalProps) {
  const { view, check, isWrong, isWriter, programmes } = props
  const { t, say, base } = view
  const { documents, learners } = check
  const isGood = documents.lacking.length + learners.lacking.length === 0
  return (
    <Shell view={view} title={t.register.federalTitle} nav="register" isError={isWrong}>
      <ErrorSummary view={view} errors={isWrong ? { from: t.register.exportWrong } : {}} />
      <h1 tabIndex={-1}>{t.register.federalTitle}</h1>
      <p>{t.register.federalIntro}</p>
      <p class="lead">{t.register.checked(say.count(documents.checked), say.count(learners.checked))}</p>
      {isGood && <p>{t.register.allGood}</p>}
      <LackingList
        view={view}
        id="documents"
        title={t.register.lackDocuments(say.count(documents.lacking.length))}
        rows={documents.lacking}
      />
      <LackingList
        view={view}
        id="learners"
        title={t.register.lackLearners(say.count(learners.lacking.length))}
        rows={learners.lacking}
      />
      {check.incompleteLists.map(({ list, known, expected }) => (
        <p class="note quiet">{t.register.incomplete(list, say.count(known), say.count(expected))}</p>
      ))}
      {isWriter && <Export {...props} />}
      {isWriter && programmes.length > 0 && (
        <section aria-labelledby="programmes-title">
          <h2 id="programmes-title">{t.register.programmes}</h2>
          <ul class="plain-list">
            {programmes.map(({ id, title }) => (
              <li key={id}>
                <a
                  href={`${base}/register/federal/programmes/${encodeURIComponent(id)}`}
                  {...contentLang(view)}
                >
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isWriter && <Runs {...props} />}
      <p>
        <a href={`${base}/register`}>{t.register.backToList}</a>
      </p>
    </Shell>
  )
}

/** First the count, then the file. */
function Export({ view, period, count }: FederalProps) {
  const { t, say, base } = view
  const action = `${base}/register/federal`
  return (
    <section aria-labelledby="export-title">
      <h2 id="export-title">{t.register.exportTitle}</h2>
      <form method="get" action={action} class="filters">
        <div>
          <label for="from">{t.register.exportFrom}</label>
          <input id="from" name="from" type="date" value={period.from} required />
        </div>
        <div>
          <label for="to">{t.register.exportTo}</label>
          <input id="to" name="to" type="date" value={period.to} required />
        </div>
        <div>
          <button type="submit">{t.register.exportCount}</button>
        </div>
      </form>
      {count && (
        <>
          <p role="status">{t.register.exportReady(count.ready, say.count(count.left))}</p>
          {view.ticket ? (
            <FileLink view={view} path={`/register/federal?${new URLSearchParams(period)}`} main>
              {t.register.exportInTab}
            </FileLink>
          ) : (
            <ExportNow view={view} period={period} action={`${action}/export`} />
          )}
        </>
      )}
    </section>
  )
}

/** The press marks the documents: a frame that may not download would mark them and give nothing. */
function ExportNow({ view, period, action }: Pick<FederalProps, 'view' | 'period'> & { action: string }) {
  const { t } = view
  return (
    <form method="post" action={action}>
      <MadeAt view={view} />
      <input type="hidden" name="from" value={period.from} />
      <input type="hidden" name="to" value={period.to} />
      <label class="tick">
        <input type="checkbox" name="again" value="yes" />
        {t.register.again}
      </label>
      <p class="muted">{t.register.exportHint}</p>
      <div class="actions">
        <button type="submit" class="main" id="export-now">
          {t.register.exportNow}
        </button>
      </div>
    </form>
  )
}

function Runs({ view, runs }: FederalProps) {
  const { t, say } = view
  return (
    <section aria-labelledby="runs-title">
      <h2 id="runs-title">{t.register.runs}</h2>
      {runs.length === 0 && <p>{t.register.noRuns}</p>}
      <ul class="plain-list">
        {runs.map(run => (
          <li key={run.id}>
            <Mixed
              view={view}
              text={t.register.runLine(
                dayOf(view, run.at),
                say.date(run.from),
                say.date(run.to),
                run.certificateIds.length,
                run.byName,
              )}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

export type Choices = ReturnType<FederalRegister['choices']>
