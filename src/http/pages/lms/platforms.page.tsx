import type { SeenPlatform } from '#administration/platforms'
import type { Notice } from '../../notice.ts'
import { contentLang } from '../../ui/book/book-link.ts'
import { LmsNotice } from '../../ui/lms/lms-notice.tsx'
import { actionOf, WaitingDeployment } from '../../ui/lms/waiting-deployment.tsx'
import { Mixed } from '../../ui/mixed.tsx'
import { Shell } from '../../ui/shell.tsx'
import { when } from '../../ui/sources/run-words.tsx'
import type { View } from '../../view.ts'

interface PlatformsProps {
  view: View
  platforms: readonly SeenPlatform[]
  /** ISO instants of the last launches that are remembered, by platform. */
  lastLaunches: ReadonlyMap<string, string>
  notice: Notice | null
}

/** The LMSs that launch the tool: whether each is connected, what waits, and what may be done. */
export function PlatformsPage({ view, platforms, lastLaunches, notice }: PlatformsProps) {
  const { t } = view
  return (
    <Shell view={view} title={t.platforms.title} nav="platforms">
      <h1 tabIndex={-1}>{t.platforms.title}</h1>
      <LmsNotice view={view} notice={notice} />
      {platforms.length === 0 && <p>{t.platforms.empty}</p>}
      {platforms.map(platform => (
        <Platform
          key={platform.id}
          view={view}
          platform={platform}
          lastLaunch={lastLaunches.get(platform.id)}
        />
      ))}
      <div class="actions">
        <a class="button" href={`${view.base}/admin/connect`}>
          {platforms.length === 0 ? t.connect.title : t.platforms.connect}
        </a>
      </div>
    </Shell>
  )
}

interface PlatformProps {
  view: View
  platform: SeenPlatform
  lastLaunch?: string | undefined
}

function Platform(props: PlatformProps) {
  const { view, platform, lastLaunch } = props
  const { t } = view
  return (
    <section aria-labelledby={`platform-${platform.id}`}>
      <h2 id={`platform-${platform.id}`}>
        <span {...contentLang(view)}>{platform.name}</span>{' '}
        <small class={platform.active ? 'good' : 'bad'}>
          ({platform.active ? t.platforms.on : t.platforms.off})
        </small>
      </h2>
      <p>{lastLaunch ? t.platforms.connected(when(view, lastLaunch)) : t.platforms.neverLaunched}</p>
      <dl>
        <dt>{t.platforms.issuer}</dt>
        <dd>{platform.issuer}</dd>
        <dt>{t.platforms.clientId}</dt>
        <dd>{platform.clientId}</dd>
      </dl>
      <h3>{t.platforms.deployments}</h3>
      {platform.deployments.length === 0 && <p>{t.platforms.noDeployments}</p>}
      <ul class="cards">
        {platform.deployments.map(deployment => (
          <Deployment key={deployment.id} {...props} deployment={deployment} />
        ))}
      </ul>
      <Actions {...props} />
    </section>
  )
}

function Deployment({
  view,
  platform,
  deployment: { id, approved, seenAt },
}: PlatformProps & { deployment: SeenPlatform['deployments'][number] }) {
  const { t } = view
  if (approved)
    return (
      <li>
        <div>
          {t.platforms.deployment} <b>{id}</b>: <span class="good">✓ {t.platforms.isApproved}</span>
        </div>
      </li>
    )
  return <WaitingDeployment view={view} platform={platform} id={id} seenAt={seenAt} />
}

function Actions({ view, platform }: PlatformProps) {
  const { t } = view
  const name = (
    <span class="vh">
      : <Mixed view={view} text={platform.name} />
    </span>
  )
  return (
    <div class="actions">
      <form method="post" action={actionOf(view, platform, 'test')} data-once>
        <button type="submit">
          {t.platforms.test}
          {name}
        </button>
      </form>
      {platform.canManage && (
        <a class="button" href={actionOf(view, platform, 'keys')}>
          {t.platforms.keysLink}
          {name}
        </a>
      )}
      {platform.canManage && platform.active && (
        <a class="button" href={actionOf(view, platform, 'off')}>
          {t.platforms.switchOff}
          {name}
        </a>
      )}
      {platform.canManage && !platform.active && (
        <form method="post" action={actionOf(view, platform, 'on')}>
          <button type="submit" class="main">
            {t.platforms.switchOn}
            {name}
          </button>
        </form>
      )}
    </div>
  )
}
