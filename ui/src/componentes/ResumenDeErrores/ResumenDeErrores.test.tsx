import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { ResumenDeErrores } from "./ResumenDeErrores";

const ERRORES = [
  { id: "nombre", mensaje: "Escriba el nombre." },
  { id: "fecha", mensaje: "Escriba la fecha." },
];

test("recibe el foco al aparecer y cada línea lleva a su campo", async () => {
  render(
    <>
      <ResumenDeErrores errores={ERRORES} />
      <div>
        <input id="fecha" aria-label="Fecha" />
      </div>
    </>,
  );
  expect(document.activeElement).toBe(screen.getByRole("alert"));
  expect(screen.getByRole("heading").textContent).toBe(
    "Hay 2 datos que corregir",
  );
  await userEvent.click(
    screen.getByRole("button", { name: "Escriba la fecha." }),
  );
  expect(document.activeElement).toBe(screen.getByLabelText("Fecha"));
});

test("sin errores no aparece", () => {
  const { container } = render(<ResumenDeErrores errores={[]} />);
  expect(container.textContent).toBe("");
});
