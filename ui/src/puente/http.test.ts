import { afterEach, expect, test, vi } from "vitest";
import { crearPuenteHttp } from "./http";
import { FallaError } from "./puente";

const DIRECCION = new URL("http://127.0.0.1:4000/?token=abc#/inicio");

function responder(estado: number, cuerpo: unknown) {
  const falso = vi.fn<typeof fetch>(
    async () => new Response(JSON.stringify(cuerpo), { status: estado }),
  );
  vi.stubGlobal("fetch", falso);
  return falso;
}

afterEach(() => vi.unstubAllGlobals());

test("cada comando es un POST con su nombre, su petición y el token de la dirección", async () => {
  const falso = responder(200, { hechos: 1, total: 2, que: "x", activo: true });
  await crearPuenteHttp(DIRECCION).llamar("progreso", { id: "t1" });
  const [url, pedido] = falso.mock.calls[0] ?? [];
  expect(url).toBe("http://127.0.0.1:4000/comando/progreso");
  expect(pedido?.body).toBe('{"id":"t1"}');
  expect(new Headers(pedido?.headers).get("Authorization")).toBe("Bearer abc");
});

test("una respuesta de error se vuelve la falla que trae", async () => {
  responder(422, {
    codigo: "cancelado",
    mensaje: "Se canceló.",
    campos: [],
    incidente: null,
  });
  const promesa = crearPuenteHttp(DIRECCION).llamar("inicio", {});
  await expect(promesa).rejects.toBeInstanceOf(FallaError);
  await expect(promesa).rejects.toMatchObject({
    falla: { codigo: "cancelado" },
  });
});

test("una respuesta que no se entiende no muestra su texto interno", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn<typeof fetch>(
      async () => new Response("panic at line 3", { status: 500 }),
    ),
  );
  await expect(
    crearPuenteHttp(DIRECCION).llamar("inicio", {}),
  ).rejects.toMatchObject({ falla: { codigo: "interno" } });
});
