/** By code: what is the matter, and what a person can do, empty where there is nothing to do. */
export type SourceTexts = Readonly<Record<string, readonly [what: string, remedy: string]>>
