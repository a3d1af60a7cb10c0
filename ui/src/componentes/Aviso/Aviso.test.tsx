import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { FallaError } from "../../puente/puente";
import { Aviso, AvisoDeFalla } from "./Aviso";

test("lo urgente se anuncia; lo demás no interrumpe", () => {
  render(<Aviso titulo="Es una prueba" />);
  expect(screen.queryByRole("alert")).toBeNull();
  render(<Aviso urgente titulo="Se canceló" />);
  expect(screen.getByRole("alert").textContent).toContain("Se canceló");
});

test("una falla dice su mensaje, cada campo y el número para soporte", () => {
  render(
    <AvisoDeFalla
      error={
        new FallaError({
          codigo: "interno",
          mensaje: "No se pudo completar la acción y no se cambió nada.",
          campos: [{ campo: "a", mensaje: "Escriba el motivo." }],
          incidente: "7f3a-19",
        })
      }
    />,
  );
  const texto = screen.getByRole("alert").textContent;
  expect(texto).toContain("no se cambió nada");
  expect(texto).toContain("Escriba el motivo.");
  expect(texto).toContain("7f3a-19");
});

test("el número que la frase ya dice no se repite", () => {
  render(
    <AvisoDeFalla
      error={
        new FallaError({
          codigo: "interno",
          mensaje: "Si vuelve a ocurrir, envíe a soporte el número 7f3a-19.",
          campos: [],
          incidente: "7f3a-19",
        })
      }
    />,
  );
  const texto = screen.getByRole("alert").textContent ?? "";
  expect(texto.split("7f3a-19")).toHaveLength(2);
  expect(texto).not.toContain("Número para soporte");
});

test("sin falla no hay aviso, y un error ajeno no muestra su texto interno", () => {
  const { container } = render(<AvisoDeFalla error={null} />);
  expect(container.textContent).toBe("");
  render(<AvisoDeFalla error={new TypeError("x is undefined")} />);
  expect(screen.getByRole("alert").textContent).not.toContain("undefined");
});
