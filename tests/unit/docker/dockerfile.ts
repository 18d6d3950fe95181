/** A Dockerfile as stages of instructions: continuation lines joined, comments left out. */
export interface Instruction {
  name: string
  value: string
}

export interface Stage {
  base: string
  alias: string | null
  instructions: Instruction[]
}

export function parseDockerfile(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter(line => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const stages: Stage[] = []
  for (const line of lines) {
    const [, name = '', value = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? []
    const from = name === 'FROM' ? /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(value) : null
    if (from) stages.push({ base: from[1] ?? '', alias: from[2] ?? null, instructions: [] })
    else stages.at(-1)?.instructions.push({ name, value })
  }
  return stages
}

export const valuesOf = (stage: Stage, name: string): string[] =>
  stage.instructions.filter(instruction => instruction.name === name).map(({ value }) => value)
