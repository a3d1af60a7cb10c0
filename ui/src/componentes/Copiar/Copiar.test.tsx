import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Copiar } from "./Copiar";

test("copia el texto y lo confirma con palabras", async () => {
  const persona = userEvent.setup();
  render(<Copiar texto="Siete gobernaciones" de="la lista" />);
  await persona.click(screen.getByRole("button", { name: "Copiar la lista" }));
  expect(await navigator.clipboard.readText()).toBe("Siete gobernaciones");
  expect(screen.getByRole("status").textContent).toBe("Copiado.");
});

test("si no se puede, dice cómo hacerlo a mano", async () => {
  const persona = userEvent.setup();
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValueOnce(
    new Error("denied"),
  );
  render(<Copiar texto="x" />);
  await persona.click(screen.getByRole("button", { name: "Copiar" }));
  expect(screen.getByRole("status").textContent).toMatch(/Ctrl C/);
});
