import { describe, expect, it } from "vitest";
import { paginasVistas } from "./paginas";

describe("pages in view", () => {
  it("asks for the pages that the window touches and always the first", () => {
    expect(paginasVistas(0, 30)).toEqual([0]);
    expect(paginasVistas(95, 130)).toEqual([0, 1]);
    expect(paginasVistas(9_990, 10_020)).toEqual([0, 99, 100]);
    expect(paginasVistas(0, 0)).toEqual([0]);
  });
});
