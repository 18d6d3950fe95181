import type { DecisionView, Stranger, StrangerList } from '#sync/matching/contract'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { MatchingNotice } from '../../ui/sources/matching-notice.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import { Candidates, NotOurs, strangerName, strangerPath, WhatCame } from '../../ui/sources/stranger.tsx'
import type { View } from '../../view.ts'

interface MatchingProps {
  view: View
  list: StrangerList
  decisions: readonly DecisionView[]
  /** Courses that no module lives in. */
  courses: number
  notice: Notice | null
}

/** P6 «Кто это?»: one card a stranger. Nothing is linked by itself. */
export function MatchingPage({ view, list, decisions, courses, notice }: MatchingProps) {
  const { t, say } = view
  const { strangers, total, next } = list
  return (
    <Shell view={view} title={t.matching.title} nav="matching">
      <MatchingNotice view={view} notice={notice} />
      <h1 tabIndex={-1}>{t.matching.title}</h1>
      {courses > 0 && (
        <p>
          <a href={`${view.base}/matching/courses`}>
            {t.matching.courses}: {say.count(courses)}
          </a>
        </p>
      )}
      {total.accounts === 0 ? (
        <Empty view={view} />
      ) : (
        <>
          <p class="lead">{t.matching.total(total.accounts, total.records)}</p>
          <p class="muted">
            {t.matching.intro} {total.more && t.matching.more}
          </p>
        </>
      )}
      {strangers.map(stranger => (
        <Card key={stranger.id} view={view} stranger={stranger} />
      ))}
      {next && (
        <div class="actions">
          <a class="button" href={`${view.base}/matching?after=${next}`}>
            {t.next}
          </a>
        </div>
      )}
      <Decisions view={view} decisions={decisions} />
    </Shell>
  )
}

/** What stands here otherwise, and where the next work is. */
function Empty({ view }: { view: View }) {
  const { t, base, actor } = view
  const [to, words] = actor?.roles.includes('curator') ? ['/queue', t.nav.queue] : ['/admin', t.nav.admin]
  return (
    <>
      <p>
        {t.matching.empty} {t.matching.emptyAbout}
      </p>
      <div class="actions">
        <a class="button" href={base + to}>
          {words}
        </a>
      </div>
    </>
  )
}

function Card({ view, stranger }: { view: View; stranger: Stranger }) {
  const { t } = view
  const name = strangerName(view, stranger)
  return (
    <article class="stranger" aria-labelledby={`name-${stranger.id}`}>
      <h2 id={`name-${stranger.id}`}>
        <span {...contentLang(view)}>{name}</span>
        <small class="below">{t.matching.waits(stranger.waiting)}</small>
      </h2>
      {stranger.reason === 'ambiguous-learner' && <p class="note quiet">{t.matching.ambiguous}</p>}
      <div class="sides">
        <div>
          <h3>{t.matching.came}</h3>
          <WhatCame view={view} stranger={stranger} />
        </div>
        <div>
          <h3>{t.matching.who}</h3>
          <Candidates view={view} stranger={stranger} />
          <div class="actions">
            <a href={strangerPath(view, stranger)}>
              {t.matching.other}
              <span class="vh" {...contentLang(view)}>
                {' '}
                {name}
              </span>
            </a>
            <a href={strangerPath(view, stranger, '/new')}>
              {t.matching.newLearner}
              <span class="vh" {...contentLang(view)}>
                {' '}
                {name}
              </span>
            </a>
            <NotOurs view={view} stranger={stranger} />
          </div>
        </div>
      </div>
    </article>
  )
}

function Decisions({ view, decisions }: { view: View; decisions: readonly DecisionView[] }) {
  const { t } = view
  if (decisions.length === 0) return null
  return (
    <details>
      <summary>{t.matching.decisions}</summary>
      <ul class="cards">
        {decisions.map(decision => (
          <li key={decision.id}>
            <div>
              <code>{decision.userId.replace(/^mail:.*/, '•••')}</code> ·{' '}
              <span {...contentLang(view)}>{decision.connectionTitle}</span>:{' '}
              <Mixed
                view={view}
                text={t.matching.decided[decision.kind](decision.personName ?? t.matching.somebody)}
              />
              <small class="below">
                {when(view, decision.at)}, <span {...contentLang(view)}>{decision.byName}</span>
                {decision.undoneAt && (
                  <>
                    {' · '}
                    <Mixed
                      view={view}
                      text={t.matching.undone(when(view, decision.undoneAt), decision.undoneByName ?? '')}
                    />
                  </>
                )}
              </small>
            </div>
            {!decision.undoneAt && (
              <form method="post" action={`${view.base}/matching/undo`} data-once>
                <input type="hidden" name="return" value={view.here} />
                <button type="submit" name="decision" value={decision.id}>
                  {t.cancel}
                  <span class="vh" {...contentLang(view)}>
                    : {decision.connectionTitle}
                  </span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
