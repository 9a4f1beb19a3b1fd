// The rulebook is built into app.js. A site that shows another one puts its files here: globalThis.scleroRulebook = [...].
