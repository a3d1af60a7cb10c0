import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Pestanas } from "./Pestanas";

test("las flechas pasan de una pestaña a otra", async () => {
  const alElegir = vi.fn<(id: "a" | "b") => void>();
  render(
    <Pestanas
      etiqueta="Secciones"
      elegida="a"
      alElegir={alElegir}
      pestanas={[
        { id: "a", titulo: "General", contenido: <p>Uno</p> },
        { id: "b", titulo: "Requisitos", cuenta: 1204, contenido: <p>Dos</p> },
      ]}
    />,
  );
  expect(screen.getByRole("tab", { name: "Requisitos 1,204" })).toBeDefined();
  await userEvent.tab();
  await userEvent.keyboard("{ArrowRight}");
  expect(alElegir).toHaveBeenCalledWith("b");
});
