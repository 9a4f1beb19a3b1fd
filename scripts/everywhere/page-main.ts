// The page's script, and its worker's: answers everything and sends it back to the server that it came from.

import { answersOf, type Work } from "./answers.ts";
import { type Context, context, send } from "./listen.ts";
import { loadLibrary } from "./load-library.ts";

async function main(): Promise<void> {
  const library = await loadLibrary((entry) => import(`/library/${entry}.js`));
  const work = (await (await fetch("/questions.json")).json()) as Work;
  const answered = await answersOf(library, work);
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  await send("answers", { answered, locale, timeZone });
}

const { Worker }: Context = context;
if (Worker !== undefined && context.document !== undefined) new Worker("/page-main.js", { type: "module" });
main().catch((error: unknown) => send("failure", String((error as Error).stack ?? error)));
