/// <reference lib="dom" />
// The site's script: a classic script, so that it runs from disk as from a server. It asks nothing of any host.
import { startFilters } from "./filter.ts";
import { startSearch } from "./find.ts";

startFilters(document);
startSearch(document);
