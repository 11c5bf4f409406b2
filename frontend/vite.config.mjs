import { defineConfig } from 'vite'

export default defineConfig({
  base: './',
  build: {
    outDir: '../taizhang/ui/static/dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: ['chrome100', 'firefox100', 'safari15'],
    rolldownOptions: { input: { main: 'src/main.js' } },
  },
})
