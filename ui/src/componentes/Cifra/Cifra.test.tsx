import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { dibujar } from "../../pruebas/dibujar";
import { razon } from "../../puente/falso";
import { Cifra } from "./Cifra";

test("el porcentaje lleva siempre su base y, al pulsarlo, explica de dónde sale", async () => {
  const { persona } = dibujar(
    <Cifra
      titulo="Con comité"
      razon={razon(59, 66, "instituciones con comité / instituciones")}
      base="instituciones"
    />,
  );
  expect(
    screen.getByRole("article", { name: "Con comité" }).textContent,
  ).toContain("59 de 66 instituciones");
  await persona.click(screen.getByRole("button", { name: /89\.4.%/ }));
  const globo = await screen.findByRole("dialog", {
    name: "Cómo se calcula: Con comité",
  });
  expect(globo.textContent).toContain(
    "instituciones con comité / instituciones",
  );
  expect(globo.textContent?.replaceAll("\u00a0", " ")).toContain(
    "59 ÷ 66 = 89.4 %",
  );
  expect(globo.textContent).toContain("20 de noviembre de 2026");
});

test("sin denominador dice n/d", () => {
  dibujar(
    <Cifra titulo="Sin base" razon={razon(0, 0, "nada")} base="trámites" />,
  );
  expect(screen.getByRole("button").textContent).toContain("n/d");
});
