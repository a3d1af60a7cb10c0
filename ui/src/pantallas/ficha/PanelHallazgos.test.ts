import { expect, test } from "vitest";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import { unoPorFila } from "./PanelHallazgos";

test("dos hallazgos sobre el mismo requisito escriben una sola decisión", () => {
  const hallazgos = [
    { id: "1", entidad: "r9" },
    { id: "2", entidad: "r9" },
    { id: "3", entidad: "r10" },
  ] as HallazgoDto[];
  expect(unoPorFila(hallazgos).map((h) => h.entidad)).toEqual(["r9", "r10"]);
});
