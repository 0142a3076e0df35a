// Builds the console's scripts and styles into a static folder that Django serves; nothing in them comes from outside.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const OUT = "src/gridward/console/static/console";

/** Puts a .gz beside every text file; whitenoise sends it to browsers that take it. */
function compressed(): Plugin {
  return {
    name: "gridward-compressed",
    apply: "build",
    closeBundle() {
      for (const name of readdirSync(OUT, { recursive: true, encoding: "utf-8" })) {
        if (/\.(js|css|svg|json)$/.test(name)) {
          const file = join(OUT, name);
          writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
        }
      }
    },
  };
}

export default defineConfig({
  base: "/static/console/",
  publicDir: false,
  plugins: [compressed()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    manifest: "manifest.json",
    // What town offices run: browsers on Chromium 87 and newer.
    target: ["chrome87", "firefox90", "safari14"],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: "src/gridward/console/assets/console.ts",
      checks: { eval: false }, // in htmx, and switched off by console.ts
    },
  },
  test: { include: ["src/gridward/console/assets/**/*.test.ts", "phone/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
