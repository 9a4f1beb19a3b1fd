// The rulebook is built into app.js. A site puts here that it is one (globalThis.scleroSite = true), and another rulebook where it
// shows one (globalThis.scleroRulebook = [...]).
