import { expect, test } from "vitest";

import { credencialCorta, credencialLarga } from "./credencial";

test("cada derecho se dice con palabras", () => {
  for (const c of [
    "sin_credencial",
    "de_baja",
    "integrante",
    "coordinador",
    "asesor",
    "jefe",
  ]) {
    expect(credencialCorta(c)).not.toContain("_");
    expect(credencialLarga(c)).toMatch(/\.$/);
  }
});

test("lo que dice un núcleo más nuevo se muestra como viene", () => {
  expect(credencialCorta("lector")).toBe("lector");
});
