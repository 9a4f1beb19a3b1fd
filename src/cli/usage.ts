/** Exit codes of the command line. */
export const exit = { clean: 0, findings: 1, usage: 2, internal: 3 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

/** The command was called wrongly: what is wrong, for one line on standard error. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const help = `sclero: explained decision support for sclerotherapy of leg veins

  sclero recommend <case>                 the report of a case
  sclero explain <case> <rule>            why a rule applies or not, and what
                                          would change it
  sclero what-if <case> --set path=value  how the report changes (--set may be
                                          repeated)
  sclero check [dir]                      check a rulebook; without dir the
                                          embedded one
  sclero test [dir]                       run case fixtures (fixtures/cases)
  sclero handout <case> [--language en|es]
                                          what the patient takes home, as
                                          Markdown
  sclero diff <old> <new> --cases <dir>   the cases that two rulebooks answer
                                          differently
  sclero schema                           the JSON Schema of a case

<case> is a JSON file, or - for standard input.

  --json                        machine-readable output
  --evidence documents|all      which sources count (default: all)
  --rules <dir>                 use the rule files of this folder
  --profile <file>              add or retire rules: { name, add, retire }
  --coverage                    with test: list what no case shows of a rule
  --show-values                 let messages quote the values of a case
  --version, --help

Exit codes: 0 clean, 1 the input or a check has findings, 2 wrong usage,
3 internal.
Decision support for qualified clinicians; no diagnosis, not a cleared device.
`;
