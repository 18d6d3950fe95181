import { TOKEN_SCOPES } from '#domain/access/api-scopes'
import type { ApiToken } from '#store/ports/tokens'
import { contentLang } from '../../ui/book/book-link.ts'
import { ErrorSummary, Field, FormActions, MadeAt } from '../../ui/form.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { dayOf } from '../../ui/moment.ts'
import { Shell } from '../../ui/shell.tsx'
import type { View } from '../../view.ts'

export interface TokenDraft {
  name: string
  scopes: readonly string[]
  programmes: readonly string[]
  days: string
}

interface TokensProps {
  view: View
  tokens: readonly ApiToken[]
  programmes: readonly { id: string; title: string }[]
  draft: TokenDraft
  errors: Readonly<Record<string, string>>
  isRevoked: boolean
}

/** «Доступ к API»: what other programs call us with. */
export function TokensPage(props: TokensProps) {
  const { view, tokens, errors, isRevoked } = props
  const { t } = view
  return (
    <Shell view={view} title={t.tokens.title} nav="tokens" isError={Object.keys(errors).length > 0}>
      <ErrorSummary view={view} errors={errors} />
      <h1 tabIndex={-1}>{t.tokens.title}</h1>
      {isRevoked && (
        <p class="note" role="status" id="notice" tabIndex={-1}>
          {t.tokens.revoked}
        </p>
      )}
      <p>
        {t.tokens.intro} <a href="/api/docs">{t.tokens.docs}</a>
      </p>
      <section aria-labelledby="list-title">
        <h2 id="list-title">{t.tokens.list}</h2>
        {tokens.length === 0 && <p>{t.tokens.empty}</p>}
        <ul class="cards">
          {tokens.map(token => (
            <TokenCard key={token.id} view={view} token={token} />
          ))}
        </ul>
      </section>
      <Create {...props} />
    </Shell>
  )
}

function TokenCard({ view, token }: { view: View; token: ApiToken }) {
  const { t, base } = view
  const path = `${base}/admin/tokens/${encodeURIComponent(token.id)}`
  const isAlive = !token.revokedAt && token.expiresAt > view.now.toISOString()
  return (
    <li>
      <div>
        <b {...contentLang(view)}>{token.name}</b> <small>{stateOf(view, token)}</small>
        <ul>
          {token.scopes.map(scope => (
            <li>
              {t.tokens.scope[scope]} <code>{scope}</code>
            </li>
          ))}
        </ul>
        <small>
          {token.programmes && `${t.tokens.onlyProgrammes(token.programmes.length)} · `}
          {token.lastUsedAt ? t.tokens.used(dayOf(view, token.lastUsedAt)) : t.tokens.never} ·{' '}
          <Mixed view={view} text={t.tokens.maker(token.personName)} />
        </small>
      </div>
      {isAlive && (
        <div>
          <a href={`${path}/rotate`}>
            {t.tokens.rotate}
            <span class="vh" {...contentLang(view)}>
              {' '}
              {token.name}
            </span>
          </a>{' '}
          <a href={`${path}/revoke`}>
            {t.tokens.revoke}
            <span class="vh" {...contentLang(view)}>
              {' '}
              {token.name}
            </span>
          </a>
        </div>
      )}
    </li>
  )
}

function stateOf(view: View, { revokedAt, expiresAt }: ApiToken): string {
  const { t } = view
  if (revokedAt) return t.tokens.revokedOn(dayOf(view, revokedAt))
  return expiresAt > view.now.toISOString()
    ? t.tokens.until(dayOf(view, expiresAt))
    : t.tokens.ended(dayOf(view, expiresAt))
}

function Create({ view, programmes, draft, errors }: TokensProps) {
  const { t, base } = view
  return (
    <form method="post" action={`${base}/admin/tokens`} noValidate data-once>
      <MadeAt view={view} />
      <h2>{t.tokens.create}</h2>
      <Field id="name" label={t.tokens.name} hint={t.tokens.nameHint} error={errors.name}>
        {described => (
          <input id="name" name="name" maxLength={100} value={draft.name} autocomplete="off" {...described} />
        )}
      </Field>
      <fieldset>
        <legend>{t.tokens.scopes}</legend>
        {errors.scopes && <p class="error">{errors.scopes}</p>}
        {TOKEN_SCOPES.map((scope, i) => (
          <label class="tick" key={scope}>
            <input
              type="checkbox"
              id={i === 0 ? 'scopes' : `scope-${i}`}
              name="scope"
              value={scope}
              checked={draft.scopes.includes(scope)}
            />
            {t.tokens.scope[scope]} <code>{scope}</code>
          </label>
        ))}
      </fieldset>
      {programmes.length > 0 && (
        <fieldset>
          <legend>{t.tokens.programmes}</legend>
          <p class="muted">{t.tokens.programmesHint}</p>
          {errors.programmes && <p class="error">{errors.programmes}</p>}
          {programmes.map(({ id, title }, i) => (
            <label class="tick" key={id}>
              <input
                type="checkbox"
                id={i === 0 ? 'programmes' : `programme-${i}`}
                name="programme"
                value={id}
                checked={draft.programmes.includes(id)}
              />
              <span {...contentLang(view)}>{title}</span>
            </label>
          ))}
        </fieldset>
      )}
      <Field id="days" label={t.tokens.days} hint={t.tokens.daysHint} error={errors.days}>
        {described => (
          <input id="days" name="days" inputMode="numeric" maxLength={3} value={draft.days} {...described} />
        )}
      </Field>
      <div class="actions">
        <button type="submit" class="main" id="make">
          {t.tokens.make}
        </button>
      </div>
    </form>
  )
}

/** The only sight of a token. */
export function TokenMadePage({ view, secret, name }: { view: View; secret: string; name: string }) {
  const { t } = view
  return (
    <Shell view={view} title={t.tokens.made} nav="tokens">
      <h1 tabIndex={-1}>{t.tokens.made}</h1>
      <div class="field">
        <label for="secret">
          {t.tokens.secret} <span {...contentLang(view)}>{name}</span>
        </label>
        <input id="secret" value={secret} readOnly autocomplete="off" spellcheck={false} />
      </div>
      <div class="actions">
        <button type="button" class="js" data-copy="secret" data-label={t.tokens.secret}>
          {t.tokens.copy}
        </button>
        <a class="button" href={`${view.base}/admin/tokens`}>
          {t.tokens.back}
        </a>
      </div>
    </Shell>
  )
}

interface TokenActionProps {
  view: View
  token: ApiToken
  action: 'rotate' | 'revoke'
  error: string | null
  /** How long the old one stays, as it was typed. */
  typed: string
}

/** The page before a token is replaced or refused. */
export function TokenActionPage({ view, token, action, error, typed }: TokenActionProps) {
  const { t, base } = view
  const title = action === 'rotate' ? t.tokens.rotateTitle(token.name) : t.tokens.revokeTitle(token.name)
  return (
    <Shell view={view} title={title} nav="tokens" isError={error !== null}>
      <ErrorSummary view={view} errors={error ? { overlapHours: error } : {}} />
      <h1 tabIndex={-1}>
        <Mixed view={view} text={title} />
      </h1>
      <p class="note quiet">{action === 'rotate' ? t.tokens.rotateText : t.tokens.revokeText}</p>
      <form
        method="post"
        action={`${base}/admin/tokens/${encodeURIComponent(token.id)}/${action}`}
        noValidate
        data-once
      >
        {action === 'rotate' && <MadeAt view={view} />}
        {action === 'rotate' && (
          <Field
            id="overlapHours"
            label={t.tokens.overlap}
            hint={t.tokens.overlapHint}
            error={error ?? undefined}
          >
            {described => (
              <input
                id="overlapHours"
                name="overlapHours"
                inputMode="numeric"
                maxLength={3}
                value={typed}
                {...described}
              />
            )}
          </Field>
        )}
        <FormActions view={view} back={`${base}/admin/tokens`} id="act-now">
          {action === 'rotate' ? t.tokens.rotateNow : t.tokens.revokeNow}
        </FormActions>
      </form>
    </Shell>
  )
}
