import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { Normas } from "./Normas";

test("una norma dice cuántos trámites se apoyan en ella, y marcarla derogada dice en cuántas citas", async () => {
  const { persona, puente } = dibujar(<Normas institucion={null} />);
  const fila = await screen.findByRole("row", { name: /137-2016/ });
  expect(fila.textContent).toContain("61");
  expect(fila.textContent).toContain("Vigente");
  await persona.click(
    screen.getByRole("button", { name: /^Cambiar la vigencia de .*137-2016/ }),
  );
  await persona.selectOptions(
    await screen.findByRole("combobox", { name: /¿Está vigente\?/ }),
    "Derogada",
  );
  await persona.click(
    screen.getByRole("button", { name: "Guardar y marcar 65 citas" }),
  );
  await waitFor(() =>
    expect(pedidos(puente, "guardar_norma")[0]).toMatchObject({
      numero: "137",
      anio: 2016,
      vigente: "derogada",
    }),
  );
  await waitFor(() =>
    expect(screen.getByRole("row", { name: /137-2016/ }).textContent).toContain(
      "Derogada",
    ),
  );
});
