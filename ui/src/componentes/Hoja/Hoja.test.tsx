import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Hoja } from "./Hoja";

test("una hoja con título es una región con ese nombre", () => {
  render(<Hoja titulo="Plazos">x</Hoja>);
  expect(screen.getByRole("region", { name: "Plazos" })).toBeDefined();
});
