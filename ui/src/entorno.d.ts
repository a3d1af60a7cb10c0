/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Host compiled in beside Tauri's: `tauri` (none) or `http` (browser tests). */
  readonly VITE_PUENTE: "tauri" | "http";
}
