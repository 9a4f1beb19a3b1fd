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
  sclero fhir <record> --as-of <date>     what a FHIR R4 record tells, and from
                                          which resource
  sclero batch <cases.ndjson> -o <out>    answer one case for each line
  sclero sql --dialect <name>             the rules as SQL: duckdb, postgres or
                                          spark
  sclero screen <facts> -o <out>          evaluate a table (Parquet, CSV,
                                          NDJSON) in DuckDB
  sclero verify [dir] [property]          what holds for all cases at once, by
                                          a solver; -o writes counter-examples
  sclero docs -o <dir>                    the rulebook as a site, with a
                                          playground
  sclero serve                            CDS Hooks on this machine

<case> and <record> are JSON files, or - for standard input.

  --json                        machine-readable output
  --evidence documents|all      which sources count (default: all)
  --rules <dir>                 use the rule files of this folder
  --profile <file>              add or retire rules: { name, add, retire }
  --coverage                    with test: list what no case shows of a rule
  --as-of <date>                with fhir: the day that the record is read for
  --output, -o <file or dir>    with batch, screen, verify and docs: where to
                                write
  --fields <a,b>                with batch: only these parts of the report
  --workers <n>                 with batch: threads (default: one per core)
  --resume                      with batch: go on after a stop
  --max-line-bytes <n>          with batch: longer lines are issues
                                (default: 1048576)
  --host, --port                with serve (default: 127.0.0.1, 8080; port 0
                                takes a free one)
  --base-url <url>              with serve: the address that clients call
  --origin <origin>             with serve: a page that may call; may be
                                repeated
  --body-limit <bytes>          with serve (default: 10000000)
  --timeout <ms>                with serve (default: 10000)
  --config <file>               with serve: clients, FHIR servers, links and
                                the rest, see docs/cds-hooks.md
  --show-values                 let messages quote the values of a case
  --version, --help

Exit codes: 0 clean, 1 the input or a check has findings, 2 wrong usage,
3 internal.
Decision support for qualified clinicians; no diagnosis, not a cleared device.
`;
