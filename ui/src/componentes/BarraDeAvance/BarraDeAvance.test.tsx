import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { BarraDeAvance } from "./BarraDeAvance";

const ancho = (parte: number) =>
  render(<BarraDeAvance parte={parte} />)
    .container.querySelectorAll("rect")[1]
    ?.getAttribute("width");

test("mide su parte y nunca se sale", () => {
  expect(ancho(0.682)).toBe("68.2");
  expect(ancho(2)).toBe("100");
  expect(ancho(-1)).toBe("0");
});
