import { render } from "preact";
import "./styles/app.css";
import { loadAdvisor } from "./advisor.ts";
import { App } from "./app.tsx";
import { Startless } from "./parts/startless.tsx";

const root = document.getElementById("app");
if (root !== null) {
  const { scleroRulebook, scleroSite } = globalThis as { scleroRulebook?: unknown; scleroSite?: unknown };
  const loaded = loadAdvisor(scleroRulebook);
  root.textContent = "";
  render(
    "advisor" in loaded ? (
      <App advisor={loaded.advisor} inSite={scleroSite === true} />
    ) : (
      <Startless issues={loaded.issues} />
    ),
    root,
  );
}
