import { render } from "preact";
import "./styles/app.css";
import { loadAdvisor } from "./advisor.ts";
import { App } from "./app.tsx";
import { Startless } from "./parts/startless.tsx";

const root = document.getElementById("app");
if (root !== null) {
  const loaded = loadAdvisor((globalThis as { scleroRulebook?: unknown }).scleroRulebook);
  root.textContent = "";
  render("advisor" in loaded ? <App advisor={loaded.advisor} /> : <Startless issues={loaded.issues} />, root);
}
