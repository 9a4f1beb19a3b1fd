/** A row of `rules/statements.json`: where in the documents a statement stands. */
export interface Statement {
  readonly document: string;
  readonly lines: string;
  readonly section: string;
  readonly topic: string;
  readonly kind: string;
  /** Why no rule cites the row. */
  readonly notActionable?: string;
}

/** A row of `rules/authorities.json`. */
export interface Authority {
  readonly source: string;
  readonly status: string;
  readonly topic: string;
  /** Why no rule cites the row. */
  readonly notActionable?: string;
}

/** A document, label, guideline or study of `rules/sources.json`. */
export interface Source {
  readonly kind: "document" | "label" | "guideline" | "study" | "maker";
  readonly title: string;
  readonly publisher: string;
  readonly edition: string;
  readonly locator: string;
  readonly jurisdiction?: string;
}

/** A citation as reports show it. */
export interface Citation {
  /** Row id: `S1-08`, `A-07`, or the number of a resolution, `C12`. */
  readonly id: string;
  readonly authority: Source["kind"] | "resolution";
  /** Key of `rules/sources.json`, or `resolution`. */
  readonly source: string;
  /** For documents: section and lines. */
  readonly section?: string;
  readonly lines?: string;
  readonly jurisdiction?: string;
}
