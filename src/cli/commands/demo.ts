import { type Command, InvalidArgumentError } from 'commander'
import type { Story } from '#src/demo/story'
import { print } from '../io.ts'
import { tellStory } from '../lazy.ts'
import { createProgressBar } from '../progress-bar.ts'

interface Options {
  exit?: boolean
  learners: number
  seed: number
}

/** `zachetka demo [--exit] [--learners N] [--seed S]`: the whole story on a small LMS that comes along. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'the whole story on a small LMS: register, launch, pull, confirm, issue; stays up to click through',
    )
    .option('--exit', 'ends after the story; the last line printed is a JSON summary')
    .option('--learners <n>', 'how many learners the LMS has', wholeNumber(3, 100_000), 40)
    .option('--seed <n>', 'another population', wholeNumber(0, 2 ** 31), 1)
    .action(demo)
}

async function demo(options: Options): Promise<void> {
  const bar = createProgressBar(process.stderr)
  const story = await tellStory({
    ...options,
    environment: process.env,
    say: line => {
      bar.end()
      print(line)
    },
    onProgress: (share, words) => (words ? bar.show(share, words) : bar.end()),
  })
  if (options.exit) {
    await story.site.close()
    print(JSON.stringify(story.summary))
    return
  }
  print(JSON.stringify(story.summary))
  printLinks(story)
  closeOnSignal(story)
}

function printLinks({ site, learner, verificationCode }: Story): void {
  const { lms, application } = site
  print(`
Open one of these (the pages are in Russian, with a switch to English):
  as learner        ${lms.launchUrl(learner ? { userId: learner.userId } : {})}
  as curator        ${lms.launchUrl({ role: 'teacher' })}
  as administrator  ${lms.launchUrl({ role: 'administrator' })}
  in the course     ${lms.url}/
  verification      ${application.publicUrl}/verify/${verificationCode ?? ''}
Stop with Ctrl-C; everything that the demo stored goes with it.`)
}

function closeOnSignal({ site }: Story): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      site.close().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return text => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= min && number <= max) return number
    throw new InvalidArgumentError(`a whole number from ${min} to ${max}`)
  }
}
