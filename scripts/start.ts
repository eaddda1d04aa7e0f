// npm start: serves the production build, for example npm start -- --namesrv host:9876
await import('./serve.mjs')

export {}
